"""What is remembered of a repository that was looked at as a whole.

A snapshot belongs to one listing of the index. Of another listing it says which jobs are affected
by what differs, and everything about the jobs that aren't.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.drift.compare import in_step
from dativo_hooks.filtering.findings import findings_of, places_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.generation.collisions import claim_keys, mixed_environments
from dativo_hooks.incremental.encoding import plain, restored
from dativo_hooks.sources.documents import Edited, spans_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, MutableMapping

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.evaluation import Evaluation
    from dativo_hooks.engine.look import Record
    from dativo_hooks.engine.merge import Merged
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.incremental.encoding import Plain
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.sources.documents import Spans
    from dativo_hooks.sources.kinds import Kind

    ByOwner = dict[str, tuple[Plain, ...]]
    """Problems by the file that they are about."""

    Paths = dict[str, None]
    """A set of paths, as `marshal` has it in an order of its own."""


class Snapshot(NamedTuple):
    """A repository; all of it is what `marshal` can write.

    `records`: of each job, marshalled, since few are read. `claim_keys`: with the job that has it.
    `users`: the jobs that name a file. `files`: generated files, with their job. `folders`: the
    jobs of each folder of generated files. `reading`, `policy`: problems by the file that they are
    about; `generation`: by job; `mixed`: of mixed environments, by folder; `disputes`: by job.
    `named`, `marked`, `broken`: see `Look`. `unplanned`: the jobs that can't be generated;
    `disputed`: those of them that are in dispute. `unresolved`: the jobs that name a file that
    isn't there. `drifting`: the jobs, and `drifting_folders` the folders, whose files aren't as
    they should be: what is said of these depends on the disk, too. `owned`: our files that no job
    accounts for. `spans`: where the problems are; `edits`: by file, its
    problems that edits may fix, and the edits of each.
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
    disputes: ByOwner
    named: dict[str, Kind]
    marked: Paths
    broken: Paths
    unplanned: Paths
    disputed: Paths
    unresolved: Paths
    drifting: Paths
    drifting_folders: Paths
    owned: dict[str, Plain]
    spans: Spans
    edits: dict[str, Plain]

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


def snapshot_of(repository: Repository, found: Evaluation) -> Snapshot:
    """What is to be remembered of a repository that is steady, and was looked at as a whole."""
    faults, records, both = found.faults, found.records, found.merged
    configuration = repository.configuration
    made = Snapshot(
        records={},
        claim_keys={},
        users={},
        files={},
        folders={},
        reading=by_owner(faults.reading),
        policy=by_owner(faults.policy),
        generation={},
        mixed={},
        disputes=by_owner(both.disputes) if both else {},
        named=dict(found.named),
        marked=_paths(found.marked),
        broken=_paths(found.broken),
        unplanned=_paths(both.unplanned) if both else {},
        disputed=_paths(both.disputed) if both else {},
        unresolved=_paths(unresolved(faults.reading)),
        drifting={},
        drifting_folders=_paths(drifting_folders(repository, both)) if both else {},
        owned=kept_owned(repository, both) if both else {},
        spans=spans_of_problems(found),
        edits=edits_of_problems(found, configuration),
    )
    folders: dict[str, list[Claim]] = {}
    for job in sorted(records):
        remember(made, records[job], configuration)
        for claim in records[job].claims:
            if job not in made.unplanned:
                folders.setdefault(claim.folder, []).append(claim)
    for folder, claims in folders.items():
        remember_mixed(made, folder, mixed_environments(claims))
    return made


def spans_of_problems(found: Evaluation) -> Spans:
    """Where problems are that a later run may report again: its documents need not be read."""
    faults = found.faults
    told = (*faults.reading, *faults.policy, *faults.generation)
    return spans_of(places_of(told), found.documents)


def edits_of_problems(found: Evaluation, configuration: Configuration) -> dict[str, Plain]:
    """The edits that fix problems, as a run without options on rules works them out."""
    fixable = {problem.where.path for problem in found.faults.all if problem.fix is not None}
    told = [problem for problem in found.faults.all if problem.where.path in fixable]
    findings_of(told, found.documents, Selection(configuration))
    return {
        path: tuple((plain(one), plain(edits.get(one, ()))) for one in problems)
        for path, (problems, edits) in found.documents.edited.items()
    }


def edited_in(snapshot: Snapshot, but: Collection[str]) -> dict[str, Edited]:
    """What `Snapshot.edits` has of files, but for some."""
    found = {}
    for path, told in snapshot.edits.items():
        if path not in but:
            pairs = [(restored(one), restored(edits)) for one, edits in told]
            edits = {problem: its for problem, its in pairs if its}
            found[path] = Edited(tuple(problem for problem, _ in pairs), edits)
    return found


def _paths(paths: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(sorted(paths))


_REFERENCES = frozenset({rules.MISSING_FILE, rules.OUTSIDE_REPOSITORY, rules.WRONG_KIND})
"""Rules whose findings depend on which other files there are."""


def unresolved(reading: Iterable[Problem]) -> set[str]:
    """The files of problems that another file, added or deleted, may change."""
    return {problem.where.path for problem in reading if problem.rule in _REFERENCES}


def drifting_folders(repository: Repository, both: Merged) -> set[str]:
    """The folders whose shared files aren't as they should be."""
    return {
        file.path.rpartition("/")[0]
        for file in both.shared
        if file.path not in both.protected and not in_step(file, repository.tree)
    }


def kept_owned(repository: Repository, both: Merged) -> dict[str, Plain]:
    """Our files that nothing accounts for: no job, and no folder where it is as it should be."""
    right = {file.path for file in both.shared if in_step(file, repository.tree)}
    right.update(claim.path for claim in both.claims)
    return {path: plain(one) for path, one in sorted(both.owned.items()) if path not in right}


def owned_in(snapshot: Snapshot, but: Collection[str]) -> dict[str, Owned]:
    """The files of `Snapshot.owned`, but for some."""
    return {path: restored(one) for path, one in snapshot.owned.items() if path not in but}


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
    if record.sound and not all(record.settled):
        snapshot.drifting[job] = None
    # How a file drifts depends on the disk, too: a later run looks for itself.
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
    snapshot.drifting.pop(job, None)
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
