"""What is looked at, and what of it somebody wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.engine.generating import NO_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from dativo_hooks.drift.compare import CommandHints
    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.generating import GenerateOptions
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.sources.kinds import Kind
    from dativo_hooks.sources.references import Files
    from dativo_hooks.tree import Tree


class TagsWanted(NamedTuple):
    """How tags are wanted: as `text` or `json`, and spelt for which cloud ("": as they are)."""

    form: str
    cloud: str


class Want(NamedTuple):
    """What a run asks for.

    `policy`: what the tag policy and the clouds say. `terraform`: what jobs generate, and whether
    the tree has it. `texts`: the content of the generated files that the tree doesn't have.
    `tags`: the tags of jobs, as they are printed.
    """

    policy: bool = True
    terraform: bool = True
    texts: bool = False
    tags: TagsWanted | None = None


EVERYTHING = Want()
POLICY = Want(terraform=False)
TEXTS = Want(texts=True)


class Repository(NamedTuple):
    """What is looked at.

    `kinds`: all files of `tree` that describe something. `working`: the working tree where `tree`
    is the index. `ignored`: the generated files that are on disk and that git ignores. `hints`:
    how commands are typed. `options`: of `generate`. `files`: the names of the tree, which
    references are looked up among.
    """

    tree: Tree
    configuration: Configuration
    kinds: Mapping[str, Kind]
    working: Tree | None
    ignored: Container[str]
    hints: CommandHints
    want: Want = EVERYTHING
    options: GenerateOptions = NO_OPTIONS
    files: Files | None = None


class Shard(NamedTuple):
    """Files that are looked at together, and our files that are there, by their job.

    `compare`: say how what is generated differs, not only that it does. `contents`: of files that
    were read before.
    """

    files: tuple[str, ...]
    existing: Mapping[str, Sequence[Owned]] = {}
    compare: bool = False
    contents: Mapping[str, bytes] = {}
