"""A YAML file that was read: its value, and the place of every part of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dativo_hooks.position import TOP, Position, Route, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Ends: TypeAlias = "tuple[tuple[int, int] | None, tuple[int, int] | None]"
"""Where a key and its scalar begin and end, in characters; None where that isn't known."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\n|\r")


def decoded(data: bytes) -> str:
    """The text of a YAML file as PyYAML sees it: UTF-8, or UTF-16 with a byte-order mark.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16")
    return data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")


class Lines:
    """A text by lines, and the position of every offset in it."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """The line and column of a character offset; within a line end, those of its beginning."""
        offset = min(offset, len(self.text))
        if self.text[offset - 1 : offset + 1] == "\r\n":
            offset -= 1
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The character offset of a line and column that are in the text."""
        return self._starts[position.line - 1] + position.column - 1

    def line(self, number: int) -> str:
        """The text of a line, without its end; empty past the last one."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def __len__(self) -> int:
        return len(self._starts)


class Scalar(NamedTuple):
    """A scalar as it stands in a text.

    `content` is the text that it stands for, before YAML makes a number or the like of it.
    `style` is its quote, `|` or `>`; empty for a plain one. `start` and `end` are offsets; an
    anchor or a tag before it counts.
    """

    content: str
    style: str
    start: int
    end: int


class Document:
    """One YAML document: `value` is what PyYAML's `safe_load` makes of it.

    Places are worked out on first use: a file without findings never pays for them. `sound` is
    False where reading found a fault (a duplicate key) that leaves a value nobody may build on.
    `odd` is False where every plain scalar is written as its value prints (`365`, `true`) and no
    whole number has a dot; where it is True, some may (`012`, `no`, `7.0`).
    """

    __slots__ = (
        "_find_places",
        "_known",
        "_lines",
        "_places",
        "_root",
        "data",
        "odd",
        "path",
        "sound",
        "value",
    )

    def __init__(
        self,
        path: str,
        data: bytes,
        value: Any,
        *,
        sound: bool = True,
        odd: bool = False,
        places: Callable[[str], Mapping[Route, Ends]] | None = None,
    ) -> None:
        """Keep what was read.

        `places`: finds the ends of keys and scalars in the text, faster than PyYAML and as far as
        it knows them.
        """
        self.path = path
        self.data = data
        self.value = value
        self.sound = sound
        self.odd = odd
        self._lines: Lines | None = None
        self._root: Any = None
        self._known: dict[int, dict[str, tuple[Any, Any]]] = {}
        self._find_places = places
        self._places: Mapping[Route, Ends] | None = None

    @property
    def lines(self) -> Lines:
        """The file's text by lines."""
        if self._lines is None:
            self._lines = Lines(decoded(self.data))
        return self._lines

    def value_span(self, route: Route) -> Span:
        """Where the value at `route` is written; its nearest owner's key where it is absent."""
        _, scalar = self._ends(route)
        if scalar is not None:
            return self._between(*scalar)
        owner, node, rest = self._follow(route)
        if node is None:
            return TOP
        if rest:
            return self._span(owner) if owner is not None else TOP
        return self._span(node)

    def key_span(self, route: Route) -> Span:
        """Where the key of `route` is written; its value for a list's item, line 1 for `()`."""
        key, scalar = self._ends(route)
        known = scalar if route and isinstance(route[-1], int) else key
        if known is not None:
            return self._between(*known)
        owner, node, rest = self._follow(route)
        if owner is not None:
            return self._span(owner)
        if node is None or rest or not route:
            return TOP
        return self._span(node)

    def written(self, route: Route) -> str | None:
        """The text of a plain (unquoted) scalar at `route` as it is written, else None.

        Without its anchor and tag; empty where a key has no value at all.
        """
        _, node, rest = self._follow(route)
        if node is None or rest or not isinstance(node.value, str) or node.style:
            return None  # the C parser gives a plain scalar the style "", PyYAML's own gives None
        text: str = node.value
        return text

    def scalar(self, route: Route, *, on_key: bool = False) -> Scalar | None:
        """The scalar at `route`, or the key there; None where there is none.

        Where an alias or a merge key leads to it, it stands elsewhere, and others may lead there.
        """
        owner, node, rest = self._follow(route)
        node = owner if on_key else node
        if node is None or rest or not isinstance(node.value, str):
            return None
        return Scalar(node.value, node.style or "", node.start_mark.index, node.end_mark.index)

    def _ends(self, route: Route) -> Ends:
        """The ends of the key and of the scalar at `route`, as far as they are known already."""
        if self._places is None:
            self._places = self._find_places(self.lines.text) if self._find_places else {}
        return self._places.get(route, (None, None))

    def _between(self, start: int, end: int) -> Span:
        return Span(self.lines.position(start), self.lines.position(end))

    def _compose(self) -> Any:
        import yaml

        if self._root is None:
            loader = yaml.CSafeLoader(self.data)
            try:
                if loader.check_node():
                    self._root = loader.get_node()
            finally:
                loader.dispose()
        return self._root

    def _follow(self, route: Route) -> tuple[Any, Any, Route]:
        """The key node and value node at the deepest existing part of `route`, and what is left."""
        owner: Any = None
        node = self._compose()
        for depth, step in enumerate(route):
            found = self._child(node, step) if node is not None else None
            if found is None:
                return owner, node, route[depth:]
            key, node = found
            owner = key
        return owner, node, ()

    def _child(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        """The key node (None in a list) and value node of one step."""
        import yaml

        if isinstance(node, yaml.MappingNode):
            return self._members(node).get(str(step))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            return (None, node.value[step]) if 0 <= step < len(node.value) else None
        return None

    def _members(self, node: Any) -> dict[str, tuple[Any, Any]]:
        """The keys of a mapping with their nodes, those of its merge keys too.

        PyYAML itself merges: which of several values counts depends on its version.
        """
        import yaml

        members = self._known.get(id(node))
        if members is None:
            yaml.constructor.SafeConstructor().flatten_mapping(node)
            members = {
                key_text(key): (key, value)
                for key, value in node.value
                if isinstance(key, yaml.ScalarNode)
            }
            self._known[id(node)] = members
        return members

    def _span(self, node: Any) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        text = self.lines.text
        if not isinstance(node.value, str) and not node.flow_style:
            # A block's end is where the next token begins: mark its first line only.
            match = _LINE_END.search(text, start)
            end = match.start() if match else len(text)
        return Span(
            self.lines.position(start),
            self.lines.position(start + len(text[start:end].rstrip(" \t\r\n"))),
        )


_STRING = "tag:yaml.org,2002:str"


def key_text(key: Any) -> str:
    """The text that stands for a key in a route: what YAML makes of it, as a string."""
    if key.tag == _STRING:
        return str(key.value)
    import yaml

    value = yaml.constructor.SafeConstructor().construct_object(key)
    return value if isinstance(value, str) else str(value)
