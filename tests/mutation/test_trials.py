"""Mutants in a copy of this checkout, tried for real."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mutation.mutants import mutants
from mutation.outcome import KILLED, SURVIVED, TIMED_OUT, UNREACHED, Outcome
from mutation.reach import Reach
from mutation.workshop import ROOT, Bench, copied
from tests import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutation.mutants import Mutant

PATH = "dativo_hooks/terraform_language/escaping.py"
SOURCE = (ROOT / PATH).read_bytes()
TEST = "tests/test_comment.py::test_comment"
SEES = """\
from dativo_hooks.terraform_language.escaping import comment_line

def test_comment():
    assert comment_line("a\\nb") == "a\\\\nb"
"""
WRONG = "tests/test_wrong.py::test_wrong"
BROKEN = "tests/test_broken.py::test_broken"

pytestmark = needs.forks


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    copy = copied(tmp_path_factory.mktemp("mutation") / "copy")
    (copy / "tests/test_comment.py").write_text(SEES)
    (copy / "tests/test_wrong.py").write_text("def test_wrong():\n    assert False\n")
    (copy / "tests/test_broken.py").write_text("import nothing_that_there_is\n")
    lines = range(1, SOURCE.count(b"\n") + 1)
    reach = Reach(
        {TEST: 0.001, WRONG: 0.001, BROKEN: 0.001},
        {PATH: {line: frozenset({TEST}) for line in lines}},
    )
    opened = Bench(copy, reach, 10)
    yield opened
    opened.close()


def first(function: str, kind: str) -> Mutant:
    """The first mutant of a kind in a function."""
    found = mutants(PATH, SOURCE)
    return next(one for one in found if (one.function, one.kind) == (function, kind))


SEEN = first("comment_line", "and, or")


def test_a_mutant_is_killed_and_the_copy_is_as_before(bench: Bench) -> None:
    assert bench.outcome(SEEN) == Outcome(KILLED, 1, 0)
    assert (bench.copy / PATH).read_bytes() == SOURCE
    assert (ROOT / PATH).read_bytes() == SOURCE
    assert bench.attempt([TEST]) == SURVIVED


def test_a_mutant_survives_tests_that_do_not_see_it(bench: Bench) -> None:
    assert bench.outcome(first("json_quoted", "not")) == Outcome(SURVIVED, 1, 0)


def test_what_no_test_reaches(bench: Bench) -> None:
    other = "dativo_hooks/terraform_language/hcl_strings.py"
    mutant = next(one for one in mutants(other, (ROOT / other).read_bytes()) if not one.owner)
    assert bench.outcome(mutant) == Outcome(UNREACHED, 0, 0)


def test_tests_that_fail_without_a_mutant_are_told(bench: Bench) -> None:
    assert bench.attempt([WRONG]) == KILLED
    assert bench.attempt([BROKEN]) == KILLED
    assert bench.failing([SEEN]) == []
    of_the_line = {SEEN.line: frozenset({TEST, WRONG})}
    bench.reach = bench.reach._replace(lines={PATH: of_the_line})
    assert bench.failing([SEEN]) == ["tests/test_wrong.py"]


def test_what_takes_too_long_is_ended(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    (bench.copy / "tests/test_wrong.py").write_text("def test_wrong():\n    while True: pass\n")
    monkeypatch.setattr("mutation.workshop.PATIENCE", 1)
    assert bench.attempt([WRONG]) == TIMED_OUT
    assert bench.attempt([TEST]) == SURVIVED
