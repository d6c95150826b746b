"""Where keys and scalars stand in a file that `lines` can read, without PyYAML's slow import.

Part of the way past PyYAML; `lines` says what that buys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.reading.lines import BELOW, LINE, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.document import Ends
    from dativo_hooks.position import Route

_NO_LIST = -1


def places_by_lines(text: str) -> Mapping[Route, Ends]:
    """The ends of each key and value, by route.

    `text` is one that `lines.value_by_lines` reads, and this goes through it the same way. What
    lies in `[…]` and `{…}` isn't told, only where these are.
    """
    found: dict[Route, Ends] = {}
    here: Route = ()
    indent, item = 0, _NO_LIST  # of what is open; `item` is the last of a list
    around: list[tuple[int, Route, int]] = []
    opener: Route | None = None  # the key that the line before left without a value
    start = len(text) - len(text.removeprefix("---\n"))
    for line in text[start:].split("\n"):
        told = said(line)
        begin, start = start, start + len(line) + 1
        if told is None:
            continue
        at, is_item, key, value, *_ = told
        if opener is not None:
            if at > indent or (is_item and at == indent):
                around.append((indent, here, item))
                indent, here, item = at, opener, _NO_LIST
            opener = None
        while at < indent:
            indent, here, item = around.pop()
        if is_item:
            item += 1
            route: Route = (*here, item)
            if key:
                around.append((indent, here, item))
                indent, here, item = at + 2, route, _NO_LIST
        elif item != _NO_LIST:
            indent, here, item = around.pop()
        if key:
            route = (*here, key)
            if value is BELOW:
                opener = route
        found[route] = _ends(line, begin)
    return found


def _ends(line: str, begin: int) -> Ends:
    match = LINE.fullmatch(line)
    assert match is not None
    key = (begin + match.start(3), begin + match.end(3)) if match[3] else None
    return key, (begin + match.start(4), begin + match.end(4)) if match[4] else None
