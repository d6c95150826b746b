"""Columns of a terminal: what a character takes, and how texts are wrapped and cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.report.columns import WIDTH, columns, first_columns, last_columns, wrapped
from tests.laws import examples

_ANY = st.text(st.sampled_from("ab 日本e\u0301\U0001f600\u1112\u1161\u11ab"), max_size=40)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("", 0),
        ("abc", 3),
        ("äöü", 3),
        ("日本", 4),
        ("ｱ", 1),  # half as wide as its usual form
        ("Ａ", 2),
        ("한글", 4),
        ("\u1112\u1161\u11ab", 2),  # the first of them, decomposed
        ("e\u0301", 1),
        ("a\u20dd", 1),  # an enclosing circle
        ("\U0001f600", 2),
        ("\U0001f1e9\U0001f1ea", 2),  # a flag
        ("✓", 1),
        ("…", 1),
        ("👍x", 3),
    ],
)
def test_columns(text: str, taken: int) -> None:
    assert columns(text) == taken


@pytest.mark.parametrize(
    ("room", "end", "beginning"),
    [
        (6, "日本語", "日本語"),
        (5, "…本語", "日本…"),
        (4, "…語", "日…"),
        (1, "…", "…"),
    ],
)
def test_what_is_too_long_is_cut(room: int, end: str, beginning: str) -> None:
    assert last_columns("日本語", room) == end
    assert first_columns("日本語", room) == beginning


def test_no_mark_is_left_without_its_letter() -> None:
    assert last_columns("abcde\u0301f", 2) == "…f"
    assert last_columns("abcde\u0301f", 3) == "…e\u0301f"


@examples(40)
@given(_ANY, st.integers(1, 60))
def test_a_cut_fits(text: str, room: int) -> None:
    for kept, whole in (
        (last_columns(text, room), text.endswith),
        (first_columns(text, room), text.startswith),
    ):
        assert columns(kept) <= room
        assert whole(kept.strip("…"))
        assert (kept == text) == (columns(text) <= room)


@examples(40)
@given(st.lists(st.sampled_from(["a", "word", "`code of words`", "日本語", "x" * 90, ""])))
def test_wrapping_changes_only_spaces(words: list[str]) -> None:
    text = " ".join(words)
    lines = wrapped(text, "  ")
    assert " ".join(line[2:] if at else line for at, line in enumerate(lines)) == text
    assert all(columns(line) <= WIDTH or "x" * 90 in line for line in lines)


def test_what_fits_no_line_stays_where_it_is() -> None:
    assert wrapped(f"run {'x' * 90} now", "  ") == [f"run {'x' * 90}", "  now"]
