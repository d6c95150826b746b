"""How much is said of what differs: as many names, characters and lines as somebody reads."""

from __future__ import annotations

import pytest

from dativo_hooks.drift.compare import Expectation, drift
from dativo_hooks.drift.explain import drift_problem
from dativo_hooks.drift.observe import owned_files
from dativo_hooks.finding import Finding, Place, Problem
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import checked, repository, state, with_terraform

PATH = "terraform/generated/acme-contacts.tf"
FILES = with_terraform(repository())
LINES = FILES[PATH].decode().split("\n")
GENERATED = state(repository()).files


def edited(text: str) -> Finding:
    (finding,) = checked({**FILES, PATH: text.encode()})
    return finding


TAGS = ("tenant_id", "environment", "asset_name", "asset_version", "finops_cost_center")


@pytest.mark.parametrize(("more", "end"), [(0, ""), (1, "; and 1 more"), (3, "; and 3 more")])
def test_five_differences_are_named(more: int, end: str) -> None:
    keys = (*TAGS, "finops_business_tags", "compliance_classification", "governance_owner")
    text, chosen = "\n".join(LINES), keys[: 5 + more]
    for key in chosen:
        (line,) = [line for line in LINES[:14] if line.startswith(f"    {key} ")]
        text = text.replace(line, f'{line[:-1]}x"', 1)
    message = edited(text).message
    told = "; ".join(part.partition("` is ")[0] for part in message.split("; ")[:5])
    assert told == "the file isn't what its sources generate: " + "; ".join(
        f"`{key}" for key in TAGS
    )
    assert message.endswith(f'its sources say "ENG-001"{end}')


@pytest.mark.parametrize(
    ("letters", "shown"), [(58, "v" * 58 + '"'), (59, "v" * 39 + "…"), (90, "v" * 39 + "…")]
)
def test_sixty_characters_of_a_value_are_shown(letters: int, shown: str) -> None:
    """With its quotes; of a longer one, the first forty."""
    message = edited("\n".join(LINES).replace("ENG-001", "v" * letters)).message
    assert message.endswith(f'`finops_cost_center` is "{shown}, its sources say "ENG-001"')


def test_a_value_is_cut_after_its_secrets_are_hidden() -> None:
    key = "AKIA" + "IOSFODNN7EXAMPLE"
    message = edited("\n".join(LINES).replace("ENG-001", "v" * 30 + f" {key} " + "v" * 30)).message
    assert f" AKIA{HIDDEN}" in message


def judged(text: str) -> Problem:
    return drift_problem(GENERATED[PATH], text.encode(), "a fix")


def test_how_many_lines_are_compared() -> None:
    should = len(LINES) - 1
    most = 5000 + 4 * should
    assert judged("x\n" * most).diff != ""
    problem = judged("x\n" * (most + 1))
    assert problem.message == (
        f"the file has {most + 1:,} lines, and its sources generate {should}"
    )
    assert (problem.diff, problem.help) == ("", "a fix")


def test_how_many_characters_are_compared() -> None:
    should = len(FILES[PATH].decode())
    most = 300_000 + 4 * should
    assert judged("x" * most).diff != ""
    problem = judged("x" * (most + 1))
    assert problem.message == (
        f"the file has {most + 1:,} characters, and its sources generate {should:,}"
    )
    assert problem.diff == ""


@pytest.mark.parametrize(
    ("over", "end"),
    [
        (0, "+}"),
        (1, "… 1 more line of the diff"),
        (len("+}\n"), "… 1 more line of the diff"),
        (len("+}\n") + 1, "… 2 more lines of the diff"),
    ],
)
def test_a_diff_is_cut_after_whole_lines(over: int, end: str) -> None:
    """100,000 characters are shown. The diff ends with the generated file, so with `+}`."""
    room = 100_000 - sum(len(line) + 1 for line in judged("x").diff.split("\n"))
    shown = judged("x" * (1 + room + over)).diff.split("\n")
    assert shown[-1] == end


def test_the_order_is_that_of_paths() -> None:
    backwards = dict(sorted(GENERATED.items(), reverse=True))
    owned = dict(sorted(owned_files(MemoryTree(FILES)).items(), reverse=True))
    missing = drift(Expectation(backwards, {}, ()), MemoryTree({}), None)
    said = [problem.message for problem in missing]
    assert len(said) == len(GENERATED)
    assert said == sorted(said)
    orphans = list(drift(Expectation({}, owned, ()), MemoryTree(FILES), None))
    assert [one.where[0] for one in orphans] == sorted(owned)


def test_a_byte_order_mark_is_no_difference() -> None:
    text = "\n".join(LINES).replace("ENG-001", "ENG-009")
    assert edited(f"\ufeff{text}") == edited(text)


@pytest.mark.parametrize(("lines", "line"), [(0, 1), (1, 1), (2, 2), (5, 5)])
def test_what_is_missing_at_the_end_stands_at_the_last_line(lines: int, line: int) -> None:
    problem = judged("".join(f"{text}\n" for text in LINES[:lines]))
    assert isinstance(problem.where, Place)
    assert problem.where.span.start.line == line


def test_a_line_that_is_there_twice() -> None:
    line = '    asset_version             = "1.0"\n'
    message = edited("\n".join(LINES).replace(line, line * 2)).message
    assert message.endswith(': `asset_version` ("1.0") doesn\'t belong there')
