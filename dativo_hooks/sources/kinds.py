"""What the files of a tree describe, by the globs of the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from dativo_hooks.sources.globs import matches, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.tree import Tree

Kind: TypeAlias = Literal["job", "asset", "connector", "configuration"]


def kind_of(path: str, configuration: Configuration) -> Kind | None:
    """What a file describes, by the globs of the configuration; None of one that is excluded."""
    kind = _kind_by_globs(path, configuration)
    return None if kind is None or is_excluded(path, configuration) else kind


def _kind_by_globs(path: str, configuration: Configuration) -> Kind | None:
    if matches(path, configuration.jobs):
        return "job"
    if matches(path, configuration.assets):
        return "asset"
    if matches(path, configuration.connectors):
        return "connector"
    return None


class Kinds(Mapping[str, Kind]):
    """The files of a tree that describe something, and what; worked out as far as it is asked."""

    def __init__(self, tree: Tree, configuration: Configuration) -> None:
        self._tree = tree
        self._configuration = configuration
        self._known: dict[str, Kind | None] = {}
        self._all: dict[str, Kind] | None = None

    def __getitem__(self, path: str) -> Kind:
        """What a file describes.

        Raises:
            KeyError: nothing, or it isn't there.
        """
        if path not in self._known:
            there = path in self._tree.paths
            self._known[path] = kind_of(path, self._configuration) if there else None
        kind = self._known[path]
        if kind is None:
            raise KeyError(path)
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(self._every())

    def __len__(self) -> int:
        return len(self._every())

    def _every(self) -> dict[str, Kind]:
        if self._all is None:
            known = self._known
            known.update((path, kind_of(path, self._configuration)) for path in self._tree.paths)
            self._all = {path: kind for path in self._tree.paths if (kind := known[path])}
        return self._all


def is_excluded(path: str, configuration: Configuration) -> bool:
    """Whether `exclude` leaves a file out."""
    return within(path, configuration.exclude)


def excluded_files(tree: Tree, configuration: Configuration) -> frozenset[str]:
    """The files that would describe something, if `exclude` didn't leave them out."""
    return frozenset(
        path
        for path in (tree.paths if configuration.exclude else ())
        if is_excluded(path, configuration) and _kind_by_globs(path, configuration)
    )
