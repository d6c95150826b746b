"""The fastest way from text to a value: line by line, for the YAML that people mostly write.

Known are mappings and lists in block style, a key or an item on each line, values that end on
their line, `[lists, of, words]`, `{maps: of words}` or of such lists, and comments. Anything else
is left to the C parser. The files of a repository have most of their lines in common, so what a
line says is remembered.

The plain way is `events.build` for every file, which gives the same values and places. Measured on
2026-11-29, two cores, in turns: that way a cold check takes 19 % more CPU time (141 ms beside
754 ms, 1,000 jobs), one asset of five jobs changed among 10,000 jobs 8 % (14 ms beside 174 ms:
PyYAML's import). Without what is remembered of lines (`said`) a cold check takes 17 % more.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeAlias

from dativo_hooks.reading.scalars import ImpossibleScalarError, NeedsPyYAMLError, scalar

_MOST_OPEN = 50
"""Collections within each other: far below what the C parser is allowed (`events.MAX_DEPTH`)."""

_LONGEST, _KEPT = 200, 8192
"""Characters of a line that is remembered, and how many lines are."""

# Neither white space nor a line end to anybody, nor what YAML forbids.
_USUAL = "[ -~\xa1-\u167f\u2010-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff]*"

# Text in single quotes without a quote, in double ones without an escape.
_QUOTED = r"""'[^']*'|"[^"\\]*\""""
# No indicator first (a `-` before a digit is none); no `: ` and no ` #`, one space at a time.
_PLAIN = r"""(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|-(?=\d))[^\s:]*(?:[ :][^\s:#][^\s:]*)*"""
_WORD = rf"(?:{_QUOTED}|[A-Za-z0-9_./][\w./@+-]*)"
_LIST = rf"\[ *(?:{_WORD}(?: *, *{_WORD})*)? *\]"
_PAIR = rf"[A-Za-z_][\w.-]*: +(?:{_WORD}|{_LIST})"
_MAP = rf"\{{ *(?:{_PAIR}(?: *, *{_PAIR})*)? *\}}"
_WORDS = re.compile(_WORD)
_PAIRS = re.compile(_PAIR)
LINE = re.compile(
    r"( *)(- )?"
    r"(?:([A-Za-z_$][\w.-]{0,99}):(?= |\Z))?"
    rf"(?: *({_QUOTED}|{_LIST}|{_MAP}|{_PLAIN}))?"
    r" *(?:(?<!\S)#.*)?"
)

_Said: TypeAlias = tuple[int, bool, str, Any, bool, bool]
"""The indent of a line, whether it is an item, its key ("" for none) and value, whether that is
odd, and whether the line is plain: no item, but a key with a scalar that isn't odd. The value is a
tuple for a list, `BELOW` where it can only stand on the next lines. Lists and maps are to be
copied: they are remembered."""

BELOW = object()


class _UnknownError(Exception):
    """A line says what isn't known here."""


def value_by_lines(text: str) -> tuple[dict[str, Any], bool] | None:
    """The value of a YAML file that is a mapping, and whether odd scalars are in it.

    None where it holds anything that isn't known here, a fault or a key twice among them.
    """
    lines = text.removeprefix("---\n").split("\n")
    if max(map(len, lines)) > _LONGEST:
        return None
    try:
        return _value(lines)
    except _UnknownError:
        return None


def _value(lines: list[str]) -> tuple[dict[str, Any], bool] | None:
    root: dict[str, Any] = {}
    here: Any = root
    indent = 0
    around: list[tuple[int, Any]] = []
    opener: str | None = None  # the key that the line before left without a value
    odd = False
    for told in map(said, lines):
        if told is None:
            continue
        at, is_item, key, value, is_odd, is_plain = told
        if (  # the short way for most lines
            is_plain and at == indent and opener is None and type(here) is dict and key not in here
        ):
            here[key] = value
            continue
        if is_odd:
            odd = True
        if opener is not None:
            # A list may begin right below its key.
            if at > indent or (is_item and at == indent):
                around.append((indent, here))
                if len(around) > _MOST_OPEN:
                    return None
                inner: Any = [] if is_item else {}
                here[opener] = inner
                indent, here = at, inner
            opener = None
        while at < indent:
            indent, here = around.pop()
        if is_item:
            if at != indent or type(here) is not list:
                return None
            if key:
                item: dict[str, Any] = {}
                here.append(item)
                around.append((indent, here))
                indent, here = at + 2, item
        elif type(here) is list:
            indent, here = around.pop()
            if type(here) is list:
                return None
        if type(value) is tuple or type(value) is dict:
            value = _copied(value)
        if not key:
            here.append(value)
            continue
        if at != indent - 2 * is_item or key in here:
            return None
        if value is BELOW:
            opener, value = key, None
        here[key] = value
    return (root, odd) if root else None


@lru_cache(_KEPT)
def said(line: str) -> _Said | None:
    """What a line says, None where it is blank or a comment.

    Raises:
        _UnknownError: it says something that isn't known here.
    """
    match = LINE.fullmatch(line)
    if match is None or not _is_usual(line):
        raise _UnknownError
    spaces, dash, key, written = match.groups(default="")
    if not (dash or key or written):
        return None
    if not key and not (dash and written):
        raise _UnknownError  # the end of what began on a line before, or the beginning of more
    try:
        if key and type(scalar(key).value) is not str:
            raise _UnknownError
        value, odd = _value_of(written)
    except (NeedsPyYAMLError, ImpossibleScalarError):
        raise _UnknownError from None
    plain = not (dash or odd or value is BELOW or isinstance(value, (tuple, dict))) and key != ""
    return len(spaces), bool(dash), key, value, odd, plain


def _is_usual(line: str) -> bool:
    if line.isascii():
        return line.isprintable()
    return re.fullmatch(_USUAL, line) is not None  # compiled where a file needs it


def _value_of(written: str) -> tuple[Any, bool]:
    if not written:
        return BELOW, False
    if written[0] == "[":
        items = [_value_of(word) for word in _WORDS.findall(written)]
        return tuple(value for value, _ in items), any(odd for _, odd in items)
    if written[0] == "{":
        return _map(_PAIRS.findall(written))
    if written[0] in "'\"":
        return written[1:-1], False
    return scalar(written)


def _map(pairs: list[str]) -> tuple[dict[str, Any], bool]:
    found: dict[str, Any] = {}
    odd = False
    for pair in pairs:
        key, _, written = pair.partition(":")
        if key in found or type(scalar(key).value) is not str:
            raise _UnknownError
        found[key], is_odd = _value_of(written.lstrip(" "))
        odd = odd or is_odd
    return found, odd


def _copied(value: Any) -> Any:
    if type(value) is tuple:
        return list(value)
    if type(value) is dict:
        return {key: _copied(inner) for key, inner in value.items()}
    return value
