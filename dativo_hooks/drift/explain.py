"""Why a generated file differs: a diff, the arguments that differ, and the lines behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.drift.secrecy import hidden
from dativo_hooks.finding import Note, Place, Problem
from dativo_hooks.position import TOP, Position, Span
from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.names import names_a_secret

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.generation.hcl_reading import Difference
    from dativo_hooks.generation.syntax import Expression
    from dativo_hooks.position import Origin

MOST_NAMED = 5
"""Differences that a message names and notes that it has; the diff shows them all."""

MOST_LINES = 5000
"""Lines beyond which a file that differs is not compared line by line: that would take minutes."""

_ARGUMENT = re.compile(r'\s*"?(?P<key>[^"=:]+?)"?\s*[=:]\s*(?P<value>.*?),?\s*\Z')


class _Change(NamedTuple):
    """One argument that differs: "" where one side lacks it."""

    key: str
    expected: str
    found: str
    origin: Origin | None


def explained(file: GeneratedFile, data: bytes, mend: str) -> Problem:
    """The problem of a generated file whose content is `data` instead."""
    import difflib

    found = data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    expected = file.text.lines
    if len(found) > MOST_LINES + 4 * len(expected):
        return Problem(
            rules.TERRAFORM_MODIFIED,
            Place(file.path, TOP),
            f"the file has {len(found):,} lines, and its sources generate {len(expected):,}",
            mend,
        )
    opcodes = [
        code
        for code in difflib.SequenceMatcher(None, found, expected, autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    there, here = hidden(found), hidden(expected)
    changes: list[_Change] = []
    for _, from_, to, begin, end in opcodes:
        paired = _paired(
            _Lines(found[from_:to], there[from_:to]),
            _Lines(expected[begin:end], here[begin:end]),
            file.text.origins[begin:end],
        )
        if paired is None:
            changes = []
            break
        changes += paired
    changes = changes or _read_changes(file, "\n".join(found))
    origins = dict.fromkeys(
        [change.origin for change in changes if change.origin is not None]
        + [o for _, _, _, begin, end in opcodes for o in file.text.origins[begin:end] if o]
    )
    notes = [Note(origin, "generated from this") for origin in list(origins)[:MOST_NAMED]]
    line = opcodes[0][1] + 1 if opcodes else 1
    line = min(line, max(1, len(found)))
    shown = found[line - 1] if found else ""
    start = len(shown) - len(shown.lstrip()) + 1
    diff = difflib.unified_diff(
        there, here, f"{file.path} (committed)", f"{file.path} (generated)", lineterm=""
    )
    return Problem(
        rules.TERRAFORM_MODIFIED,
        Place(file.path, Span(Position(line, start), Position(line, max(start, len(shown) + 1)))),
        "the file isn't what its sources generate"
        + (_named(changes) if opcodes else ": what differs is how its lines end"),
        mend,
        tuple(notes),
        secret=bool(found) and there[line - 1] != shown,
        diff="\n".join(diff),
    )


def _named(changes: Sequence[_Change]) -> str:
    told = []
    for change in changes[:MOST_NAMED]:
        if not change.found:
            told.append(f"`{change.key}` is missing ({_short(change.expected)})")
        elif not change.expected:
            told.append(f"`{change.key}` ({_short(change.found)}) doesn't belong there")
        else:
            told.append(
                f"`{change.key}` is {_short(change.found)}, its sources say "
                f"{_short(change.expected)}"
            )
    more = len(changes) - MOST_NAMED
    if more > 0:
        told.append(f"and {more} more")
    return f": {'; '.join(told)}" if told else ""


def _short(text: str) -> str:
    text = redacted(text)  # before it is cut: half a secret looks like none
    return text if len(text) <= 60 else f"{text[:40]}…"


class _Lines(NamedTuple):
    """Lines of a file, and the same ones as they may be shown."""

    text: Sequence[str]
    shown: Sequence[str]


class _Argument(NamedTuple):
    key: str
    value: str
    shown: str


def _paired(
    found: _Lines, expected: _Lines, origins: Sequence[Origin | None]
) -> list[_Change] | None:
    """The arguments that two runs of lines say otherwise; None where a line is no argument."""
    there, here = _arguments(found), _arguments(expected)
    if there is None or here is None:
        return None
    known = {one.key: one for one in there}
    wanted = {one.key for one in here}
    changes = []
    for at, one in enumerate(here):
        other = known.get(one.key)
        if other is None or other.value != one.value:
            shown = "" if other is None else other.shown
            changes.append(_Change(one.key, one.shown, shown, origins[at]))
    changes += [_Change(one.key, "", one.shown, None) for one in there if one.key not in wanted]
    return changes


def _arguments(lines: _Lines) -> list[_Argument] | None:
    found = []
    for text, shown in zip(lines.text, lines.shown, strict=True):
        match, as_shown = _ARGUMENT.match(text), _ARGUMENT.match(shown)
        if match is None or as_shown is None:
            return None
        if match["value"].endswith(("{", "[", "(")) or "#" in match["key"]:
            return None
        found.append(_Argument(match["key"], match["value"], as_shown["value"]))
    return None if len({one.key for one in found}) < len(found) else found


def _read_changes(file: GeneratedFile, found: str) -> list[_Change]:
    """What differs by reading both files as Terraform: for what a hand has reshaped."""
    from dativo_hooks.generation.hcl_reading import UnreadableTerraform, differences

    try:
        found_differences = differences(file.text.text, found, json=file.path.endswith(".tf.json"))
    except UnreadableTerraform:
        return []
    return list(_changes(found_differences))


def _changes(found: Sequence[Difference]) -> Iterator[_Change]:
    from dativo_hooks.generation.hcl_reading import Missing

    for difference in found:
        key = ".".join(difference.path[-2:])
        expected, there = (
            "" if isinstance(value, Missing) else _text(value, difference.path)
            for value in (difference.expected, difference.found)
        )
        yield _Change(key, expected, there, None)


def _text(value: Expression, path: tuple[str, ...]) -> str:
    from dativo_hooks.generation.hcl_inline import inline

    if any(names_a_secret(step, str(value)) for step in path):
        return HIDDEN
    return f'"{value}"' if isinstance(value, str) else inline(value)
