"""The whole of what is wrong with a repository, from looks at its parts.

What comes out is what `check.py` says of the repository as one, to the word; that keeps every
document and every generated text in memory, and this only a footprint of each job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.compare import Expectation, drift
from dativo_hooks.drift.observe import Owned, of_other_roots, owned_among, terraform_paths
from dativo_hooks.generation.collisions import disputes, mixed_environments
from dativo_hooks.generation.files import shared_files
from dativo_hooks.pipeline.generating import by_job, protected_files
from dativo_hooks.pipeline.loading import refused_links
from dativo_hooks.pipeline.parts import Task
from dativo_hooks.pipeline.tagging import known_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dativo_hooks.finding import Problem
    from dativo_hooks.pipeline.parts import Look, Record, Repository

    Execute = Callable[[Repository, Sequence[Task]], Iterable[Look]]
    """Looks at each task, in any order and maybe several at once; gives the looks in order."""


class Faults(NamedTuple):
    """What is wrong: see `Look`; `generation` and `drift` as `check.py` has them."""

    reading: tuple[Problem, ...]
    policy: tuple[Problem, ...]
    generation: tuple[Problem, ...]
    drift: tuple[Problem, ...]


class Whole(NamedTuple):
    """What is wrong, and the records that say so, by job.

    `settled`: every job is sound, every generated file is as it should be, and nothing else of
    ours is there.
    """

    faults: Faults
    records: Mapping[str, Record]
    settled: bool


def whole(repository: Repository, tasks: Sequence[Task], execute: Execute) -> Whole | None:
    """Look at everything; `tasks` have each file of `repository.kinds` once.

    None where jobs want the same thing: telling them how to part takes all of them as one.
    """
    tree, configuration = repository.tree, repository.configuration
    refused = refused_links(tree, configuration)
    looks = list(execute(repository, tasks))
    records = {record.job: record for seen in looks for record in seen.records}
    links = {problem.where.path for problem in refused}
    owned, elsewhere = _unsettled(repository, records, links)
    records.update(_second(repository, records, owned, execute, most=_most(tasks)))

    footprints = [fp for path in sorted(records) for fp in records[path].footprints]
    if disputes(footprints, configuration.terraform).jobs:
        return None
    unplanned = links.union(record.job for record in records.values() if not record.sound)
    sound = [fp for fp in footprints if fp.job not in unplanned]
    protected = protected_files({**owned, **_matched(records, unplanned)}, unplanned)
    paths = {fp.path for fp in sound}
    expectation = Expectation(
        {file.path: file for file in shared_files(sound, configuration.terraform)},
        {path: one for path, one in owned.items() if path not in paths},
        protected,
        elsewhere,
        repository.ignored,
    )
    drifting = [
        *(
            problem
            for record in records.values()
            if record.sound
            for path, problem in record.drift
            if path not in protected
        ),
        *drift(expectation, tree, repository.working, repository.mending),
    ]
    unknown = frozenset().union(*(seen.unknown for seen in looks))
    generation = (
        *(problem for record in records.values() for problem in record.problems),
        *mixed_environments(sound),
    )
    faults = Faults(
        (*refused, *(problem for seen in looks for problem in seen.reading)),
        tuple(known_only((p for seen in looks for p in seen.policy), unknown)),
        generation,
        tuple(drifting),
    )
    return Whole(faults, records, settled=not (unplanned or drifting or elsewhere))


def _unsettled(
    repository: Repository, records: Mapping[str, Record], links: Iterable[str]
) -> tuple[dict[str, Owned], dict[str, str]]:
    """Our files that the first look didn't account for; and those of roots below this one."""
    tree = repository.tree
    settled = {
        fp.path
        for record in records.values()
        for fp, right in zip(record.footprints, record.settled, strict=True)
        if right
    }
    owned = owned_among(tree, [path for path in terraform_paths(tree) if path not in settled])
    elsewhere = of_other_roots(owned, tree, {*records, *links})
    return {path: one for path, one in owned.items() if path not in elsewhere}, elsewhere


def _second(
    repository: Repository,
    records: Mapping[str, Record],
    owned: Mapping[str, Owned],
    execute: Execute,
    *,
    most: int,
) -> Iterable[tuple[str, Record]]:
    """Records of the jobs that the first look didn't settle, knowing which of their files exist."""
    existing: Mapping[str, Sequence[Owned]] = by_job(owned.values())
    again = [job for job, record in records.items() if job in existing or not all(record.settled)]
    settled = by_job(_matched(records, again).values())
    tasks = [
        Task(
            tuple(files),
            {job: (*settled.get(job, ()), *existing.get(job, ())) for job in files},
            compare=True,
        )
        for files in (again[at : at + most] for at in range(0, len(again), most))
    ]
    for seen in execute(repository, tasks):
        for record in seen.records:
            yield record.job, record


def _most(tasks: Sequence[Task]) -> int:
    return max(1, *(len(task.files) for task in tasks)) if tasks else 1


def _matched(records: Mapping[str, Record], jobs: Iterable[str]) -> dict[str, Owned]:
    """The files of jobs that are as they should be: their headers need no reading."""
    return {
        fp.path: Owned(fp.path, fp.header)
        for job in jobs
        if job in records
        for fp, right in zip(records[job].footprints, records[job].settled, strict=True)
        if right
    }
