"""The Terraform files of a tree: which are ours, and of what they were generated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.header import header_of
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

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


TERRAFORM = (".tf", ".tf.json")
"""How the names of Terraform files end."""


def terraform_paths(tree: Tree) -> list[str]:
    """Every Terraform file of a tree."""
    return [path for path in tree.paths if path.endswith(TERRAFORM)]


def owned_files(tree: Tree) -> dict[str, Owned]:
    """The Terraform files that have our header, by path."""
    return owned_among(tree, terraform_paths(tree))


def owned_among(tree: Tree, paths: Sequence[str]) -> dict[str, Owned]:
    """Those of some Terraform files that have our header, by path."""
    return {owned.path: owned for owned in _owned(tree, paths)}


def of_other_roots(owned: Mapping[str, Owned], tree: Tree, jobs: Container[str]) -> dict[str, str]:
    """Files that were generated with a root below this one (`--root team`), and that root.

    Such a root need not have a configuration that would tell it. The job that a header names lies
    there, and none of `jobs`, which are this root's, is it: these files are no orphans.
    """
    found = {}
    for path, one in owned.items():
        if one.header.job is not None:
            root = _root_of(path, one.header.job, tree)
            if root and f"{root}/{one.header.job}" not in jobs:
                found[path] = root
    roots = set(found.values())
    for path, one in owned.items():
        if one.header.folder is not None:
            above = f"{path.rpartition('/')[0]}/".removesuffix(f"{one.header.folder}/".lstrip("/"))
            if above.rstrip("/") in roots:
                found[path] = above.rstrip("/")
    return found


def _root_of(path: str, job: str, tree: Tree) -> str:
    """The nearest folder around a path that a job lies in, "" where none below the root does."""
    folder = path.rpartition("/")[0]
    while folder and f"{folder}/{job}" not in tree.paths:
        folder = folder.rpartition("/")[0]
    return folder


def _owned(tree: Tree, paths: Sequence[str]) -> Iterator[Owned]:
    tree.prefetch(paths)
    for path in paths:
        try:
            header = header_of(tree.read(path))
        except UnreadableFile:
            continue  # nobody can tell, so it isn't ours: never touched
        if header is not None:
            yield Owned(path, header)
