"""Secrets in a text, by their form.

A pattern is compiled and tried when a text has a mark of its own, which hardly any has: to compile
all of them takes as long as to look at a hundred jobs.

The plain way is to try every pattern on every text (`likely` gives all of `KINDS`). Measured on
2026-11-29, two cores, in turns: that way a cold check takes 20 % more CPU time (148 ms beside
754 ms, 1,000 jobs), one asset of five jobs changed among 10,000 jobs 9 % (17 ms beside 174 ms).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.secrets.table import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dativo_hooks.secrets.kind import SecretKind


Marks = tuple[tuple[str, tuple[tuple[str, tuple[int, ...]], ...]], ...]
"""Marks by a character of each, and the places in the table of the kinds that have it."""


def _marks(*, loose: bool) -> Marks:
    """The marks of some kinds, by the last character of each that is no letter or digit.

    A text without that character needs no look at them.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for place, kind in enumerate(KINDS):
        for mark in kind.marks if kind.loose is loose else ():
            sign = next((one for one in reversed(mark) if not one.isalnum()), "")
            found.setdefault(sign, {}).setdefault(mark, []).append(place)
    return tuple(
        (sign, tuple((mark, tuple(places)) for mark, places in marks.items()))
        for sign, marks in found.items()
    )


_MARKS = _marks(loose=False)
_LOOSE_MARKS = _marks(loose=True)
_WITHOUT_MARKS = tuple(place for place, kind in enumerate(KINDS) if not kind.marks)

_LONG = 40
_RUN = re.compile(rf"[A-Za-z0-9/+]{{{_LONG}}}")


_REST = re.compile(r"[A-Za-z0-9_+/=~-]*")


class Found(NamedTuple):
    """A secret in a text: what of it must be hidden."""

    kind: SecretKind
    start: int
    end: int


def may_hold_a_secret(text: str) -> bool:
    """False where no pattern finds anything: so it is with nearly every text."""
    return bool(likely(text))


def secret_kind(text: str) -> str | None:
    """What kind of secret a text holds, None where it holds none that we know."""
    found = next(found_in(text), None)
    return None if found is None else found.kind.kind


def found_in(text: str) -> Iterator[Found]:
    """The secrets in a text, kind by kind."""
    for kind in likely(text):
        reach = 0
        for match in re.finditer(kind.pattern, text, re.IGNORECASE if kind.loose else 0):
            group = 1 if match.re.groups else 0
            if kind.judge and not _judge(kind.judge, match[group]):
                continue
            start, end = match.span(group)
            if not group:
                # Its first four characters say what a token is; it may be longer than we know.
                start += 4
                end = reach = reach if end <= reach else _rest(text, end)
            if start < end:
                yield Found(kind, start, end)


def _rest(text: str, at: int) -> int:
    """Where the token ends that goes on at an offset."""
    match = _REST.match(text, at)
    assert match is not None
    return match.end()


def likely(text: str) -> Sequence[SecretKind]:
    """The kinds that a text may hold, by their marks."""
    text = f"\n{text}"
    places: list[int] = []
    for sign, marks in _MARKS:
        if sign in text:
            for mark, having in marks:
                if mark in text:
                    places += having
    lower = text.lower()
    for sign, marks in _LOOSE_MARKS:
        if sign in text:
            for mark, having in marks:
                if mark in lower:
                    places += having
    if len(text) > _LONG and _RUN.search(text) is not None:
        places += _WITHOUT_MARKS
    return [KINDS[place] for place in sorted(set(places))] if places else ()


def _judge(name: str, text: str) -> bool:
    from dativo_hooks.secrets.judges import JUDGES

    return JUDGES[name](text)
