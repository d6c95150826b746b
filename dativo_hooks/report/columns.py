"""Text in the columns of a terminal: how many it takes, and how it is wrapped and cut."""

from __future__ import annotations

import re

WIDTH = 80
"""Columns of a report for people."""

_CODE = re.compile(r"`[^`]*`")


def columns(text: str) -> int:
    """The columns that a terminal gives to a text without control characters."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    import unicodedata

    # Hangul vowels and finals join the consonant before them: `ᄒ` `ᅡ` `ᆫ` are one `한`.
    if (
        unicodedata.category(character) in {"Mn", "Me"}
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7fb"
    ):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, hang: str) -> list[str]:
    """The lines of a paragraph, all but the first after `hang`. Code in backticks stays whole."""
    lines: list[str] = []
    whole = _CODE.sub(lambda code: code[0].replace(" ", "\0"), text)
    line, *words = whole.split(" ")
    for word in words:
        taken = columns(word)
        # What is longer than any line goes on where it is.
        if columns(line) + 1 + taken > WIDTH >= len(hang) + taken:
            lines.append(line)
            line = hang + word
        else:
            line = f"{line} {word}"
    return [done.replace("\0", " ") for done in (*lines, line)]


def last_columns(text: str, room: int) -> str:
    """The end of a text, after `…` where the whole takes more than `room` columns."""
    if columns(text) <= room:
        return text
    start, taken = len(text), 1
    while start and taken + _columns(text[start - 1]) <= room:
        start -= 1
        taken += _columns(text[start])
    kept = text[start:]
    while kept and not _columns(kept[0]):  # a mark without its letter
        kept = kept[1:]
    return f"…{kept}"


def first_columns(text: str, room: int) -> str:
    """The beginning of a text, before `…` where the whole takes more than `room` columns."""
    if columns(text) <= room:
        return text
    end, taken = 0, 1
    while taken + _columns(text[end]) <= room:
        taken += _columns(text[end])
        end += 1
    return f"{text[:end]}…"
