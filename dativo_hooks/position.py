"""Where something stands: in a text that was read, or in the sources a value came from."""

from __future__ import annotations

import re
from typing import NamedTuple

Route = tuple[str | int, ...]
"""The way into a YAML document: keys of mappings and indices of sequences, outermost first."""

_PLAIN_KEY = r"[^\W\d][\w-]*"


class Position(NamedTuple):
    """A place in a text; both count from 1, columns in characters."""

    line: int
    column: int


class Span(NamedTuple):
    """A piece of a text; `end` is the place after its last character."""

    start: Position
    end: Position


class Origin(NamedTuple):
    """Where in the sources a value came from; looked up as a `Span` only when it is shown.

    Attributes:
        path: repository-relative path of the file, with `/`.
        route: the way to the value inside that file.
    """

    path: str
    route: Route


TOP = Span(Position(1, 1), Position(1, 1))
"""The start of a file: for what concerns the file as a whole."""


def route_text(route: Route) -> str:
    """`route` as people write it: `source.files[0].path`.

    A key that isn't a plain word is quoted as in JSON: `tags["cost.center"]`. The empty route, a
    whole document, is the empty string.
    """
    text = ""
    for step in route:
        if isinstance(step, int):
            text += f"[{step}]"
        elif re.fullmatch(_PLAIN_KEY, step):
            text += f".{step}" if text else step
        else:
            text += f"[{_quoted(step)}]"
    return text


def _quoted(key: str) -> str:
    import json

    text = json.dumps(key, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
