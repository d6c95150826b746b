"""Whatever a committed file holds, it takes bounded time and memory to say how it differs."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys

import pytest

from dativo_hooks.drift.explain import MOST_CHARACTERS, MOST_SHOWN, drift_problem
from dativo_hooks.drift.secrecy import hidden
from dativo_hooks.generation.header import MARK, Header, header_of
from dativo_hooks.terraform_language.hcl_reading import (
    MOST_NESTED,
    UnreadableTerraform,
    attributes_of,
    attributes_of_json,
    differences,
)
from dativo_hooks.terraform_language.syntax import Reference
from tests import cpu, needs
from tests.drift.hostile import SIZE, generated
from tests.engine.repositories import FARGATE, JOB, checked, repository, with_terraform
from tests.published import SOURCE

MOST_SECONDS = 2
MOST_MEGABYTES = 300
PATH = "terraform/generated/acme-contacts.tf"


@needs.usage
def test_a_hundred_kilobytes_take_two_seconds_at_most() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.drift.hostile", str(MOST_SECONDS)],
        cwd=SOURCE,
        stdout=subprocess.PIPE,
        check=True,
    )
    found = json.loads(done.stdout)
    assert [case for case, seconds in found["seconds"].items() if seconds > MOST_SECONDS] == []
    assert found["memory"] < MOST_MEGABYTES
    assert any(case.endswith(str(SIZE)) for case in found["seconds"])


@pytest.mark.parametrize("old", ["none of it", "one line", "upside down"])
def test_many_generated_lines_take_little(old: str) -> None:
    command = "".join(f"      - item{number}\n" for number in range(12_000))
    job = f"{JOB}{FARGATE}    command:\n{command}"
    files = with_terraform(repository({"jobs/contacts.yaml": job}))
    lines = files[PATH].split(b"\n")
    if old == "none of it":
        data = with_terraform(repository())[PATH]
    elif old == "one line":
        data = files[PATH].replace(b'"item7"', b'"x"')
    else:
        data = b"\n".join([*lines[:20], *reversed(lines[20:])])
    with cpu.within(MOST_SECONDS):
        (finding,) = checked({**files, PATH: data})
    assert finding.rule.code == "DH602"
    assert len(finding.diff) < MOST_SHOWN + 50
    if old == "one line":
        changed = [line for line in finding.diff.splitlines()[2:] if line[0] in "+-"]
        assert [line.split() for line in changed] == [["-", '"x",'], ["+", '"item7",']]


def test_a_line_of_blanks_is_still_a_diff() -> None:
    file = generated()[PATH]
    lines = [*file.text.lines]
    data = "\n".join([*lines[:9], " " * 1600, *lines[9:], ""]).encode()
    problem = drift_problem(file, data, "fix it")
    assert problem.message == "the file isn't what its sources generate"
    assert f"\n-{' ' * 1600}\n" in problem.diff


@pytest.mark.parametrize("sign", [" = ", ": "])
@pytest.mark.parametrize("quote", ['"', '\\"'])
@pytest.mark.parametrize("piece", ["\\", "\\\\", "x", "\\x", "\\\\x", "\\\\\\x", "é", " "])
@pytest.mark.parametrize("end", ["", "\n", '"', '\\"', '\\\\"'])
def test_a_secret_of_backslashes_is_hidden_at_once(
    sign: str, quote: str, piece: str, end: str
) -> None:
    text = f"A_TOKEN{sign}{quote}{piece * (SIZE // 10 // len(piece))}{end}"
    with cpu.within(MOST_SECONDS):
        hidden(text.split("\n"))


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_diff_ends_with_a_whole_line(end: str) -> None:
    file = generated()[PATH]
    secret = f'{"X" * 80}_PASSWORD = "correct-horse-battery"'
    data = file.text.text + f"{secret}{end or ' '}" * (MOST_SHOWN // 90)
    problem = drift_problem(file, data.encode(), "fix it")
    assert len(problem.diff) < MOST_SHOWN + 50
    assert "more line" in problem.diff.splitlines()[-1]
    assert "correct" not in problem.diff


def test_a_line_as_long_as_a_book_is_not_compared() -> None:
    file = generated()[PATH]
    data = file.text.text.encode() + b"x" * (MOST_CHARACTERS + 4 * len(file.text.text))
    problem = drift_problem(file, data, "fix it")
    assert problem.message.endswith(
        f" characters, and its sources generate {len(file.text.text):,}"
    )
    assert problem.diff == ""


@pytest.mark.parametrize(
    "value",
    [
        "[" * 3000 + "]" * 3000,
        "{ a = " * 900 + "1" + "}" * 900,
        "(" * 300 + "1" + ")" * 300,
        "jsonencode(" * 150 + "1" + ")" * 150,
        '"${' * 200 + "1" + '}"' * 200,
        "!" * 5000 + "true",
        "-" * 5000 + "1",
        "a ? b : " * 2000 + "c",
    ],
)
def test_what_nests_too_deep_falls_back_to_the_diff(value: str) -> None:
    text = generated()[PATH].text.text
    with cpu.within(MOST_SECONDS), pytest.raises(UnreadableTerraform):
        differences(text, f"a = {value}\n")


def test_nested_blocks_and_json_fall_back_too() -> None:
    text = generated()[PATH].text.text
    for hcl in ('a "b" {\n' * 200 + "}\n" * 200, "a {\n" * 900 + "}\n" * 900):
        with pytest.raises(UnreadableTerraform, match="too deep"):
            differences(text, hcl)
    for depth in (300, 990, 3000, 100_000):
        deep = f'{{"a": {"[" * depth}{{"b": 1}}{"]" * depth}}}'
        with contextlib.suppress(UnreadableTerraform):
            assert len(differences('{"a": 1}', deep, json=True)) == 2
    assert attributes_of_json('{"a": [[{"b": 1}]]}') == {("a", "0", "0", "b"): 1}


def test_what_nests_as_people_nest_is_read() -> None:
    deep = "[" * (MOST_NESTED - 5) + "1" + "]" * (MOST_NESTED - 5)
    assert len(attributes_of(f"a = {deep}\n")) == 1
    inner = 'jsonencode({b = jsonencode("c")})'
    assert attributes_of(f"a = {inner}\n") == {("a",): Reference(inner)}


def header(told: str) -> bytes:
    return f"# {MARK}\n# dativo-hooks: {told}\n".encode()


DEEP = [
    "[" * 1000,
    "{" * 1000,
    '{"job":' * 1000,
    f'{{"job": {"[" * 900}{"]" * 900}}}',
    f'{{"job": {"[" * 30_000}',
]


@pytest.mark.parametrize(
    "told", [*DEEP, '{"job": 1}', "[]", "null", "1" * 5000, "NaN", '"\\ud800"']
)
def test_a_header_that_says_nothing_is_ours_by_its_mark(told: str) -> None:
    assert header_of(header(told)) == Header()


@pytest.mark.parametrize("list_", [*DEEP, '["x", []]', f"[{'[' * 800}{']' * 800}]", "[[]]"])
def test_a_list_in_json_that_is_no_header(list_: str) -> None:
    assert header_of(f'{{\n  "//": {list_}'.encode()) is None
    text = f'{{\n"//": ["{MARK}", {list_}'
    assert header_of(text.encode()) is None


def test_a_header_in_json_with_more_in_its_list() -> None:
    text = f'{{\n"//": ["{MARK}", "dativo-hooks: {{\\"job\\": \\"x\\"}}", {"[" * 500}{"]" * 500}]}}'
    assert header_of(text.encode()) == Header(job="x")
