r"""Values of generated files that nobody may see: those of variables whose names say so.

An environment entry has its name on one line and its value on another, and in a diff the two may
lie apart: what is shown is made of lines in which such values are hidden already. In Terraform's
JSON syntax a container's definition is HCL within a string, so that its quotes are `\"`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.names import names_a_secret

if TYPE_CHECKING:
    from collections.abc import Sequence


def _patterns(quote: str, inside: str) -> tuple[re.Pattern[str], ...]:
    """How a variable and its value are written, with these quotes and what may be between them."""
    text = rf"{quote}(?P<value>{inside}){quote}"
    name = r"(?P<name>[A-Za-z_][\w.-]*)"
    maybe = f"(?:{quote})?"
    equals = rf"{maybe}\s*[=:]\s*"
    return (
        re.compile(rf"\bname{equals}{quote}{name}{quote},?\s*{maybe}value{equals}{text}"),
        re.compile(rf"(?<![\w.-]){name}{equals}{text}"),
    )


_PATTERNS = (
    # Runs of plain characters in one step: each step of a repeated choice takes memory.
    *_patterns('"', r'[^"\\\n]*(?:\\.[^"\\\n]*)*'),
    *_patterns(r'\\"', r'[^"\\\n]*(?:\\\\(?:\\["\\]|[^"\\\n])[^"\\\n]*)*'),
)


def hidden(lines: Sequence[str]) -> list[str]:
    """The lines of a Terraform file, of either syntax, without the texts of secret variables."""
    text = "\n".join(lines)
    for pattern in _PATTERNS:
        text = pattern.sub(_hide, text)
    return text.split("\n") if lines else []


def _hide(match: re.Match[str]) -> str:
    if not names_a_secret(match["name"], match["value"]):
        return match[0]
    start, end = match.start("value") - match.start(), match.end("value") - match.start()
    return match[0][:start] + HIDDEN + match[0][end:]
