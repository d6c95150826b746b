"""The marked line of a file: carets below what is meant, whatever stands before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.document import Lines
from dativo_hooks.position import Position, Span
from dativo_hooks.report.columns import columns
from dativo_hooks.report.snippet import CONTEXT, Snippet, snippet
from tests.laws import examples

ROOM = 76


def marked(
    text: str, start: tuple[int, int], end: tuple[int, int], *, secret: bool = False
) -> Snippet:
    """The snippet of a text at a place."""
    line = Lines(text).line(start[0])
    return snippet(line, Span(Position(*start), Position(*end)), ROOM, secret=secret)


@pytest.mark.parametrize(
    ("text", "start", "end", "shown", "before", "carets"),
    [
        ("key: value", (1, 6), (1, 11), "key: value", 5, 5),
        ("key: value", (1, 1), (1, 4), "key: value", 0, 3),
        ("key: value", (1, 11), (1, 11), "key: value", 10, 1),
        ("key: value", (1, 40), (1, 44), "key: value", 10, 1),
        ("key: value", (1, 6), (3, 2), "key: value", 5, 5),
        ("a\n  b: c", (2, 6), (2, 7), "  b: c", 5, 1),
        # A tab is as wide as its stand-in, wherever the terminal begins the line.
        ("\tkey:\tvalue", (1, 7), (1, 12), "    key:    value", 12, 5),
        ("k: a\tb", (1, 4), (1, 7), "k: a    b", 3, 6),
        # Wide and combining characters take the columns that a terminal gives them.
        ("日本: 値", (1, 5), (1, 6), "日本: 値", 6, 2),
        ("日本: 値", (1, 1), (1, 3), "日本: 値", 0, 4),
        ("e\u0301: x", (1, 5), (1, 6), "e\u0301: x", 3, 1),
        ("k: e\u0301x", (1, 5), (1, 6), "k: e\u0301x", 4, 1),
        ("\U0001f600: \U0001f600", (1, 4), (1, 5), "\U0001f600: \U0001f600", 4, 2),
        ("\u1112\u1161\u11ab: x", (1, 6), (1, 7), "\u1112\u1161\u11ab: x", 4, 1),
        ("k: v\r\nl: w", (1, 4), (1, 5), "k: v", 3, 1),
        ("k: v\r\nl: w", (2, 4), (2, 5), "l: w", 3, 1),
        # What is spelt out moves what follows it.
        ("a\x07b: c", (1, 6), (1, 7), "a\\x07b: c", 8, 1),
        ("k: \x1b[2Jx", (1, 4), (1, 9), "k: \\x1b[2Jx", 3, 8),
        ("\U0001f469\u200d\U0001f4bb: x", (1, 6), (1, 7), "👩\\u200d💻: x", 12, 1),
        ("t: AKIAIOSFODNN7EXAMPLE # x", (1, 27), (1, 28), "t: AKIA••• # x", 13, 1),
    ],
)
def test_the_carets_stand_below_what_is_meant(
    text: str, start: tuple[int, int], end: tuple[int, int], shown: str, before: int, carets: int
) -> None:
    assert marked(text, start, end) == Snippet(shown, before, carets)


@pytest.mark.parametrize(
    ("text", "end", "shown"),
    [
        ("password: hunter2 # x", (1, 18), "password: ••• # x"),
        ("password: hunter2 # x", (2, 1), "password: •••"),
        ("password: h", (1, 12), "password: •••"),
    ],
)
def test_a_secret_is_hidden_whole(text: str, end: tuple[int, int], shown: str) -> None:
    assert marked(text, (1, 11), end, secret=True) == Snippet(shown, 10, 3)


@pytest.mark.parametrize("at", [1, 20, 50, 72, 150, 400, 995])
@pytest.mark.parametrize("fill", ["xy", "日本"])
def test_a_long_line_is_cut_on_both_sides_of_what_is_meant(at: int, fill: str) -> None:
    text = fill[0] * (at - 1) + "HERE!" + fill[1] * (1000 - at)
    found = marked(text, (1, at), (1, at + 5))
    assert columns(found.text) <= ROOM
    before, here, after = found.text.partition("HERE!")
    assert here
    assert (found.before, found.carets) == (columns(before), 5)
    assert before.startswith("…") is ((at - 1) * columns(fill[0]) > ROOM - 5 - 12)
    assert after.endswith("…") is (at < 990)


def test_a_mark_longer_than_the_room_ends_with_it_and_leaves_what_is_before() -> None:
    found = marked("key: " + "v" * 500, (1, 6), (1, 506))
    assert found == Snippet("key: " + "v" * (ROOM - 6) + "…", 5, ROOM - 5)
    found = marked("k" * 100 + ": " + "v" * 500, (1, 103), (1, 603))
    assert found.text.startswith("…k")
    assert found.before == CONTEXT


_TEXT = st.text(
    st.sampled_from("ab\t 日e\u0301\x07\U0001f600\u1112\u1161"), min_size=1, max_size=120
)


@examples(60)
@given(_TEXT, _TEXT, _TEXT)
def test_carets_cover_what_is_meant_and_fit(before: str, mark: str, after: str) -> None:
    start = len(before) + 1
    found = marked(before + mark + after, (1, start), (1, start + len(mark)))
    assert columns(found.text) <= ROOM
    assert found.carets >= 1
    assert found.before + found.carets <= max(ROOM, found.before + 1)
