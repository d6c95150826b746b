"""What is remembered of a repository that was looked at as a whole and found settled.

A snapshot belongs to one listing of the index. Of another listing it says which jobs are touched
by what differs, and everything about the jobs that aren't.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.collisions import claim_keys, mixed_environments
from dativo_hooks.incremental.encoding import plain, restored

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from dativo_hooks.engine.look import Record
    from dativo_hooks.engine.merge import Whole
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.incremental.encoding import Plain
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.sources.kinds import Kind

    ByOwner = dict[str, tuple[Plain, ...]]
    """Problems by the file that they are about."""


class Snapshot(NamedTuple):
    """A settled repository; all of it is what `marshal` can write.

    `records`: of each job, marshalled, since few are read. `claim_keys`: with the job that has it.
    `users`: the jobs that name a file. `files`: generated files, with their job. `folders`: the
    jobs of each folder of generated files. `reading`, `policy`: problems by the file that they are
    about; `generation`: by job; `mixed`: of mixed environments, by folder. `named`, `marked`: see
    `Look`.
    """

    records: MutableMapping[str, bytes]
    claim_keys: MutableMapping[int, str]
    users: dict[str, list[str]]
    files: dict[str, str]
    folders: dict[str, list[str]]
    reading: ByOwner
    policy: ByOwner
    generation: ByOwner
    mixed: ByOwner
    named: dict[str, Kind]
    marked: dict[str, None]

    def record(self, job: str) -> Record:
        """The record of a job.

        Raises:
            KeyError: there is no such job.
        """
        data = self.records[job]
        record: Record = restored(marshal.loads(data))  # noqa: S302 - summed; values are all it makes
        return record


def by_owner(problems: Iterable[Problem]) -> dict[str, tuple[Plain, ...]]:
    """Problems by the file that they are about."""
    found: dict[str, list[Plain]] = {}
    for problem in dict.fromkeys(problems):
        found.setdefault(problem.where.path, []).append(plain(problem))
    return {path: tuple(told) for path, told in found.items()}


def snapshot_of(whole: Whole, configuration: Configuration) -> Snapshot:
    """What is to be remembered of a settled repository."""
    faults, records = whole.faults, whole.records
    reading, policy = by_owner(faults.reading), by_owner(faults.policy)
    marked = dict.fromkeys(sorted(whole.marked))
    made = Snapshot({}, {}, {}, {}, {}, reading, policy, {}, {}, dict(whole.named), marked)
    folders: dict[str, list[Claim]] = {}
    for job in sorted(records):
        remember(made, records[job], configuration)
        for claim in records[job].claims:
            folders.setdefault(claim.folder, []).append(claim)
    for folder, claims in folders.items():
        remember_mixed(made, folder, mixed_environments(claims))
    return made


def remember_mixed(snapshot: Snapshot, folder: str, problems: Iterable[Problem]) -> None:
    """Keep what is wrong with the environments of a folder, or that nothing is any more."""
    told = tuple(map(plain, problems))
    if told:
        snapshot.mixed[folder] = told
    else:
        snapshot.mixed.pop(folder, None)


def remember(snapshot: Snapshot, record: Record, configuration: Configuration) -> None:
    """Add a job that the snapshot doesn't have."""
    job = record.job
    if record.problems:
        snapshot.generation[job] = tuple(map(plain, record.problems))
    # Settled: nothing else is worth keeping. What a later look finds is that look's own.
    snapshot.records[job] = marshal.dumps(plain(record._replace(problems=(), drift=())))
    for name in dict.fromkeys(record.names):
        snapshot.users.setdefault(name, []).append(job)
    for claim in record.claims:
        snapshot.files[claim.path] = job
        snapshot.claim_keys.update(dict.fromkeys(claim_keys(claim, configuration.terraform), job))
        jobs = snapshot.folders.setdefault(claim.folder, [])
        if job not in jobs[-1:]:
            jobs.append(job)


def forget(snapshot: Snapshot, job: str, configuration: Configuration) -> None:
    """Take out a job that the snapshot has."""
    record = snapshot.record(job)
    del snapshot.records[job]
    snapshot.generation.pop(job, None)
    for name in dict.fromkeys(record.names):
        _take_out(snapshot.users, name, job)
    for claim in record.claims:
        snapshot.files.pop(claim.path, None)
        for key in claim_keys(claim, configuration.terraform):
            snapshot.claim_keys.pop(key, None)
        _take_out(snapshot.folders, claim.folder, job)


def _take_out(lists: dict[str, list[str]], key: str, job: str) -> None:
    if job in lists.get(key, ()):
        lists[key].remove(job)
        if not lists[key]:
            del lists[key]
