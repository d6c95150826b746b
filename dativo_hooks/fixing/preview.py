"""What fixing would change, as a unified diff without secrets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.recognition import secret_kind
from dativo_hooks.validation.secrecy import is_secret
from dativo_hooks.validation.view import key_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route

_LINE_END = re.compile(r"\r\n|\n|\r")


def preview(before: Document, after: Document) -> str:
    """The unified diff of two states of a file; line ends aren't part of it."""
    from dativo_hooks.line_diff import unified

    path = before.path
    diff = unified(_shown(before), _shown(after), f"a/{path}", f"b/{path}")
    return "".join(f"{line}\n" for line in diff)


def _shown(document: Document) -> list[str]:
    """The lines of a file, its secrets hidden before a diff separates them from their names."""
    text = document.lines.text
    for start, end in sorted(set(_secrets(document, document.value)), reverse=True):
        old = _LINE_END.split(text[start:end])
        hidden = "\n".join(HIDDEN if line.strip() else "" for line in old)
        text = text[:start] + hidden + text[end:]
    return _lines(redacted("\n".join(_lines(text))))


def _lines(text: str) -> list[str]:
    lines = _LINE_END.split(text)
    return lines if lines[-1] else lines[:-1]


def _secrets(document: Document, value: Any, route: Route = ()) -> Iterator[tuple[int, int]]:
    """Where the texts stand that are secrets by themselves or by the keys above them."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _secrets(document, item, (*route, key_step(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _secrets(document, item, (*route, index))
    elif is_secret(route) or (isinstance(value, str) and secret_kind(value)):
        scalar = document.scalar(route)
        if scalar is not None and scalar.content:
            yield scalar.start, scalar.end
