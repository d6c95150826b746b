"""The working tree beside an index: single files are looked up, and nothing is listed for them.

The plain way is a `WorkingTree`, which has git list all files. Measured on 2026-11-29, 10,000 jobs,
two cores, in turns: that way `check --staged` takes 45 % more CPU time where one asset of five jobs
changed (78 ms beside 174 ms), 22 % where nothing did (18 ms beside 79 ms).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dativo_hooks.repository.working_tree import WorkingTree, is_real_file, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.repository.index import IndexTree
    from dativo_hooks.repository.root import Root


class GlancedTree:
    """The same as `WorkingTree`, for somebody who asks for few files; see `tree.Tree`.

    What git tracks is no ignored file: the disk alone says whether it is there. For anything else
    that is on disk all files are listed, once.
    """

    name = "working tree"

    def __init__(self, root: Root, index: IndexTree) -> None:
        """Look at nothing yet."""
        self._root = root
        self._index = index
        self._whole: WorkingTree | None = None
        self.paths: Mapping[str, str] = _Paths(self)

    @property
    def outside(self) -> Mapping[str, str]:
        """See `Tree.outside`."""
        return self.listed.outside

    @property
    def projects(self) -> Mapping[str, tuple[str, ...]]:
        """See `Tree.projects`."""
        return self.listed.projects

    def read(self, path: str) -> bytes:
        """See `Tree.read`."""
        return read_file(self._root.path, path) if self.has(path) else self.listed.read(path)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Nothing to do: a file is read as fast alone."""

    def held(self, path: str) -> bytes | None:
        """See `Tree.held`: none is."""

    def has(self, path: str) -> bool | None:
        """Whether a file is there; None where only a listing tells."""
        if self._whole is not None:
            return None
        if path in self._index.paths and is_real_file(self._root.path, path):
            return True
        location = os.path.join(self._root.path, path)
        tracked = path in self._index.paths and not os.path.islink(location)
        return False if tracked or not os.path.lexists(location) else None

    @property
    def listed(self) -> WorkingTree:
        """The whole of it."""
        if self._whole is None:
            self._whole = WorkingTree(self._root)
        return self._whole


class _Paths(Mapping[str, str]):
    def __init__(self, tree: GlancedTree) -> None:
        self._tree = tree

    def __getitem__(self, path: str) -> str:
        there = self._tree.has(path)
        if there is None:
            return self._tree.listed.paths[path]
        if not there:
            raise KeyError(path)
        return ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._tree.listed.paths)

    def __len__(self) -> int:
        return len(self._tree.listed.paths)
