"""The folder of cases: every good file is right, every bad one has exactly its expected faults."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from dativo_hooks.document import Document
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin
from dativo_hooks.reading.read import read
from dativo_hooks.validation.validate import KINDS, Kind, problems

CASES = Path(__file__).parent.parent / "cases" / "schema"
GOOD = sorted(CASES.glob("*/good/*.yaml"))
BAD = sorted(CASES.glob("*/bad/*.yaml"))


def _name(path: Path) -> str:
    return f"{path.parts[-3]}-{path.stem}"


def _kind(path: Path) -> Kind:
    return next(kind for kind in get_args(Kind) if kind == path.parts[-3])


def _document(path: Path) -> Document:
    reading = read(path.name, path.read_bytes())
    assert reading.problems == ()
    assert reading.document is not None
    return reading.document


def line(document: Document, problem: Problem) -> str:
    """A problem as the `.expected` files write it."""
    assert isinstance(problem.where, Origin)
    place = document.key_span if problem.on_key else document.value_span
    row, column = place(problem.where.route).start
    return f"{row}:{column} {problem.rule.code} {problem.message} -> {problem.help}"


def test_every_kind_has_cases() -> None:
    for paths in (GOOD, BAD):
        assert {path.parts[-3] for path in paths} == set(KINDS)


def test_every_expectation_has_a_case() -> None:
    assert {path.with_suffix("") for path in CASES.rglob("*.expected")} == {
        path.with_suffix("") for path in BAD
    }


@pytest.mark.parametrize("path", GOOD, ids=_name)
def test_good(path: Path) -> None:
    document = _document(path)
    assert [line(document, problem) for problem in problems(document, _kind(path))] == []


@pytest.mark.parametrize("path", BAD, ids=_name)
def test_bad(path: Path) -> None:
    document = _document(path)
    found = [line(document, problem) for problem in problems(document, _kind(path))]
    assert found == path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
