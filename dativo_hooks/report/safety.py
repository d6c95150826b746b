"""What makes a text fit to be shown: no secrets, and nothing that commands a terminal or a CI."""

from __future__ import annotations

import re
from functools import lru_cache

from dativo_hooks.redaction import redacted

_COMMAND = re.compile(r"##(?=\w*\[)|(?<!\S)::(?=[A-Za-z][\w-]*(?:[^\S\n][^\n]*?)?::)")
"""How a line of a log commands the program that runs a job.

`##[add-mask]x` anywhere and `::add-mask::x` where a line begins (as one may, once a text is
wrapped): github.com/actions/runner, ActionCommand.cs. `##vso[…]` anywhere: learn.microsoft.com,
Azure Pipelines, logging commands. `##teamcity[…]`: jetbrains.com/help/teamcity/service-messages.
"""


_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
) | frozenset(map(chr, range(0xE0100, 0xE01F0)))
"""What Python calls printable and nobody sees: fillers, joiners, blanks, and the selectors of
variants that no emoji has (Unicode's Default_Ignorable_Code_Point)."""


_UNUSUAL = re.compile(r"[^ -~\n\t]")
"""What may not be printable."""

_SHORT = 500
"""Characters of the texts that are remembered: each format asks for the same messages.

The plain way is `_shown` each time. Measured on 2026-11-29, two cores, in turns: that way `tags` of
1,000 jobs takes 106 ms more CPU time, which is 14 % of a cold check, its goal.
"""


def shown(text: str) -> str:
    """The text without secrets, its control characters spelt out; line feeds and tabs stay.

    So is a sign of what would command a runner of jobs.
    """
    return _remembered(text) if len(text) <= _SHORT else _shown(text)


def _shown(text: str) -> str:
    safe = _UNUSUAL.sub(lambda match: _printable(match[0]), redacted(text))
    if "##" in safe or "::" in safe:
        safe = _COMMAND.sub(lambda sign: f"{spelt(sign[0][0])}{sign[0][1]}", safe)
    return safe


_remembered = lru_cache(16_384)(_shown)


def _printable(character: str) -> str:
    return character if character.isprintable() and character not in _BLANK else spelt(character)


def shown_line(text: str) -> str:
    """The same on one line: for paths and messages, whose line feeds are somebody's data."""
    return shown(text).replace("\n", "\\n").replace("\t", "\\t")


def file_path(path: str) -> str:
    """A path for programs, which must find the file: only secrets are hidden.

    The format escapes what it can't hold.
    """
    return redacted(path)


def spelt(character: str) -> str:
    r"""The escape that stands for a character: `\x1b`, `\u202e`, `\U000e0001`."""
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
