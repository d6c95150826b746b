"""Comments are found where YAML has them, and nowhere else."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.filtering.comments import comments
from tests.laws import examples


def found(text: str) -> list[tuple[int, int, str]]:
    """Line, column and text of each comment, its text without `#` and blanks."""
    return [(one.line, one.column, one.text.strip("# \t")) for one in comments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# a", [(1, 1, "a")]),
        ("a: 1 # b\n", [(1, 6, "b")]),
        ("a: 1\t# b\n", [(1, 6, "b")]),
        ("a: 1#b\n", []),
        ("a: 'x # no'\n", []),
        ("a: 'it''s # no' # b\n", [(1, 17, "b")]),
        ('a: "x \\" # no" # b\n', [(1, 16, "b")]),
        ('a: "x\n  # no\n  y" # b\n', [(3, 6, "b")]),
        ("a: x\n  y#no # b\n", [(2, 8, "b")]),
        ("a: |\n  # no\n  x # no\n# b\n", [(4, 1, "b")]),
        ("a: | # b\n  # no\n", [(1, 6, "b")]),
        ("a: >2- # b\n    # no\nc: 1\n", [(1, 8, "b")]),
        ("a: &x !!str | # b\n  # no\n", [(1, 15, "b")]),
        ("a: |\n\n\n  # no\n\n # b\nc: 1\n", [(6, 2, "b")]),
        ("- |\n # no\n- # b\n", [(3, 3, "b")]),
        ("a: [1, # b\n  2#no, # c\n  ] # d\n", [(1, 8, "b"), (2, 9, "c"), (3, 5, "d")]),
        ("{a: '#no', b: #c\n 1}\n", [(1, 15, "c")]),
        ('"# no": 1 # b\n', [(1, 11, "b")]),
        ("? a # b\n: c # d\n", [(1, 5, "b"), (2, 5, "d")]),
        ("a: &b 1 # c\nd: *b # e\n", [(1, 9, "c"), (2, 7, "e")]),
        ("%YAML 1.1 # a\n--- # b\nc: 1\n... # d\n", [(1, 11, "a"), (2, 5, "b"), (4, 5, "d")]),
        ("a: 1\r\n# b\r\nc: 1 # d\r\n", [(2, 1, "b"), (3, 6, "d")]),
        ("a: 1\r# b\rc: 1\r", [(2, 1, "b")]),
        ("ä: 日本 # ü\n", [(1, 7, "ü")]),
        ("a: 1 # b # c\n", [(1, 6, "b # c")]),
        ("a: 1 # b\x85c: 2\n", [(1, 6, "b")]),
        # No YAML any more: what stands before the fault is sure, the rest is judged by its quotes.
        ("# a\nb: c: d # e\n", [(1, 1, "a"), (2, 9, "e")]),
        ("b: c: 'x # no' # e\n", [(1, 16, "e")]),
        ("b: c: don't # e\n", [(1, 13, "e")]),
        ("a: 'b # no\n", []),
        ("\tb: 1 # c\n", [(1, 7, "c")]),
        ("a: |\n  # no\nb: c: d\n# e\n", [(4, 1, "e")]),
        ("a: 1 # b\nc: \x00\n", [(1, 6, "b")]),
        ("a: @ # b\nc: x#no\n", [(1, 6, "b")]),
    ],
)
def test_comments(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "alone"),
    [("# a", [True]), ("  # a\n\t# b", [True, True]), ("a: # b\n  # c\n  1", [False, True])],
)
def test_what_is_alone_on_its_line(text: str, alone: list[bool]) -> None:
    assert [one.alone for one in comments(text)] == alone


def test_endless_nesting_ends() -> None:
    assert found("# a\n" + "[" * 200_000 + " # b") == [(1, 1, "a"), (2, 200_002, "b")]


_SCALARS = st.text(st.sampled_from("ab #'\"\n:-|>\\\tü[]{},&*!%"), max_size=12)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_SCALARS, inner, max_size=3),
    max_leaves=6,
)


@examples(120)
@given(
    _VALUES,
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([True, False, None]),
    st.integers(5, 80),
)
def test_what_is_written_as_values_has_none(
    value: object, style: str | None, flow: bool | None, width: int
) -> None:
    text = yaml.safe_dump(
        value, default_style=style, default_flow_style=flow, width=width, allow_unicode=True
    )
    assert found(text) == []


@examples(120)
@given(_VALUES, st.sampled_from([None, "'", '"', "|"]), st.data())
def test_what_yaml_drops_is_found_and_nothing_that_it_keeps(
    value: object, style: str | None, data: st.DataObject
) -> None:
    """Put ` # note` at the end of a line: either it becomes part of a value, or it's a comment."""
    text = yaml.safe_dump(value, default_style=style, width=20)
    lines = text.split("\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] += " # note"
    changed = "\n".join(lines)
    try:
        kept = "note" in repr(yaml.safe_load(changed))
    except yaml.YAMLError:
        return
    assert found(changed) == ([] if kept else [(number + 1, len(lines[number]) - 5, "note")])


@examples(80)
@given(st.text(st.sampled_from("ab #'\"\n:-|>\\\tü[]{},&*!%@`\r\x85\x00"), max_size=40))
def test_any_text_can_be_looked_through(text: str) -> None:
    for one in comments(text):
        assert one.text.startswith("#")
        assert text.count(one.text)
