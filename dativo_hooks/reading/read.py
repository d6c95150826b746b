"""Bytes to `Document`: every fault of a file as a problem, in bounded time and memory.

Values equal PyYAML's `safe_load`, always. Common files are read line by line, others built straight
from the C parser's events; what is rare (anchors, aliases, merge keys, tags) is left to PyYAML
itself, once the events have shown that it is safe to do so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.document import Document, Lines, decoded
from dativo_hooks.finding import Note, Place, Problem
from dativo_hooks.position import TOP, Position, Span
from dativo_hooks.reading.faults import MOST_FAULTS, SyntaxFault, too_many_faults
from dativo_hooks.reading.line_places import places_by_lines
from dativo_hooks.reading.lines import value_by_lines
from dativo_hooks.reading.scalars import NeedsPyYAMLError

if TYPE_CHECKING:
    from dativo_hooks.reading.events import Key


class Reading(NamedTuple):
    """What came of a file: a document unless there is none to have, and its problems."""

    document: Document | None
    problems: tuple[Problem, ...]


def read(path: str, data: bytes) -> Reading:
    """Read one YAML file. Never raises for what the file says."""
    try:
        text = decoded(data)
    except UnicodeDecodeError as error:
        return Reading(None, (_not_text(path, error),))
    by_lines = value_by_lines(text)
    if by_lines is not None:
        value, odd = by_lines
        return Reading(Document(path, data, value, odd=odd, places=places_by_lines), ())
    return _by_events(path, data, text)


def _by_events(path: str, data: bytes, text: str) -> Reading:
    """What PyYAML's parts make of a file; they are slow to import, and few files need them."""
    from dativo_hooks.reading import aliases, events, survey

    try:
        value, duplicates, odd = events.build(data)
    except NeedsPyYAMLError:
        value, duplicates, odd, fault = aliases.load(data)
        if fault is not None:
            return Reading(None, (_problem(path, text, fault),))
    except events.StoppedError as stopped:
        return Reading(None, (_problem(path, text, stopped.fault),))
    except Exception as error:  # PyYAML's constructors raise whatever int() and friends raise
        return Reading(None, (_problem(path, text, survey.first_fault(error, data, text)),))
    if value is None:
        return Reading(None, (_empty(path, data),))
    if not duplicates:
        return Reading(Document(path, data, value, odd=odd), ())
    lines = Lines(text)
    told = tuple(_duplicate(path, lines, *pair) for pair in duplicates[:MOST_FAULTS])
    problems = (*told, too_many_faults(path)) if len(duplicates) > MOST_FAULTS else told
    return Reading(Document(path, data, value, sound=False, odd=odd), problems)


def _problem(path: str, text: str, fault: SyntaxFault) -> Problem:
    lines = Lines(text)
    start = lines.position(fault.start)
    end = lines.position(max(fault.start + 1, fault.end)) if fault.start < len(text) else start
    notes: tuple[Note, ...] = ()
    if fault.context:
        where = lines.position(fault.context_at)
        notes = (Note(Place(path, Span(where, where)), fault.context),)
    return Problem(fault.rule, Place(path, Span(start, end)), fault.message, fault.help, notes)


def _duplicate(path: str, lines: Lines, first: Key, second: Key) -> Problem:
    text = lines.text

    def place(key: Key) -> Place:
        return Place(path, Span(lines.position(key.start), lines.position(key.end)))

    here, there = text[second.start : second.end], text[first.start : first.end]
    if here == there:
        what, which = f"the key `{here}` stands twice in one mapping", f"the two `{here}`"
    else:
        what, which = f"`{there}` and `{here}` are one key for YAML 1.1 (`{second.text}`)", "them"
    return Problem(
        rules.DUPLICATE_KEY,
        place(second),
        f"{what}; PyYAML keeps only the last",
        f"remove one of {which}, or merge what they hold",
        (Note(place(first), "first here"),),
    )


def _empty(path: str, data: bytes) -> Problem:
    what = "the file is empty" if not data.strip() else "the file holds no value"
    return Problem(rules.EMPTY_FILE, Place(path, TOP), what, "fill it in, or delete it")


def _not_text(path: str, error: UnicodeDecodeError) -> Problem:
    data = error.object  # without a byte-order mark
    before = data[: error.start].decode("utf-8", "replace")
    where = Lines(before).position(len(before)) if error.encoding == "utf-8" else Position(1, 1)
    byte = data[error.start : error.start + 1].hex()
    return Problem(
        rules.INVALID_ENCODING,
        Place(path, Span(where, Position(where.line, where.column + 1))),
        f"byte 0x{byte} isn't UTF-8" if byte else "the text ends within a character",
        "save the file as UTF-8",
    )
