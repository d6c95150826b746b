"""Edits, one by one: what is written, where, and when nothing is."""

from __future__ import annotations

import math

import pytest

from dativo_hooks.finding import Edit, Fix
from dativo_hooks.fixing.changed_routes import changed_routes
from dativo_hooks.fixing.edits import apart, edited, edits_of
from dativo_hooks.fixing.plan import fixed
from dativo_hooks.position import Origin, Position, Route, Span
from tests.fixing.fixing_cases import PATH, document_of


def fix_at(route: Route, old: str, new: str | int | bool, *, on_key: bool = False) -> Fix:
    return Fix(Origin(PATH, route), old, new, on_key)


def applied(text: str, fix: Fix) -> str | None:
    """The text with a fix applied; None where there is no edit or it changes too much."""
    document = document_of(text.encode())
    edits = edits_of(document, fix)
    after = fixed(document, edits) if edits else None
    return after.data.decode() if after is not None else None


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("a: no", "no", "no", 'a: "no"'),
        ("a: pii", "pii", "PII", "a: PII"),
        ("a: 'pii'", "pii", "PII", "a: 'PII'"),
        ('a: "pii"', "pii", "PII", 'a: "PII"'),
        ("a: 'it''s'", "it's", "IT'S", "a: 'IT''S'"),
        ('a: "\\x70ii"', "pii", "PII", 'a: "PII"'),
        # What would mean something else without quotes gets them.
        ("a: NOO", "NOO", "no", 'a: "no"'),
        ("a: pii", "pii", "P: I", 'a: "P: I"'),
        ("a: pii", "pii", "P #I", 'a: "P #I"'),
        ("a: pii", "pii", "2024-99-99", 'a: "2024-99-99"'),
        ("a: '12'", "12", 12, "a: 12"),
        ("a: 'True'", "True", True, "a: true"),
        ("a: 1.0", "1.0", 1, "a: 1"),
        ("a:\tpii\t# x", "pii", "PII", "a:\tPII\t# x"),
        ("{a: pii}", "pii", "PII", "{a: PII}"),
        ('{"a":pii}', "pii", "PII", '{"a":PII}'),
        ("a:\n  pii\n", "pii", "PII", "a:\n  PII\n"),
        ("😀: x\na: pii # 日本\n", "pii", "PII", "😀: x\na: PII # 日本\n"),
        # A text that something else follows: a comma is one more value here.
        ("{a: pii}", "pii", "P,I", None),
        # Another text than was thought; another type.
        ("a: phi", "pii", "PII", None),
        ("a: true", "true", "True", None),
        # More than a value on one line.
        ("a: &x pii", "pii", "PII", None),
        ("a: !!str pii", "pii", "PII", None),
        ("a: |\n  pii\n", "pii\n", "PII", None),
        ("a: |-\n  pii\n", "pii", "PII", None),
        ("a: >-\n  pii\n", "pii", "PII", None),
        ("a: p\n  ii\n", "p ii", "P II", None),
        ('a: "p\n  ii"\n', "p ii", "P II", None),
        ("a: 'p\n\n  ii'\n", "p\nii", "P II", None),
        ("b: &x pii\na: *x\n", "pii", "PII", None),
        ("b: &x {a: pii}\n<<: *x\n", "pii", "PII", None),
        # Nothing to change, nothing that may be shown.
        ('a: "no"', "no", "no", None),
        ("a: x", "x", "AKIAIOSFODNN7EXAMPLE", None),
        ("a: x", "x", "\x1b[2J", 'a: "\\u001b[2J"'),
        ("a: x", "x", "y\x85z", None),
    ],
)
def test_a_value(text: str, old: str, new: str | int | bool, expected: str | None) -> None:
    assert applied(text, fix_at(("a",), old, new)) == expected


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("no: 1", "no", "no", '"no": 1'),
        ("memmory: 1", "memmory", "memory", "memory: 1"),
        ("'memmory' : 1", "memmory", "memory", "'memory' : 1"),
        ('{"memmory":1}', "memmory", "memory", '{"memory":1}'),
        ("? memmory\n: 1\n", "memmory", "memory", "? memory\n: 1\n"),
        ("# c\nmemmory: # d\n  - 1\n", "memmory", "memory", "# c\nmemory: # d\n  - 1\n"),
        ("memmory: 1\nmemory: 2\n", "memmory", "memory", None),
        ("&x memmory: 1", "memmory", "memory", None),
        ("&x no: 1", "no", "no", None),
        ("b: &x {memmory: 1}\n<<: *x\n", "memmory", "memory", None),
        ("? |-\n  memmory\n: 1\n", "memmory", "memory", None),
    ],
)
def test_a_key(text: str, old: str, new: str, expected: str | None) -> None:
    step = {"no": "False"}.get(old, old)
    assert applied(text, fix_at((step,), old, new, on_key=True)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [x, pii, 'pii']", "a: [x, PII, 'PII']"),
        ("a:\n- pii # one\n- x\n", "a:\n- PII # one\n- x\n"),
        ("a: [x]", None),
        ("a: [[pii]]", None),
        ("a: [&x pii, *x]", None),
        ("a: {b: pii}", None),
        ("b: pii", None),
    ],
)
def test_the_items_of_a_list(text: str, expected: str | None) -> None:
    assert applied(text, fix_at(("a",), "pii", "PII")) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 1.0}, [(("a",), False)]),
        ({"a": 1}, {"a": True}, [(("a",), False)]),
        ({"a": math.nan}, {"a": math.nan}, []),
        ({"a": math.nan}, {"a": 1.5}, [(("a",), False)]),
        ({"a": [1, [2]]}, {"a": [1, [3]]}, [(("a", 1, 0), False)]),
        ({"a": [1]}, {"a": [1, 2]}, [(("a",), False)]),
        ({"a": {"b": 1}}, {"c": {"b": 2}}, [(("a",), True), (("a", "b"), False)]),
        ({True: 1}, {"True": 1}, [(("True",), True)]),
        ({1: 0}, {True: 0}, [(("1",), True)]),
        ({"a": 1}, {"a": 1, "b": 2}, [((), False)]),
        # The order of keys says nothing to YAML, and yet no edit of ours changes it.
        ({"a": 1, "b": 1}, {"b": 1, "a": 1}, [(("a",), True), (("b",), True)]),
        ("x", ["x"], [((), False)]),
    ],
)
def test_differences(old: object, new: object, expected: list[tuple[Route, bool]]) -> None:
    assert list(changed_routes(old, new)) == expected


def _edit(start: int, end: int, text: str = "x") -> Edit:
    return Edit((), Span(Position(1, start), Position(1, end)), text)


@pytest.mark.parametrize(
    ("edits", "answer"),
    [
        ([], True),
        ([_edit(1, 3)], True),
        ([_edit(3, 5), _edit(1, 3)], True),
        ([_edit(1, 4), _edit(3, 5)], False),
        ([_edit(1, 9), _edit(3, 5)], False),
        ([_edit(1, 3), _edit(1, 3, "y")], False),
    ],
)
def test_apart(edits: list[Edit], answer: bool) -> None:
    assert apart(edits) is answer


def test_edits_count_in_characters_of_the_text_as_it_was() -> None:
    data = "a: 😀x\r\nb: yz".encode()
    edits = [
        Edit((), Span(Position(2, 4), Position(2, 5)), "longer"),
        Edit((), Span(Position(1, 5), Position(1, 6)), ""),
    ]
    assert edited(data, edits) == "a: 😀\r\nb: longerz".encode()
    assert edited(data, []) == data
