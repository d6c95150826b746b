"""Checks in the three ways that must agree: as one, in parts, and from what is remembered."""

from __future__ import annotations

import marshal
from functools import partial
from typing import TYPE_CHECKING, Any

from dativo_hooks.drift.compare import HERE
from dativo_hooks.engine.look import Look, Repository, Task, look
from dativo_hooks.engine.merge import Whole, whole
from dativo_hooks.filtering.coverage import SCOPES, Seen
from dativo_hooks.filtering.filtered import View, exempted
from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.incremental.changed import bring_up_to_date, changed
from dativo_hooks.incremental.snapshot import Snapshot, snapshot_of
from dativo_hooks.sources.documents import Documents
from dativo_hooks.sources.kinds import Kinds
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import configuration_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dativo_hooks.finding import Finding
    from tests.engine.repositories import Files


def in_turn(repository: Repository, tasks: Sequence[Task]) -> list[Look]:
    return [look(repository, task) for task in tasks]


def repository_of(files: Mapping[str, bytes]) -> Repository:
    """The files as the index, with no working tree that differs."""
    configuration = configuration_of(files)
    tree = MemoryTree(files, name="index", blob_ids=True)
    return Repository(tree, configuration, Kinds(tree, configuration), MemoryTree(files), (), HERE)


def wholly(files: Mapping[str, bytes], parts: int = 2) -> Whole | None:
    """A look at everything, in so many parts."""
    repository = repository_of(files)
    paths = list(repository.kinds)
    return whole(repository, [Task(tuple(paths[at::parts])) for at in range(parts)], in_turn)


def remembered(files: Mapping[str, bytes], found: Whole) -> Snapshot:
    """The snapshot of settled files, as it comes back from a file."""
    return kept(snapshot_of(found, configuration_of(files)))


def kept(snapshot: Snapshot) -> Snapshot:
    values: tuple[Any, ...] = tuple(snapshot)
    return Snapshot(*marshal.loads(marshal.dumps(values)))


def since(snapshot: Snapshot, files: Mapping[str, bytes], paths: Collection[str]) -> Whole | None:
    """What changed; where it is settled, the snapshot is brought up to date."""
    change = changed(repository_of(files), snapshot, paths, in_turn)
    if change is not None and change.whole.settled:
        bring_up_to_date(snapshot, change, configuration_of(files))
    return None if change is None else change.whole


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """The paths that were added, deleted or changed."""
    return {path for path in {**before, **after} if before.get(path) != after.get(path)}


def findings(files: Files, found: Whole) -> tuple[Finding, ...]:
    """What a look found, as `check` shows it."""
    repository = repository_of(files)
    faults = found.faults
    documents = Documents(repository.tree, repository.kinds)
    problems = [*faults.reading, *faults.policy, *faults.generation, *faults.drift]
    configuration = repository.configuration
    locate = partial(findings_of, documents=documents, selection=Selection(configuration))
    read_as = {**repository.kinds, **found.named}
    view = View(Seen(read_as, found.broken, documents, found.marked), SCOPES["check"])
    return exempted(problems, locate, documents, repository.tree, configuration, view).findings
