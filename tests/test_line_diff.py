"""What differs line by line: exact where that is cheap, right and quick everywhere."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.line_diff import changed_runs, lines_of, unified
from tests import cpu
from tests.laws import examples

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", "}"]), max_size=30)


def applied(old: list[str], new: list[str]) -> list[str]:
    """The new text, made of the old one and of what is said to differ."""
    made: list[str] = []
    at = 0
    for run in changed_runs(old, new):
        assert at <= run.start <= run.end <= len(old)
        assert (run.start, run.begin) != (run.end, run.stop)
        made += old[at : run.start]
        assert len(made) == run.begin
        made += new[run.begin : run.stop]
        at = run.end
    return made + old[at:]


@examples(150)
@given(LINES, LINES)
def test_small_texts_differ_as_difflib_has_it(old: list[str], new: list[str]) -> None:
    assert applied(old, new) == new
    expected = difflib.unified_diff(old, new, "x", "y", lineterm="")
    assert list(unified(old, new, "x", "y")) == list(expected)


@examples(10)
@given(LINES, LINES, st.integers(500, 1500))
def test_large_texts_are_as_right(old: list[str], new: list[str], times: int) -> None:
    numbers = [str(number) for number in range(times)]
    before = [*old * 20, *numbers, *old * times, "x", *numbers[::-1]]
    after = [*new * 20, *numbers[5:], *new * times, "x", *numbers[::-2]]
    assert applied(before, after) == after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["x"] * 5000, ["x"] * 4000),
        (["x", "y"] * 5000, ["y", "z", "x"] * 4000),
        ([str(n) for n in range(20_000)], [str(n) if n % 2 else "-" for n in range(20_000)]),
        ([str(n) for n in range(20_000)], [str(n) for n in range(20_000)][::-1]),
        ([str(n % 90) for n in range(20_000)], [str(n * n % 91) for n in range(20_000)]),
        ([""] * 100_000, ["a", *[""] * 50_000]),
    ],
)
def test_no_text_takes_long(old: list[str], new: list[str]) -> None:
    with cpu.within(2):
        assert applied(old, new) == new


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\r\nb\rc\n\n", ["a", "b", "c", ""]),
        ("a\x0bb\x0cc\x85d\u2028e\x1cf\n", ["a\x0bb\x0cc\x85d\u2028e\x1cf"]),
    ],
)
def test_lines_end_where_places_say(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


def test_one_edit_of_a_large_text_is_one_run() -> None:
    old = ["{", *[f"{number}" for number in range(3000)], *["}"] * 3000]
    new = [*old[:1500], "edited", *old[1501:]]
    assert [tuple(run) for run in changed_runs(old, new)] == [(1500, 1501, 1500, 1501)]
    assert list(unified(old, new, "x", "y"))[2] == "@@ -1498,7 +1498,7 @@"
