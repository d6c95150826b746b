"""What is said of the repository, from what is known of single jobs.

This is the one place for rules about several jobs: collisions, shared files, orphans, mixed
environments. A run over everything and one over what changed ask it alike; each brings the jobs
whose folders are concerned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.compare import Expectation, drift
from dativo_hooks.drift.observe import Owned
from dativo_hooks.engine.excluding import NOTHING_EXCLUDED, left_alone, taken
from dativo_hooks.generation.collisions import disputes, mixed_environments
from dativo_hooks.generation.files import shared_files
from dativo_hooks.secrets.veil import NO_VEIL
from dativo_hooks.sources.secrecy import Secrets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dativo_hooks.engine.excluding import Excluded
    from dativo_hooks.engine.look import Record
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.secrets.veil import Veil


class Known(NamedTuple):
    """What is known of single jobs.

    `records`: of the jobs that were looked at. `claims`: by job, those of all jobs that generate
    into a folder that is concerned. `unplanned`: the jobs that can't be generated. `owned`: our
    files that no record accounts for. `veil`: hides the secrets of the files that were looked at.
    `elsewhere`: the files of roots below this one, and their roots. `disputed`: the jobs that were
    found to be in dispute before. `folders`: those that are concerned, None for all.
    """

    records: Mapping[str, Record]
    claims: Mapping[str, tuple[Claim, ...]]
    unplanned: frozenset[str]
    owned: Mapping[str, Owned]
    veil: Veil = NO_VEIL
    elsewhere: Mapping[str, str] = {}
    excluded: Excluded = NOTHING_EXCLUDED
    disputed: frozenset[str] = frozenset()
    folders: frozenset[str] | None = None


class Merged(NamedTuple):
    """What follows for the repository.

    `unplanned`: those of before, and the jobs in dispute. `disputed`: the latter alone. `claims`:
    of the files that are generated. `shared`: the files that folders share. `owned`: our files
    that are looked at. `protected`: those of them that stay as they are, since their job can't be
    generated, or is excluded. `left`: those that stay for excluded jobs. `disputes`, `mixed`,
    `drift`: the problems.
    """

    unplanned: frozenset[str]
    disputed: frozenset[str]
    claims: tuple[Claim, ...]
    shared: tuple[GeneratedFile, ...]
    owned: Mapping[str, Owned]
    protected: frozenset[str]
    left: frozenset[str]
    disputes: tuple[Problem, ...]
    mixed: tuple[Problem, ...]
    drift: tuple[Problem, ...]


def merged(repository: Repository, known: Known) -> Merged:
    """Put together what is known of single jobs."""
    settings = repository.configuration.terraform
    every = [claim for job in sorted(known.claims) for claim in known.claims[job]]
    disputed = disputes([claim for claim in every if claim.job not in known.disputed], settings)
    # One disputed unit holds back all of its job: what runs must not be taken for an orphan.
    wanting = taken((claim for claim in every if claim.job not in disputed.jobs), known.excluded)
    held = disputed.jobs | wanting.keys()
    unplanned = known.unplanned | held
    sound = tuple(claim for claim in every if claim.job not in unplanned)
    inside = [claim for claim in sound if known.folders is None or claim.folder in known.folders]
    shared = tuple(shared_files(inside, settings, known.excluded.needs))
    owned = {**known.owned, **matched(known.records, unplanned)}
    left = left_alone(owned, known.excluded, inside)
    protected = protected_files(owned, unplanned) | left
    found = _drift(repository, known, sound, shared, protected, unplanned)
    return Merged(
        unplanned,
        frozenset(held),
        sound,
        shared,
        owned,
        protected,
        left,
        (*disputed.problems, *wanting.values()),
        tuple(mixed_environments(inside)),
        Secrets(veil=known.veil).hidden(found),
    )


def _drift(
    repository: Repository,
    known: Known,
    sound: Iterable[Claim],
    shared: Iterable[GeneratedFile],
    protected: frozenset[str],
    unplanned: Collection[str],
) -> Iterable[Problem]:
    """What looks have seen to drift, and what they can't see: shared files, and orphans."""
    paths = frozenset(claim.path for claim in sound)
    expectation = Expectation(
        {file.path: file for file in shared},
        {path: one for path, one in known.owned.items() if path not in paths},
        protected,
        known.elsewhere,
        repository.ignored,
    )
    for record in known.records.values():
        if record.job not in unplanned:
            yield from (problem for path, problem in record.drift if path not in protected)
    yield from drift(expectation, repository.tree, repository.working, repository.hints)


def matched(records: Mapping[str, Record], jobs: Iterable[str]) -> dict[str, Owned]:
    """The files of jobs that are as they should be: their headers need no reading."""
    return {
        claim.path: Owned(claim.path, claim.header)
        for job in jobs
        if job in records
        for claim, right in zip(records[job].claims, records[job].settled, strict=True)
        if right
    }


def by_job(owned: Iterable[Owned]) -> dict[str, list[Owned]]:
    """Our files by the job that their header names."""
    found: dict[str, list[Owned]] = {}
    for one in owned:
        if one.header.job is not None:
            found.setdefault(one.header.job, []).append(one)
    return found


def protected_files(owned: Mapping[str, Owned], unplanned: Collection[str]) -> frozenset[str]:
    """Our files that must stay as they are where the jobs `unplanned` can't be generated."""
    # A file of ours whose header a hand has spoilt may be of any job, of such a one too.
    protected = {
        one.path
        for one in owned.values()
        if one.header.job in unplanned
        or (unplanned and one.header.job is None and one.header.folder is None)
    }
    folders = {path.rpartition("/")[0] for path in protected}
    protected |= {one.path for one in owned.values() if one.header.folder in folders}
    return frozenset(protected)
