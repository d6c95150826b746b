"""A run over everything: looks at all files in shards, and merges what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from dativo_hooks.drift.observe import Owned, of_other_roots, owned_among, terraform_paths
from dativo_hooks.engine.excluding import excluded_of, told_elsewhere
from dativo_hooks.engine.merge import Known, by_job, matched, merged
from dativo_hooks.engine.repository import Shard
from dativo_hooks.engine.tagging import known_only
from dativo_hooks.secrets.veil import joined
from dativo_hooks.sources.documents import Documents
from dativo_hooks.sources.kinds import excluded_files
from dativo_hooks.sources.refused import refused_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from dativo_hooks.engine.look import Look, Record
    from dativo_hooks.engine.merge import Merged
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.finding import Problem
    from dativo_hooks.secrets.veil import Veil
    from dativo_hooks.sources.kinds import Kind

    Execute = Callable[[Repository, Sequence[Shard]], Iterable[Look]]
    """Looks at each shard, in any order and maybe several at once; gives the looks in order."""

    class Texts(Protocol):
        """Keeps contents by path."""

        def __setitem__(self, path: str, data: bytes) -> None:
            """Keep one."""


class Faults(NamedTuple):
    """What is wrong.

    `reading`: what reading, schemas and references have against the files; `policy`: what the tag
    policy and the clouds have, and the secrets. `generation`: what keeps jobs from being generated,
    or warns of what is; `drift`: where the committed Terraform isn't what the sources generate.
    """

    reading: tuple[Problem, ...]
    policy: tuple[Problem, ...]
    generation: tuple[Problem, ...] = ()
    drift: tuple[Problem, ...] = ()

    @property
    def all(self) -> tuple[Problem, ...]:
        """All of it."""
        return (*self.reading, *self.policy, *self.generation, *self.drift)


class Evaluation(NamedTuple):
    """What is wrong with a repository, and what it was found from.

    `records`: of the jobs that were looked at. `settled`: every job can be generated, every
    generated file is as it should be, and nothing else of ours is there. `steady`: what is wrong
    follows from the files alone, so that it may be remembered. `documents`: those of the files,
    read when asked. `broken`, `named`, `marked`, `notes`: see `Look`.
    """

    faults: Faults
    records: Mapping[str, Record]
    merged: Merged | None
    settled: bool
    steady: bool
    broken: frozenset[str]
    named: Mapping[str, Kind]
    marked: frozenset[str]
    veil: Veil
    documents: Documents
    notes: tuple[str, ...] = ()


def evaluated(
    repository: Repository,
    shards: Sequence[Shard],
    execute: Execute,
    texts: Texts | None = None,
) -> Evaluation:
    """Look at everything; `shards` have each file of `repository.kinds` once.

    `texts` gets what is generated, by path, where the repository says that it is wanted.
    """
    tree, configuration = repository.tree, repository.configuration
    refused = refused_sources(tree, configuration)
    looks = [_kept(seen, texts) for seen in execute(repository, shards)]
    records = {record.job: record for seen in looks for record in seen.records}
    notes = [note for seen in looks for note in seen.notes]
    unknown = frozenset().union(*(seen.unknown for seen in looks))
    veil = joined(seen.veil for seen in looks)
    broken = refused.sources.union(*(seen.broken for seen in looks))
    both: Merged | None = None
    generation: tuple[Problem, ...] = ()
    settled = steady = not refused.problems
    if repository.want.terraform:
        owned, others, elsewhere = _unaccounted(repository, records, refused.sources)
        read = {job: record for job, record in records.items() if job not in broken}
        again = looked_at_again(repository, read, owned, execute, most=_most(shards))
        for seen in (_kept(seen, texts) for seen in again):
            records.update((record.job, record) for record in seen.records)
            notes += seen.notes
        among = bool(excluded_files(tree, configuration))
        known = Known(
            records,
            {job: record.claims for job, record in records.items()},
            refused.sources.union(job for job, record in records.items() if not record.sound),
            owned,
            veil,
            told_elsewhere(others, elsewhere, configuration),
            excluded_of(tree, owned, configuration, among_sources=among),
        )
        both = merged(repository, known)
        generation = (
            *(problem for record in records.values() for problem in record.problems),
            *both.disputes,
            *both.mixed,
        )
        steady = steady and not (elsewhere or both.left)
        settled = steady and not (both.unplanned or both.drift)
    faults = Faults(
        (*refused.problems, *(problem for seen in looks for problem in seen.reading)),
        tuple(known_only((p for seen in looks for p in seen.policy), unknown)),
        generation,
        () if both is None else both.drift,
    )
    return Evaluation(
        faults,
        records,
        both,
        settled,
        steady,
        broken,
        {path: kind for seen in looks for path, kind in seen.named},
        frozenset(path for seen in looks for path in seen.marked),
        veil,
        Documents(tree, repository.kinds),
        tuple(dict.fromkeys(notes)),
    )


def _kept(seen: Look, texts: Texts | None) -> Look:
    """A look without its texts, which may be many."""
    if texts is None:
        return seen
    for path, data in seen.texts:
        texts[path] = data
    return seen._replace(texts=())


def _unaccounted(
    repository: Repository, records: Mapping[str, Record], refused: Iterable[str]
) -> tuple[dict[str, Owned], dict[str, Owned], dict[str, str]]:
    """Our files that the first look didn't account for; those of roots below this one; which."""
    tree = repository.tree
    settled = {
        claim.path
        for record in records.values()
        for claim, right in zip(record.claims, record.settled, strict=True)
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
) -> Iterator[Look]:
    """Looks at the jobs that the first one didn't settle, knowing which of their files exist.

    `records`: of the jobs that something may be generated from.
    Where texts are wanted, nobody asks how a file differs: only what exists makes a difference.
    """
    existing: Mapping[str, Sequence[Owned]] = by_job(owned.values())
    compare = not repository.want.texts
    again = [
        job
        for job, record in records.items()
        if job in existing or (compare and not all(record.settled))
    ]
    settled = by_job(matched(records, again).values())
    shards = [
        Shard(
            tuple(files),
            {job: (*settled.get(job, ()), *existing.get(job, ())) for job in files},
            compare=compare,
        )
        for files in (again[at : at + most] for at in range(0, len(again), most))
    ]
    yield from execute(repository, shards)


def _most(shards: Sequence[Shard]) -> int:
    return max(1, *(len(shard.files) for shard in shards)) if shards else 1
