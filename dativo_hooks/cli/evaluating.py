"""Runs the engine for a command: with its memory, as many processes as pay, and progress."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.cli.drifting import IgnoredFiles, command_hints
from dativo_hooks.cli.session import note_without_jobs
from dativo_hooks.cli.timings import TIMINGS
from dativo_hooks.engine.parallel import executor
from dativo_hooks.engine.repository import EVERYTHING, Repository, Shard
from dativo_hooks.engine.tagging import known_only
from dativo_hooks.filtering.coverage import Seen
from dativo_hooks.repository.system import processors
from dativo_hooks.sources.documents import Documents
from dativo_hooks.sources.kinds import Kind, Kinds
from dativo_hooks.sources.references import files_of
from dativo_hooks.sources.refused import refused_sources

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.document import Document
    from dativo_hooks.engine.evaluation import Evaluation, Execute
    from dativo_hooks.engine.look import Look
    from dativo_hooks.engine.repository import Want
    from dativo_hooks.finding import Problem
    from dativo_hooks.incremental.memory import Memory
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.repository.spool import Spool


def repository_of(
    arguments: argparse.Namespace,
    session: Session,
    configuration: Configuration,
    want: Want = EVERYTHING,
) -> Repository:
    """What a command looks at."""
    return Repository(
        session.tree,
        configuration,
        Kinds(session.tree, configuration),
        session.working,
        IgnoredFiles(session),
        command_hints(arguments, session),
        want,
        files=files_of(session.tree),
    )


def evaluated(
    arguments: argparse.Namespace,
    session: Session,
    repository: Repository,
    memory: Memory | None = None,
    texts: Spool | None = None,
    *,
    again: bool = False,
) -> Evaluation:
    """Look at everything, or at what changed since what is remembered.

    `texts` gets the generated texts that the tree lacks, where the repository says that they are
    wanted. `again`: this run has looked before, and said if there is nothing to look at.
    """
    TIMINGS.mark("configuration")
    if memory is not None:
        from dativo_hooks.incremental.evaluation import evaluated_since

        found = evaluated_since(repository, memory, session.document, executor(1))
        TIMINGS.mark("what changed")
        if found is not None:
            evaluation, jobs = found
            note_without_jobs(session, repository.configuration, jobs=jobs)
            return evaluation
    from dativo_hooks.engine.evaluation import evaluated as over_everything

    kinds = repository.kinds
    if not again:
        note_without_jobs(session, repository.configuration, jobs="job" in kinds.values())
    shards, execute = _in_shards(arguments, repository, kinds)
    evaluation = over_everything(repository, shards, execute, texts)
    TIMINGS.mark("looking at everything")
    if memory is not None:
        from dativo_hooks.incremental.evaluation import keep

        keep(memory, repository, evaluation, session.document)
    return evaluation


def _in_shards(
    arguments: argparse.Namespace, repository: Repository, kinds: Mapping[str, Kind]
) -> tuple[Sequence[Shard], Execute]:
    """The files in shards, and what looks at these while the user sees how far it is."""
    from dativo_hooks.cli.progress import Progress
    from dativo_hooks.engine.shards import sharded

    shards = sharded(repository.tree, kinds, repository.configuration.prefixes)
    TIMINGS.mark("listing and reading")
    progress = Progress(len(kinds))
    look_at = executor(arguments.processes or processors(), progress.advance)

    def execute(repository: Repository, shards: Sequence[Shard]) -> Iterable[Look]:
        try:
            yield from look_at(repository, shards)
        finally:
            progress.end()

    return shards, execute


def seen_of(session: Session, repository: Repository, found: Evaluation) -> Seen:
    """What a run looked at, for whatever judges comments and the baseline by it."""
    if session.document is not None:
        found.documents.add(session.document)
    read_as = ChainMap[str, Kind](repository.kinds, found.named)  # type: ignore[arg-type]  # never written
    made_of = {
        path: (record.job, *record.names)
        for record in found.records.values()
        for path in (record.job, *(claim.path for claim in record.claims))
    }
    return Seen(read_as, found.broken, found.documents, found.marked, made_of)


class Parts(NamedTuple):
    """What looks at some files say of each by itself; see `Look`.

    `reading` and `broken` have the sources that aren't read, too.
    """

    reading: tuple[Problem, ...]
    policy: tuple[Problem, ...]
    broken: frozenset[str]
    tags: tuple[tuple[str, str], ...]
    documents: Mapping[str, Document]


def evaluated_parts(
    arguments: argparse.Namespace,
    session: Session,
    repository: Repository,
    files: Sequence[str] | None,
) -> Parts:
    """Look at some files, or at all, where nothing is asked about the repository as a whole."""
    kinds: Mapping[str, Kind] = repository.kinds
    if files is not None:
        kinds = {path: kinds[path] for path in files}
    shards, execute = _in_shards(arguments, repository, kinds)
    looks = list(execute(repository, shards))
    refused = refused_sources(repository.tree, repository.configuration)
    unknown = frozenset().union(*(seen.unknown for seen in looks))
    return Parts(
        (*refused.problems, *(problem for seen in looks for problem in seen.reading)),
        tuple(known_only((problem for seen in looks for problem in seen.policy), unknown)),
        refused.sources.union(*(seen.broken for seen in looks)),
        tuple(sorted(one for seen in looks for one in seen.tags)),
        Documents(session.tree, repository.kinds),
    )
