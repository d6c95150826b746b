"""A look at the whole repository, by as many processes as pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.commands.drifting import IgnoredFiles, mending_of
from dativo_hooks.commands.session import note_without_jobs
from dativo_hooks.commands.workers import cores, executor
from dativo_hooks.pipeline.documents import Documents
from dativo_hooks.pipeline.loading import Kinds
from dativo_hooks.pipeline.partition import partition
from dativo_hooks.pipeline.parts import Repository
from dativo_hooks.pipeline.whole import Faults, whole

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.commands.session import Session
    from dativo_hooks.generation.footprint import Footprint
    from dativo_hooks.model.configuration import Configuration


class Examination(NamedTuple):
    """What is wrong, and the footprints of what is generated.

    `settled`: nothing is to be written or deleted.
    """

    faults: Faults
    footprints: tuple[Footprint, ...]
    settled: bool
    documents: Documents


def examined(
    arguments: argparse.Namespace, session: Session, configuration: Configuration
) -> Examination:
    """Look at everything, and say what needs saying on the way."""
    kinds = Kinds(session.tree, configuration)
    note_without_jobs(session, configuration, jobs="job" in kinds.values())
    documents = Documents(session.tree, kinds)
    repository = Repository(
        session.tree,
        configuration,
        kinds,
        session.working,
        IgnoredFiles(session),
        mending_of(arguments, session),
    )
    tasks = partition(session.tree, kinds, configuration.prefixes)
    found = whole(repository, tasks, executor(arguments.processes or cores()))
    if found is None:
        return _as_one(repository, documents)
    footprints = tuple(fp for record in found.records.values() for fp in record.footprints)
    return Examination(found.faults, footprints, found.settled, documents)


def _as_one(repository: Repository, documents: Documents) -> Examination:
    """All jobs at once, for disputes between them: who wants what takes every job to tell."""
    from dativo_hooks.pipeline.check import drift_faults, generation_faults, policy_faults, state_of

    state = state_of(repository.tree, repository.configuration)
    drift = drift_faults(
        state, repository.tree, repository.working, repository.mending, repository.ignored
    )
    faults = Faults(
        state.sources.problems,
        tuple(policy_faults(state.sources, state.tagged, repository.configuration)),
        tuple(generation_faults(state)),
        tuple(drift),
    )
    footprints = tuple(file.of for file in state.generated.files.values() if not file.shared)
    return Examination(faults, footprints, settled=False, documents=documents)
