"""The whole of what is wrong with a repository, from looks at its parts.

What comes out is what `check.py` says of the repository as one, to the word; that keeps every
document and every generated text in memory, and this only a claim of each job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.compare import Expectation, drift
from dativo_hooks.drift.observe import Owned, of_other_roots, owned_among, terraform_paths
from dativo_hooks.engine.excluding import excluded_of, left_alone, taken, told_elsewhere
from dativo_hooks.engine.generating import by_job, protected_files
from dativo_hooks.engine.look import Task
from dativo_hooks.engine.tagging import known_only
from dativo_hooks.generation.collisions import disputes, mixed_environments
from dativo_hooks.generation.files import shared_files
from dativo_hooks.sources.kinds import excluded_files
from dativo_hooks.sources.refused import refused_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from dativo_hooks.engine.look import Look, Record, Repository
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.sources.kinds import Kind

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
    ours is there. `broken`, `named`, `marked`: see `Look`.
    """

    faults: Faults
    records: Mapping[str, Record]
    settled: bool
    broken: frozenset[str]
    named: Mapping[str, Kind]
    marked: frozenset[str]


def whole(repository: Repository, tasks: Sequence[Task], execute: Execute) -> Whole | None:
    """Look at everything; `tasks` have each file of `repository.kinds` once.

    None where jobs want the same thing: telling them how to part takes all of them as one.
    """
    tree, configuration = repository.tree, repository.configuration
    refused = refused_sources(tree, configuration)
    looks = list(execute(repository, tasks))
    records = {record.job: record for seen in looks for record in seen.records}
    owned, others, elsewhere = _unsettled(repository, records, refused.sources)
    records.update(looked_at_again(repository, records, owned, execute, most=_most(tasks)))

    claims = [fp for path in sorted(records) for fp in records[path].claims]
    excluded = excluded_of(
        tree, owned, configuration, among_sources=bool(excluded_files(tree, configuration))
    )
    if disputes(claims, configuration.terraform).jobs or taken(claims, excluded):
        return None
    unplanned = refused.sources.union(record.job for record in records.values() if not record.sound)
    sound = [fp for fp in claims if fp.job not in unplanned]
    left = left_alone(owned, excluded, sound)
    ours = Ours(owned, told_elsewhere(others, elsewhere, configuration), unplanned, left)
    shared = shared_files(sound, configuration.terraform, excluded.needs)
    drifting = drift_of(repository, records, ours, [fp.path for fp in sound], shared)
    unknown = frozenset().union(*(seen.unknown for seen in looks))
    generation = (
        *(problem for record in records.values() for problem in record.problems),
        *mixed_environments(sound),
    )
    faults = Faults(
        (*refused.problems, *(problem for seen in looks for problem in seen.reading)),
        tuple(known_only((p for seen in looks for p in seen.policy), unknown)),
        generation,
        tuple(drifting),
    )
    return Whole(
        faults,
        records,
        not (refused.problems or unplanned or drifting or elsewhere or left),
        refused.sources.union(*(seen.broken for seen in looks)),
        {path: kind for seen in looks for path, kind in seen.named},
        frozenset(path for seen in looks for path in seen.marked),
    )


class Ours(NamedTuple):
    """Our files that no look accounts for; those of other roots; the jobs that keep theirs.

    `left`: our files that stay as they are for the sake of excluded jobs.
    """

    owned: Mapping[str, Owned]
    elsewhere: Mapping[str, str]
    unplanned: Collection[str]
    left: frozenset[str] = frozenset()


def drift_of(
    repository: Repository,
    records: Mapping[str, Record],
    ours: Ours,
    expected: Iterable[str],
    shared: Iterable[GeneratedFile],
) -> list[Problem]:
    """What looks have seen to drift, and what they can't see: shared files, and orphans."""
    kept = {**ours.owned, **matched(records, ours.unplanned)}
    protected = protected_files(kept, ours.unplanned) | ours.left
    paths = frozenset(expected)
    expectation = Expectation(
        {file.path: file for file in shared},
        {path: one for path, one in ours.owned.items() if path not in paths},
        protected,
        ours.elsewhere,
        repository.ignored,
    )
    return [
        *(
            problem
            for record in records.values()
            if record.sound
            for path, problem in record.drift
            if path not in protected
        ),
        *drift(expectation, repository.tree, repository.working, repository.hints),
    ]


def _unsettled(
    repository: Repository, records: Mapping[str, Record], refused: Iterable[str]
) -> tuple[dict[str, Owned], dict[str, Owned], dict[str, str]]:
    """Our files that the first look didn't account for; those of roots below this one; which."""
    tree = repository.tree
    settled = {
        fp.path
        for record in records.values()
        for fp, right in zip(record.claims, record.settled, strict=True)
        if right
    }
    owned = owned_among(tree, [path for path in terraform_paths(tree) if path not in settled])
    elsewhere = of_other_roots(owned, tree, {*records, *refused})
    mine = {path: one for path, one in owned.items() if path not in elsewhere}
    return mine, {path: owned[path] for path in elsewhere}, elsewhere


def looked_at_again(
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
    settled = by_job(matched(records, again).values())
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


def matched(records: Mapping[str, Record], jobs: Iterable[str]) -> dict[str, Owned]:
    """The files of jobs that are as they should be: their headers need no reading."""
    return {
        fp.path: Owned(fp.path, fp.header)
        for job in jobs
        if job in records
        for fp, right in zip(records[job].claims, records[job].settled, strict=True)
        if right
    }
