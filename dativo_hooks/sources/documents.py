"""Documents by path, read when somebody asks for one: only what has findings is read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dativo_hooks.reading.read import read
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.document import Document
    from dativo_hooks.sources.kinds import Kind
    from dativo_hooks.tree import Tree


class Documents(Mapping[str, "Document"]):
    """The documents of a tree's sources, of those that can be read; and those of `known`."""

    def __init__(
        self, tree: Tree, kinds: Mapping[str, Kind], known: Mapping[str, Document] | None = None
    ) -> None:
        self._tree = tree
        self._kinds = kinds
        self._known: dict[str, Document | None] = {**(known or {})}

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
