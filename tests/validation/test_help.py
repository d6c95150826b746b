"""Help of schemas, followed to the letter, fixes what it stands at."""

from __future__ import annotations

from pathlib import Path

import pytest

from dativo_hooks.document import Document
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin, Span
from dativo_hooks.reading.read import read
from dativo_hooks.validation.validate import Kind, problems
from tests.literal_help import applied
from tests.validation.test_cases import BAD, _document, _kind, _name

OPEN = (
    "put it in quotes",  # of what may be a secret, which is never shown
    "it belongs in",
    "write it ",
    "write lines such as",
)
"""Beginnings of help that tells a person what to do, but not a program."""


def _span(document: Document, problem: Problem) -> Span:
    assert isinstance(problem.where, Origin)
    place = document.key_span if problem.on_key else document.value_span
    return place(problem.where.route)


def _said(text: str, kind: Kind) -> set[tuple[str, str]]:
    reading = read("x.yaml", text.encode())
    assert reading.document is not None, (text, reading.problems)
    return {(one.rule.code, one.message) for one in problems(reading.document, kind)}


@pytest.mark.parametrize("path", BAD, ids=_name)
def test_each_help_fixes_its_own(path: Path) -> None:
    document, kind = _document(path), _kind(path)
    text = document.lines.text
    for problem in problems(document, kind):
        if problem.help.startswith(OPEN):
            continue
        fixed = applied(text, _span(document, problem), problem.help)
        assert (problem.rule.code, problem.message) not in _said(fixed, kind), problem
