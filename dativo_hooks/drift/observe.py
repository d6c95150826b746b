"""The Terraform files of a tree: which are ours, and of what they were generated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.header import header_of
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.generation.header import Header
    from dativo_hooks.tree import Tree


class Owned(NamedTuple):
    """A file with our header."""

    path: str
    header: Header

    @property
    def format(self) -> str:
        """The format of the file, by its name."""
        return "json" if self.path.endswith(".tf.json") else "hcl"

    @property
    def stem(self) -> str:
        """The path without its extension."""
        return self.path.removesuffix(".json").removesuffix(".tf")


def terraform_paths(tree: Tree) -> list[str]:
    """Every Terraform file of a tree."""
    return [path for path in tree.paths if path.endswith((".tf", ".tf.json"))]


def owned_files(tree: Tree) -> dict[str, Owned]:
    """The Terraform files that have our header, by path."""
    return {owned.path: owned for owned in _owned(tree)}


def _owned(tree: Tree) -> Iterator[Owned]:
    paths = terraform_paths(tree)
    tree.prefetch(paths)
    for path in paths:
        try:
            header = header_of(tree.read(path))
        except UnreadableFile:
            continue  # nobody can tell, so it isn't ours: never touched
        if header is not None:
            yield Owned(path, header)
