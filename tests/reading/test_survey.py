"""What is counted of a text before anything is built from it."""

from __future__ import annotations

import pytest

from dativo_hooks import rules
from dativo_hooks.reading.faults import MAX_DEPTH
from dativo_hooks.reading.survey import survey

SIBLINGS = 3 * MAX_DEPTH
NESTED = "[" * MAX_DEPTH + "]" * MAX_DEPTH


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("", 0),
        ("a", 1),
        ("a: 1\n", 3),
        ("a: &x [1, 2]\nb: *x\n", 7),
        ("- {a: 1}\n- []\n", 5),
        # Lists beside each other aren't in each other.
        ("- [x]\n" * SIBLINGS, 1 + 2 * SIBLINGS),
        (NESTED, MAX_DEPTH),
        (f"- {NESTED[1:-1]}\n" * 3, 1 + 3 * (MAX_DEPTH - 1)),
    ],
)
def test_nodes(text: str, nodes: int) -> None:
    assert survey(text) == (nodes, None)
    assert survey(text.encode()) == (nodes, None)


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        (f"[{NESTED}]", rules.TOO_DEEP, MAX_DEPTH),
        (f"- x\n- {NESTED}\n", rules.TOO_DEEP, 6 + MAX_DEPTH - 1),
        (f"- [x]\n- [x]\n- {NESTED}\n", rules.TOO_DEEP, 14 + MAX_DEPTH - 1),
        (f"[[[x], {NESTED[1:-1]}]]", rules.TOO_DEEP, 7 + MAX_DEPTH - 2),
        ("a: 1\n---\nb: 2\n", rules.MULTIPLE_DOCUMENTS, 5),
    ],
)
def test_faults(text: str, rule: object, at: int) -> None:
    _, fault = survey(text)
    assert fault is not None
    assert (fault.rule, fault.start) == (rule, at)
