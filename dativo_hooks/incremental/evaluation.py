"""A run with a memory: over what changed where that tells all, else over everything."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from dativo_hooks.drift.observe import TERRAFORM
from dativo_hooks.filtering.coverage import is_marked
from dativo_hooks.incremental.affected import Change
from dativo_hooks.incremental.changed import bring_up_to_date, changed
from dativo_hooks.incremental.memory import (
    MOST_SINCE,
    may_be_remembered,
    remember,
    remember_since,
    snapshot_in,
)
from dativo_hooks.incremental.snapshot import snapshot_of
from dativo_hooks.sources.refused import refused_sources
from dativo_hooks.tree import CONFIGURATION_FILE

if TYPE_CHECKING:
    from dativo_hooks.document import Document
    from dativo_hooks.engine.evaluation import Evaluation, Execute
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.incremental.memory import Memory
    from dativo_hooks.incremental.snapshot import Snapshot


def evaluated_since(
    repository: Repository, memory: Memory, own: Document | None, execute: Execute
) -> tuple[Evaluation, bool] | None:
    """What is wrong, from what is remembered, and whether there is any job at all.

    None where that isn't enough to tell. `own`: the configuration's document.
    """
    # A record is damaged, or the file was made up: as if nothing were remembered.
    with contextlib.suppress(Exception):
        return _since(repository, memory, own, execute)
    return None


def _since(
    repository: Repository, memory: Memory, own: Document | None, execute: Execute
) -> tuple[Evaluation, bool] | None:
    kinds, since = repository.kinds, memory.since
    if since is None or not may_be_remembered(memory.run.tree, kinds):
        return None
    snapshot = snapshot_in(memory)
    if snapshot is None or any(
        path.endswith(TERRAFORM) or path in kinds or path in snapshot.users for path in since.odd
    ):
        return None
    if any(path.endswith(f"/{CONFIGURATION_FILE}") for path in since.paths):
        return None  # a project below began or ended, with all that is in it
    tree, configuration = repository.tree, repository.configuration
    if tree.projects and refused_sources(tree, configuration).problems:
        return None
    # A link that becomes a file, or leads elsewhere, is another file to whoever names it.
    moved = since.moved | since.odd
    change = changed(repository, snapshot, Change(since.paths, moved), execute)
    if change is None:
        return None
    found = change.evaluation
    jobs = bool(found.records) or any(job in kinds for job in snapshot.records)
    if since.paths and _is_its_own(memory, repository):
        told = found.faults.all or found.marked or configuration.baseline or _is_marked(own)
        if len(since.paths) > MOST_SINCE:
            bring_up_to_date(snapshot, repository, change)
            _keep(memory, snapshot, own, repository, drift=bool(found.faults.drift))
        elif jobs and not told:
            remember_since(memory)
    return found, jobs


def keep(memory: Memory, repository: Repository, found: Evaluation, own: Document | None) -> None:
    """Remember what a run over everything found, where that may be."""
    if not (found.steady and _is_its_own(memory, repository)):
        return
    if may_be_remembered(memory.run.tree, repository.kinds):
        snapshot = snapshot_of(repository, found)
        _keep(memory, snapshot, own, repository, drift=bool(found.faults.drift))


def _is_its_own(memory: Memory, repository: Repository) -> bool:
    """Whether what a run finds is all that its memory is to hold."""
    return repository.want.terraform == (memory.run.scope == "")


def _keep(
    memory: Memory,
    snapshot: Snapshot,
    own: Document | None,
    repository: Repository,
    *,
    drift: bool,
) -> None:
    told = (
        drift
        or snapshot.reading
        or snapshot.policy
        or snapshot.generation
        or snapshot.mixed
        or snapshot.disputes
    )
    # What is marked may be idle, and so may an entry of the baseline.
    judged = snapshot.marked or repository.configuration.baseline or _is_marked(own)
    remember(memory, snapshot, silent=bool(snapshot.records) and not told and not judged)


def _is_marked(own: Document | None) -> bool:
    return own is not None and is_marked(own.data)
