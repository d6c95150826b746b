"""Checks in the ways that must agree: as one, in shards, and from what is remembered."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

from dativo_hooks.drift.compare import HERE
from dativo_hooks.engine.evaluation import evaluated
from dativo_hooks.engine.look import Look, look
from dativo_hooks.engine.repository import Repository, Shard
from dativo_hooks.filtering.coverage import Seen
from dativo_hooks.incremental.affected import Change
from dativo_hooks.incremental.changed import bring_up_to_date, changed
from dativo_hooks.incremental.snapshot import Snapshot, snapshot_of
from dativo_hooks.sources.kinds import Kinds
from dativo_hooks.tree import MemoryTree
from fuzz.entry import Looked
from tests.engine.repositories import configuration_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dativo_hooks.engine.evaluation import Evaluation
    from dativo_hooks.finding import Finding
    from tests.engine.repositories import Files


def in_turn(repository: Repository, shards: Sequence[Shard]) -> list[Look]:
    return [look(repository, shard) for shard in shards]


def repository_of(files: Mapping[str, bytes]) -> Repository:
    """The files as the index, with no working tree that differs."""
    configuration = configuration_of(files)
    tree = MemoryTree(files, name="index", blob_ids=True)
    return Repository(tree, configuration, Kinds(tree, configuration), MemoryTree(files), (), HERE)


def wholly(files: Mapping[str, bytes], parts: int = 2) -> Evaluation:
    """A look at everything, in so many shards."""
    repository = repository_of(files)
    paths = list(repository.kinds)
    return evaluated(repository, [Shard(tuple(paths[at::parts])) for at in range(parts)], in_turn)


def remembered(files: Mapping[str, bytes], found: Evaluation) -> Snapshot:
    """The snapshot of files, as it comes back from a file."""
    return kept(snapshot_of(repository_of(files), found))


def kept(snapshot: Snapshot) -> Snapshot:
    values: tuple[Any, ...] = tuple(snapshot)
    return Snapshot(*marshal.loads(marshal.dumps(values)))


def since(snapshot: Snapshot, files: Mapping[str, bytes], change: Change) -> Evaluation | None:
    """What changed; the snapshot is brought up to date."""
    found = changed(repository_of(files), snapshot, change, in_turn)
    if found is None:
        return None
    bring_up_to_date(snapshot, repository_of(files), found)
    return found.evaluation


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Change:
    """The paths that were added, deleted or changed."""
    paths = {path for path in {**before, **after} if before.get(path) != after.get(path)}
    return Change(paths, before.keys() ^ after.keys())


def findings(files: Files, found: Evaluation) -> tuple[Finding, ...]:
    """What a look found, as `check` shows it."""
    repository = repository_of(files)
    documents = found.documents
    read_as = {**repository.kinds, **found.named}
    seen = Seen(read_as, found.broken, documents, found.marked)
    return Looked(repository, found, seen).told()
