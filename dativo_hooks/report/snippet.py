"""A line of a file as a report shows it, and the carets below what is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.report.columns import columns, first_columns, last_columns
from dativo_hooks.report.safety import shown
from dativo_hooks.secrets.kind import HIDDEN

if TYPE_CHECKING:
    from dativo_hooks.position import Span

TAB = "    "
"""What stands for a tab: what it is worth depends on where a terminal begins the line."""

CONTEXT = 24
"""Columns before a mark that a cut leaves, where what is marked takes nearly all."""

_AFTER = 12
"""Columns after a mark that are left before those before it are."""


_HIDDEN_LETTERS = re.compile(rf"{HIDDEN}•+")


class Snippet(NamedTuple):
    """A line, the columns before its carets, and their number, which is 1 at least."""

    text: str
    before: int
    carets: int


def snippet(line: str, span: Span, room: int, *, secret: bool = False) -> Snippet:
    """The line in which a span begins, cut around it where it takes more than `room` columns.

    Nothing of it moves a terminal's cursor. What is marked is hidden whole where it is `secret`.
    """
    first = min(span.start.column - 1, len(line))
    last = min(span.end.column - 1, len(line)) if span.end.line == span.start.line else len(line)
    last = max(first, last)
    if secret:
        line = f"{line[:first]}{HIDDEN}{line[last:]}"
        last = first + len(HIDDEN)
    # What is spelt out or hidden before the mark, or in it, moves its ends.
    text, first, last = _fit(line), len(_fit(line[:first])), len(_fit(line[:last]))
    before, mark, after = (
        part.replace("\t", TAB) for part in (text[:first], text[first:last], text[last:])
    )
    room_before = room - columns(mark) - min(_AFTER, columns(after))
    before = last_columns(before, max(CONTEXT, room_before))
    whole = first_columns(before + mark + after, room)
    shown_mark = min(columns(mark), columns(whole) - columns(before))
    return Snippet(whole, columns(before), max(1, shown_mark))


def _fit(text: str) -> str:
    """A text as it may be shown; how long a secret is, nobody learns either."""
    return _HIDDEN_LETTERS.sub(HIDDEN, shown(text))
