"""Documents by path, read when somebody asks for one: only what has findings is read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dativo_hooks.position import Position, Route, Span
from dativo_hooks.reading.read import read
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.document import Document
    from dativo_hooks.finding import Edit, Problem
    from dativo_hooks.position import Origin
    from dativo_hooks.sources.kinds import Kind
    from dativo_hooks.tree import Tree

Spans: TypeAlias = dict[str, dict[tuple[Route, bool], tuple[int, int, int, int]]]
"""Where routes of files are, without reading these: by path, then by route and whether its key is
meant; the lines and columns of both ends."""


class Edited(NamedTuple):
    """Problems of a file, and the edits that fix them: a function of the file and the problems."""

    problems: tuple[Problem, ...]
    edits: Mapping[Problem, tuple[Edit, ...]]


class Documents(Mapping[str, "Document"]):
    """The documents of a tree's sources, of those that can be read.

    `spans` are known without reading; `edited`: by path, the edits that were worked out.
    """

    def __init__(
        self,
        tree: Tree,
        kinds: Mapping[str, Kind],
        spans: Spans | None = None,
        edited: Mapping[str, Edited] | None = None,
    ) -> None:
        self.edited: dict[str, Edited] = dict(edited or {})
        self._tree = tree
        self._kinds = kinds
        self._known: dict[str, Document | None] = {}
        self._spans = spans or {}

    def add(self, document: Document) -> None:
        """Know a document that was read before."""
        self._known[document.path] = document

    def prefetch(self, paths: Iterable[str]) -> None:
        """Hint that somebody will ask for these."""
        self._tree.prefetch([path for path in paths if path not in self._known])

    def span(self, where: Origin, *, on_key: bool) -> Span | None:
        """Where a value, or its key, is, if that is known without reading the file."""
        place = self._spans.get(where.path, {}).get((where.route, on_key))
        if place is None:
            return None
        line, column, end_line, end_column = place
        return Span(Position(line, column), Position(end_line, end_column))

    def __getitem__(self, path: str) -> Document:
        """Read the document.

        Raises:
            KeyError: there is none, or it can't be read.
        """
        if path not in self._known:
            self._known[path] = self._read(path)
        document = self._known[path]
        if document is None:
            raise KeyError(path)
        return document

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._kinds if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, path: str) -> Document | None:
        if path not in self._tree.paths:
            return None
        try:
            return read(path, self._tree.read(path)).document
        except UnreadableFile:
            return None


def spans_of(places: Iterable[tuple[Origin, bool]], documents: Documents) -> Spans:
    """Where values, or their keys, are; without those of files that can't be read."""
    asked = list(dict.fromkeys(places))
    documents.prefetch(dict.fromkeys(where.path for where, _ in asked))
    found: Spans = {}
    for where, on_key in asked:
        document = documents.get(where.path)
        if document is not None:
            start, end = (document.key_span if on_key else document.value_span)(where.route)
            found.setdefault(where.path, {})[where.route, on_key] = (*start, *end)
    return found
