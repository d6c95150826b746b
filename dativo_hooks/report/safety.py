"""What makes a text fit to be shown: no secrets, and nothing that moves a terminal's cursor."""

from __future__ import annotations

import re
from functools import lru_cache

from dativo_hooks.redaction import redacted

_SHORT = 500

_UNUSUAL = re.compile(r"[^ -~\n\t]")
"""What may not be printable."""


def shown(text: str) -> str:
    """The text without secrets, its control characters spelt out; line feeds and tabs stay."""
    return _remembered(text) if len(text) <= _SHORT else _shown(text)


def _shown(text: str) -> str:
    return _UNUSUAL.sub(_spelt, redacted(text))


_remembered = lru_cache(16_384)(_shown)  # each format asks for the same messages


def shown_line(text: str) -> str:
    """The same on one line: for paths and messages, whose line feeds are somebody's data."""
    return shown(text).replace("\n", "\\n").replace("\t", "\\t")


def file_path(path: str) -> str:
    """A path for programs, which must find the file: only secrets are hidden.

    The format escapes what it can't hold.
    """
    return redacted(path)


def _spelt(match: re.Match[str]) -> str:
    character = match[0]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
