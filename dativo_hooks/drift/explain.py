"""Why a generated file differs: a diff, the arguments that differ, and the lines behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.drift.secrecy import hidden
from dativo_hooks.finding import Note, Place, Problem
from dativo_hooks.line_diff import changed_runs, lines_of, unified
from dativo_hooks.position import TOP, Position, Span
from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.names import names_a_secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.position import Origin
    from dativo_hooks.terraform_language.hcl_reading import Difference
    from dativo_hooks.terraform_language.syntax import Expression

MOST_NAMED = 5
"""Differences that a message names and notes that it has; the diff shows them all."""

MOST_LINES = 5000
"""Lines beyond which a file that differs is not compared line by line: nobody would read it."""

MOST_CHARACTERS = 300_000
"""Characters beyond which it isn't compared either, beside four times what should be there."""

MOST_SHOWN = 100_000
"""Characters of a diff that are shown."""

MOST_READ = 25_000
"""Characters of a file that is read as Terraform to say what differs: a larger one is only
compared line by line."""


class _Change(NamedTuple):
    """One argument that differs: "" where one side lacks it."""

    key: str
    expected: str
    found: str
    origin: Origin | None


def drift_problem(file: GeneratedFile, data: bytes, fix: str) -> Problem:
    """The problem of a generated file whose content is `data` instead."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    found = lines_of(text)
    expected = file.text.lines
    for has, most, should, unit in (
        (len(found), MOST_LINES, len(expected), "lines"),
        (len(text), MOST_CHARACTERS, len(file.text.text), "characters"),
    ):
        if has > most + 4 * should:
            return Problem(
                rules.TERRAFORM_MODIFIED,
                Place(file.path, TOP),
                f"the file has {has:,} {unit}, and its sources generate {should:,}",
                fix,
            )
    runs = changed_runs(found, expected)
    there, here = hidden(found), hidden(expected)
    changes: list[_Change] = []
    for start, end, begin, stop in runs:
        paired = _paired(
            _Lines(found[start:end], there[start:end]),
            _Lines(expected[begin:stop], here[begin:stop]),
            file.text.origins[begin:stop],
        )
        if paired is None:
            changes = []
            break
        changes += paired
    changes = changes or _read_changes(file, "\n".join(found))
    origins = dict.fromkeys(
        [change.origin for change in changes if change.origin is not None]
        + [o for run in runs for o in file.text.origins[run.begin : run.stop] if o]
    )
    notes = [Note(origin, "generated from this") for origin in list(origins)[:MOST_NAMED]]
    line = runs[0].start + 1 if runs else 1
    line = min(line, max(1, len(found)))
    shown = found[line - 1] if found else ""
    column = len(shown) - len(shown.lstrip()) + 1
    diff = unified(there, here, f"{file.path} (committed)", f"{file.path} (generated)")
    return Problem(
        rules.TERRAFORM_MODIFIED,
        Place(file.path, Span(Position(line, column), Position(line, max(column, len(shown) + 1)))),
        "the file isn't what its sources generate"
        + (_named(changes) if runs else ": what differs is how its lines end"),
        fix,
        tuple(notes),
        secret=bool(found) and there[line - 1] != shown,
        diff="\n".join(_beginning(diff)),
    )


def _beginning(diff: Iterable[str]) -> Iterator[str]:
    """As many lines of a diff as are shown, whole: half a secret looks like none."""
    left = MOST_SHOWN
    more = 0
    for line in diff:
        left -= len(line) + 1
        if left >= 0:
            yield line
        else:
            more += 1
    if more:
        yield f"… {more:,} more line{'' if more == 1 else 's'} of the diff"


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
        (key, value), (_, value_shown) = _key_and_value(text), _key_and_value(shown)
        if not key or '"' in key or "#" in key or value.endswith(("{", "[", "(")):
            return None
        found.append(_Argument(key, value, value_shown))
    return None if len({one.key for one in found}) < len(found) else found


def _key_and_value(line: str) -> tuple[str, str]:
    """What stands before and after the sign of `key = value` or `"key": value,`; "" for nothing."""
    key, equals, value = line.partition("=")
    before, colon, rest = key.partition(":")
    if colon:
        key, value = before, f"{rest}{equals}{value}"
    elif not equals:
        return "", ""
    key = key.strip().removeprefix('"').removesuffix('"')
    return key, value.strip().removesuffix(",").rstrip()


def _read_changes(file: GeneratedFile, found: str) -> list[_Change]:
    """What differs by reading both files as Terraform: for what a hand has reshaped."""
    from dativo_hooks.terraform_language.hcl_reading import UnreadableTerraform, differences

    if max(len(found), len(file.text.text)) > MOST_READ:
        return []
    try:
        found_differences = differences(file.text.text, found, json=file.path.endswith(".tf.json"))
    except UnreadableTerraform:
        return []
    return list(_changes(found_differences))


def _changes(found: Sequence[Difference]) -> Iterator[_Change]:
    from dativo_hooks.terraform_language.hcl_reading import Missing

    for difference in found:
        key = ".".join(difference.path[-2:])
        expected, there = (
            "" if isinstance(value, Missing) else _text(value, difference.path)
            for value in (difference.expected, difference.found)
        )
        yield _Change(key, expected, there, None)


def _text(value: Expression, path: tuple[str, ...]) -> str:
    from dativo_hooks.terraform_language.hcl_inline import inline

    if any(names_a_secret(step, str(value)) for step in path):
        return HIDDEN
    return f'"{value}"' if isinstance(value, str) else inline(value)
