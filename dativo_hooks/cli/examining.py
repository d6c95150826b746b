"""A look at the whole repository, by as many processes as pay."""

from __future__ import annotations

import contextlib
from collections import ChainMap
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.cli.drifting import IgnoredFiles, command_hints
from dativo_hooks.cli.remembering import (
    MOST_SINCE,
    may_be_remembered,
    remember,
    remember_since,
    snapshot_in,
)
from dativo_hooks.cli.session import note_without_jobs
from dativo_hooks.cli.timings import TIMINGS
from dativo_hooks.cli.workers import executor
from dativo_hooks.drift.observe import TERRAFORM
from dativo_hooks.engine.look import Repository
from dativo_hooks.engine.merge import Faults, whole
from dativo_hooks.filtering.coverage import Seen, is_marked, seen_of
from dativo_hooks.incremental.changed import bring_up_to_date, changed
from dativo_hooks.incremental.snapshot import snapshot_of
from dativo_hooks.repository.system import processors
from dativo_hooks.sources.documents import Documents
from dativo_hooks.sources.kinds import Kind, Kinds
from dativo_hooks.sources.refused import refused_sources
from dativo_hooks.tree import CONFIGURATION_FILE

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.remembering import Memory
    from dativo_hooks.cli.session import Session
    from dativo_hooks.engine.merge import Execute, Whole
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.incremental.snapshot import Snapshot
    from dativo_hooks.model.configuration import Configuration


class Examination(NamedTuple):
    """What is wrong, and the claims of what is generated.

    `settled`: nothing is to be written or deleted.
    """

    faults: Faults
    claims: tuple[Claim, ...]
    settled: bool
    seen: Seen


def examined(
    arguments: argparse.Namespace,
    session: Session,
    configuration: Configuration,
    memory: Memory | None = None,
) -> Examination:
    """Look at everything, or at what changed since what is remembered."""
    TIMINGS.mark("configuration")
    kinds = Kinds(session.tree, configuration)
    repository = Repository(
        session.tree,
        configuration,
        kinds,
        session.working,
        IgnoredFiles(session),
        command_hints(arguments, session),
    )
    own = {session.document.path: session.document} if session.document is not None else {}
    documents = Documents(session.tree, kinds, own)
    found = None
    if memory is not None:
        # A record is damaged, or the file was made up: as if nothing were remembered.
        with contextlib.suppress(Exception):
            found = _changed(repository, session, memory, executor(1))
    TIMINGS.mark("what changed")
    if found is None:
        from dativo_hooks.cli.progress import Progress
        from dativo_hooks.engine.shards import partition

        note_without_jobs(session, configuration, jobs="job" in kinds.values())
        tasks = partition(session.tree, kinds, configuration.prefixes)
        TIMINGS.mark("listing and reading")
        progress = Progress(len(kinds))
        try:
            workers = arguments.processes or processors()
            found = whole(repository, tasks, executor(workers, progress.advance))
        finally:
            progress.end()
        TIMINGS.mark("looking at everything")
        if found is None:
            return _as_one(repository)
        if memory is not None and found.settled and may_be_remembered(session, kinds):
            _keep(memory, session, snapshot_of(found, configuration), configuration)
    claims = tuple(fp for record in found.records.values() for fp in record.claims)
    read_as = ChainMap[str, Kind](kinds, found.named)  # type: ignore[arg-type]  # never written
    made_of = {
        path: (record.job, *record.names)
        for record in found.records.values()
        for path in (record.job, *(fp.path for fp in record.claims))
    }
    seen = Seen(read_as, found.broken, documents, found.marked, made_of)
    return Examination(found.faults, claims, found.settled, seen)


def _changed(
    repository: Repository, session: Session, memory: Memory, execute: Execute
) -> Whole | None:
    """What is wrong, from what is remembered; None where that isn't enough to tell."""
    kinds, since = repository.kinds, memory.since
    if since is None or not may_be_remembered(session, kinds):
        return None
    snapshot = snapshot_in(memory)
    if snapshot is None or any(
        path.endswith(TERRAFORM) or path in kinds or path in snapshot.users for path in since.odd
    ):
        return None
    if any(path.endswith(f"/{CONFIGURATION_FILE}") for path in since.paths):
        return None  # a project below began or ended, with all that is in it
    if session.tree.projects and refused_sources(session.tree, repository.configuration).problems:
        return None
    change = changed(repository, snapshot, since.paths, execute)
    if change is None:
        return None
    found, configuration = change.whole, repository.configuration
    jobs = bool(found.records) or any(job in kinds for job in snapshot.records)
    note_without_jobs(session, configuration, jobs=jobs)
    if found.settled and since.paths:
        quiet = not any((*found.faults, found.marked, configuration.baseline))
        if len(since.paths) <= MOST_SINCE:
            remember_since(memory, silent=jobs and quiet and not _is_marked(session))
        else:
            bring_up_to_date(snapshot, change, configuration)
            _keep(memory, session, snapshot, configuration)
    return found


def _is_marked(session: Session) -> bool:
    return session.document is not None and is_marked(session.document.data)


def _keep(
    memory: Memory, session: Session, snapshot: Snapshot, configuration: Configuration
) -> None:
    told = snapshot.reading or snapshot.policy or snapshot.generation or snapshot.mixed
    judged = snapshot.marked or configuration.baseline or _is_marked(session)  # and may be idle
    silent = bool(snapshot.records) and not told and not judged
    remember(memory, session, snapshot, silent=silent)


def _as_one(repository: Repository) -> Examination:
    """All jobs at once, for disputes between them: who wants what takes every job to tell."""
    from dativo_hooks.engine.check import drift_faults, generation_faults, policy_faults, state_of

    state = state_of(repository.tree, repository.configuration)
    drift = drift_faults(
        state, repository.tree, repository.working, repository.hints, repository.ignored
    )
    faults = Faults(
        state.sources.problems,
        tuple(policy_faults(state.sources, state.tagged, repository.configuration)),
        tuple(generation_faults(state)),
        tuple(drift),
    )
    claims = tuple(file.of for file in state.generated.files.values() if not file.shared)
    return Examination(faults, claims, settled=False, seen=seen_of(state.sources))
