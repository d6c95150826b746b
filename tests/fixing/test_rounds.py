"""Rounds, with findings made by hand: what made things worse is undone, and it ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dativo_hooks import rules
from dativo_hooks.finding import Edit, Finding
from dativo_hooks.fixing.rounds import MOST_ROUNDS, Rounds
from dativo_hooks.position import TOP, Position, Span
from tests.fixing.fixing_cases import PATH, document_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from dativo_hooks.rule import Rule

DATA = b"a: no\nb: no\nc: no\n"


def _finding(key: str, rule: Rule, edits: tuple[Edit, ...]) -> Finding:
    return Finding(PATH, TOP, rule, "error", f"{key} is wrong", "", route=(key,), edits=edits)


def wrong(data: bytes, rule: Rule = rules.YAML_SURPRISE) -> list[Finding]:
    """A finding for each `no`, with the edit that quotes it."""
    found = []
    for number, line in enumerate(data.decode().splitlines(), 1):
        if match := re.fullmatch("(.): no", line):
            span = Span(Position(number, 4), Position(number, 6))
            found.append(_finding(match[1], rule, (Edit((match[1],), span, '"no"'),)))
    return found


def fix(judge: Callable[[bytes], list[Finding]], data: bytes = DATA) -> tuple[bytes, int]:
    """The file as rounds leave it, and how many findings that fixed."""
    rounds = Rounds()
    for _ in range(3 * MOST_ROUNDS):
        now = rounds.files.get(PATH, data)
        if not rounds.next(judge(now), {PATH: document_of(now)}):
            return now, rounds.count.get(PATH, 0)
    raise AssertionError("it never ends")


def test_all_at_once() -> None:
    assert fix(wrong) == (b'a: "no"\nb: "no"\nc: "no"\n', 3)


def test_what_stays_wrong_is_undone_and_the_others_fixed() -> None:
    def judge(data: bytes) -> list[Finding]:
        stays = _finding("b", rules.YAML_SURPRISE, ())
        return [*wrong(data), *([] if b"b: no" in data else [stays])]

    assert fix(judge) == (b'a: "no"\nb: no\nc: "no"\n', 2)


def test_nothing_that_is_wrong_stays_so() -> None:
    def judge(data: bytes) -> list[Finding]:
        return [_finding(key, rules.SECRET, ()) for key in "abc"] if b'"' in data else wrong(data)

    late = [rules.TAG_VALUE_NOT_ALLOWED, rules.SECRET]
    assert all(rule.code > "DH300" for rule in late)
    # A schema's fault hid what the tag policy says: that is no harm done.
    assert fix(judge)[1] == 3


@pytest.mark.parametrize(
    ("fixed", "comes", "count"),
    [
        (rules.TAG_VALUE_NOT_ALLOWED, rules.SECRET, 0),
        (rules.TAG_VALUE_NOT_ALLOWED, rules.UNKNOWN_KEY, 0),
        (rules.YAML_SURPRISE, rules.UNKNOWN_KEY, 0),
        (rules.YAML_SURPRISE, rules.MISSING_FILE, 3),
    ],
)
def test_what_comes_of_it(fixed: Rule, comes: Rule, count: int) -> None:
    def judge(data: bytes) -> list[Finding]:
        more = [_finding("new", comes, ())] if b'"' in data else []
        return [*wrong(data, fixed), *more]

    assert fix(judge)[1] == count


def test_a_file_of_more_faults_than_are_told() -> None:
    def judge(data: bytes) -> list[Finding]:
        found = wrong(data)
        return [*found[:1], _finding("", rules.TOO_MANY_FAULTS, ())] if len(found) > 1 else found

    assert fix(judge) == (b'a: "no"\nb: "no"\nc: "no"\n', 3)


def test_edits_that_touch_wait_for_the_next_round() -> None:
    seen: list[bytes] = []

    def judge(data: bytes) -> list[Finding]:
        seen.append(data)
        found = wrong(data)
        if found and b'"' not in data:
            overlap = _finding("x", rules.UNKNOWN_KEY, (found[0].edits[0]._replace(text="'no'"),))
            found = [*found[:1], overlap._replace(route=("a",)), *found[1:]]
        return found

    assert fix(judge) == (b'a: "no"\nb: "no"\nc: "no"\n', 3)
    assert len(seen) == 2


def test_one_edit_that_two_findings_want_fixes_both() -> None:
    def judge(data: bytes) -> list[Finding]:
        found = wrong(data)
        return [*found, *(one._replace(rule=rules.UNKNOWN_KEY) for one in found)]

    assert fix(judge) == (b'a: "no"\nb: "no"\nc: "no"\n', 6)


def test_it_ends_where_fixing_never_does() -> None:
    def judge(data: bytes) -> list[Finding]:
        length = len(data.split(b"\n")[0]) - 3
        edit = Edit(("a",), Span(Position(1, 4), Position(1, 4 + length)), "x" * (length + 1))
        one = _finding("a", rules.UNKNOWN_KEY, (edit,))._replace(message=str(length))
        return [one, _finding("", rules.TOO_MANY_FAULTS, ())]

    data, count = fix(judge, b"a: x\n")
    assert count == MOST_ROUNDS
    assert data == b"a: " + b"x" * (MOST_ROUNDS + 1) + b"\n"


def test_other_files_go_on_where_one_is_undone() -> None:
    rounds = Rounds()
    other = "y.yaml"
    documents = {PATH: document_of(DATA), other: document_of(DATA)}
    documents[other].path = other
    bad = wrong(DATA)[:1]
    good = [one._replace(path=other) for one in wrong(DATA)]
    assert rounds.next([*bad, *good], documents)
    assert set(rounds.files) == {PATH, other}
    assert rounds.next(bad, documents)  # nothing was fixed in the first
    assert set(rounds.files) == {other}
    assert not rounds.next(bad, documents)
    assert rounds.count == {other: 3}
