"""What is wrong with a repository now, from what was remembered of it and what changed since.

Jobs that nothing of what changed touches are as they were. The others are looked at anew, together
with whoever shares something with them, until the circle closes: a job is touched by its own file,
the files that it names and those that it generates; where an asset or a connector has problems, all
jobs that use it are, since its problems name them.

Whatever goes beyond that (a dispute between jobs, roots below the root, files whose header names
nobody that we know) is left to a look at the whole: `changed` gives None then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.compare import in_step
from dativo_hooks.drift.observe import of_other_roots, owned_among
from dativo_hooks.engine.merge import Faults, Ours, Whole, drift_of, looked_at_again, matched
from dativo_hooks.engine.tagging import known_only
from dativo_hooks.generation.collisions import claim_keys, folder_spellings, mixed_environments
from dativo_hooks.generation.files import shared_files
from dativo_hooks.incremental.affected import MOST, closed, likely, own_paths, touched_by
from dativo_hooks.incremental.encoding import restored
from dativo_hooks.incremental.snapshot import by_owner, forget, remember, remember_mixed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.look import Look, Record, Repository
    from dativo_hooks.engine.merge import Execute
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.incremental.affected import Circle
    from dativo_hooks.incremental.snapshot import ByOwner, Snapshot
    from dativo_hooks.model.configuration import Configuration


class Change(NamedTuple):
    """What is wrong now; the records are those of the jobs that were looked at.

    `before`: those of them that were known. `touched`: the files whose problems were looked for
    anew. `mixed`: what is wrong with the environments of folders. `seen`: the look.
    """

    whole: Whole
    before: tuple[str, ...]
    touched: Collection[str]
    mixed: Mapping[str, tuple[Problem, ...]]
    seen: Look


def changed(
    repository: Repository, snapshot: Snapshot, paths: Collection[str], execute: Execute
) -> Change | None:
    """What is wrong, where `paths` were added, deleted or changed since the snapshot."""
    repository.tree.prefetch(likely(snapshot, paths))
    circle = touched_by(repository, snapshot, paths)
    seen = None if circle is None else closed(repository, snapshot, circle, execute)
    if circle is None or seen is None:
        return None
    before = {job: snapshot.record(job) for job in circle.jobs if job in snapshot.records}
    records = {record.job: record for record in seen.records}
    owned = _owned(repository, circle, before, records)
    if of_other_roots(owned, repository.tree, {*snapshot.records, *records}):
        return None
    records.update(looked_at_again(repository, records, owned, execute, most=MOST))
    if _disputed(repository, snapshot, before, records.values(), circle.jobs):
        return None

    unplanned = {job for job, record in records.items() if not record.sound}
    folders = circle.folders.union(_folders(before, records, unplanned))
    inside = {
        folder: [
            fp for fp in _inside(folder, snapshot, records, circle.jobs) if fp.job not in unplanned
        ]
        for folder in sorted(folders)
    }
    sound = [fp for claims in inside.values() for fp in claims]
    shared = shared_files(sound, repository.configuration.terraform)
    owned |= _own_of_folders(repository, folders, () if unplanned else shared)
    expected = [
        *(fp.path for fp in sound),
        *(fp.path for one in records.values() if one.sound for fp in one.claims),
    ]
    drifting = drift_of(repository, records, Ours(owned, {}, unplanned), expected, shared)
    mixed = {folder: tuple(mixed_environments(fps)) for folder, fps in inside.items()}
    touched = _owners(circle, (*before.values(), *records.values()))
    faults = Faults(
        (*_kept(snapshot.reading, touched), *seen.reading),
        tuple(known_only((*_kept(snapshot.policy, touched), *seen.policy), seen.unknown)),
        (
            *_kept(snapshot.generation, circle.jobs),
            *(problem for record in records.values() for problem in record.problems),
            *_kept(snapshot.mixed, folders),
            *(problem for found in mixed.values() for problem in found),
        ),
        tuple(drifting),
    )
    settled = not (unplanned or drifting)
    named = dict(seen.named) | {
        path: kind
        for path, kind in snapshot.named.items()
        if not circle.jobs.issuperset(snapshot.users.get(path, ()))
    }
    marked = {
        path
        for path in (*seen.marked, *(path for path in snapshot.marked if path not in paths))
        if path in named or path in repository.kinds
    }
    whole = Whole(faults, records, settled, seen.broken, named, frozenset(marked))
    return Change(whole, tuple(before), touched, mixed, seen)


def bring_up_to_date(snapshot: Snapshot, change: Change, configuration: Configuration) -> None:
    """Make a snapshot that of the repository as it is now, which is settled."""
    whole = change.whole
    snapshot.named.clear()
    snapshot.named.update(whole.named)
    snapshot.marked.clear()
    snapshot.marked.update(dict.fromkeys(sorted(whole.marked)))
    for job in change.before:
        forget(snapshot, job, configuration)
    for record in whole.records.values():
        remember(snapshot, record, configuration)
    for folder, found in change.mixed.items():
        remember_mixed(snapshot, folder, found)
    seen = change.seen
    for kept, problems in ((snapshot.reading, seen.reading), (snapshot.policy, seen.policy)):
        for owner in change.touched:
            kept.pop(owner, None)
        kept.update(by_owner(problems))


def _folders(
    before: Mapping[str, Record], records: Mapping[str, Record], unplanned: Collection[str]
) -> set[str]:
    """The folders whose own files may be others now: units came, went or need something else."""
    found: set[str] = set()
    for job in {*before, *records}:
        old = before[job].claims if job in before else ()
        new = records[job].claims if job in records else ()
        if old != new or job in unplanned:
            found.update(fp.folder for fp in (*old, *new))
    return found


def _owned(
    repository: Repository,
    circle: Circle,
    before: Mapping[str, Record],
    records: Mapping[str, Record],
) -> dict[str, Owned]:
    """Our files of the circle's jobs that the look didn't account for."""
    settled = matched(records, records)
    there = [
        fp.path
        for record in before.values()
        for fp in record.claims
        if fp.path not in settled
        and fp.path not in circle.owned
        and fp.path in repository.tree.paths
    ]
    owned = {**circle.owned, **owned_among(repository.tree, there)}
    return {path: one for path, one in owned.items() if path not in settled}


def _own_of_folders(
    repository: Repository, folders: Iterable[str], right: Iterable[GeneratedFile]
) -> dict[str, Owned]:
    """What folders have of their own files; without reading those of `right` that are in step."""
    tree = repository.tree
    settled = {file.path for file in right if in_step(file, tree)}
    paths = [path for folder in folders for path in own_paths(folder) if path not in settled]
    return owned_among(tree, [path for path in paths if path in tree.paths])


def _disputed(
    repository: Repository,
    snapshot: Snapshot,
    before: Mapping[str, Record],
    records: Iterable[Record],
    circle: Collection[str],
) -> bool:
    """Whether any two jobs want the same thing."""
    terraform = repository.configuration.terraform
    # What these jobs had is nobody else's: nothing was in dispute.
    own = {
        key
        for record in before.values()
        for claim in record.claims
        for key in claim_keys(claim, terraform)
    }
    taken: set[int] = set()
    folders: set[str] = set()
    for record in records:
        for claim in record.claims:
            folders.add(claim.folder)
            for key in claim_keys(claim, terraform):
                if key in taken:
                    return True
                if key not in own and snapshot.claim_keys.get(key, record.job) not in circle:
                    return True
                taken.add(key)
    new = not folders <= snapshot.folders.keys()
    return new and bool(folder_spellings((*snapshot.folders, *folders)))


def _inside(
    folder: str, snapshot: Snapshot, records: Mapping[str, Record], circle: Collection[str]
) -> list[Claim]:
    """All claims of a folder, by job."""
    others = [job for job in snapshot.folders.get(folder, ()) if job not in circle]
    every = [*map(snapshot.record, others), *records.values()]
    return [
        fp
        for record in sorted(every, key=lambda record: record.job)
        for fp in record.claims
        if fp.folder == folder
    ]


def _owners(circle: Circle, records: Iterable[Record]) -> set[str]:
    """The files whose problems were looked for anew."""
    return {*circle.jobs, *circle.files, *(name for one in records for name in one.names)}


def _kept(problems: ByOwner, touched: Collection[str]) -> Iterator[Problem]:
    """The problems that are remembered of what wasn't touched."""
    for owner, told in problems.items():
        if owner not in touched:
            yield from map(restored, told)
