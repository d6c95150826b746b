"""A tree as it would be with a few files changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.tree import Tree


class ChangedTree:
    """A tree with other content in some of its files; see `tree.Tree`."""

    def __init__(self, tree: Tree, changed: Mapping[str, bytes]) -> None:
        """Put `changed`, content by path, in front of what `tree` reads. All are in `tree`."""
        self._tree = tree
        self._changed = dict(changed)
        self.name = tree.name
        self.paths: Mapping[str, str] = {**tree.paths, **dict.fromkeys(changed, "")}
        self.outside = tree.outside
        self.projects = tree.projects

    def read(self, path: str) -> bytes:
        """See `Tree.read`."""
        return self._changed[path] if path in self._changed else self._tree.read(path)

    def prefetch(self, paths: Iterable[str]) -> None:
        """See `Tree.prefetch`."""
        self._tree.prefetch([path for path in paths if path not in self._changed])

    def held(self, path: str) -> bytes | None:
        """See `Tree.held`."""
        return self._changed[path] if path in self._changed else self._tree.held(path)
