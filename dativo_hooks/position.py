"""Places in files: routes into a YAML document, positions and spans in its text."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

Route: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes from the top of a document to a value; `()` is the document itself."""

_PLAIN_KEY = re.compile(r"[A-Za-z_$][\w-]*\Z")


class Position(NamedTuple):
    """A place in a text; line and column count from 1, in characters."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of text from `start` up to, not including, `end`."""

    start: Position
    end: Position


class Origin(NamedTuple):
    """Where in the sources a value came from. It becomes a `Span` only when it is shown."""

    path: str
    route: Route


TOP = Span(Position(1, 1), Position(1, 1))
"""The start of a file: for what concerns the file as a whole."""


def route_text(route: Route) -> str:
    """A route as people write it.

    >>> route_text(("source", "files", 0, "path"))
    'source.files[0].path'
    >>> route_text(("classification_overrides", "e mail"))
    'classification_overrides["e mail"]'
    """
    text = ""
    for step in route:
        if isinstance(step, int):
            text += f"[{step}]"
        elif not _PLAIN_KEY.match(step):
            quoted = step.replace("\\", "\\\\").replace('"', '\\"')
            text += f'["{quoted}"]'
        else:
            text += f".{step}" if text else step
    return text
