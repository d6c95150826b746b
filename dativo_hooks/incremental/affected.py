"""What a change affects: the jobs and other files that must be looked at anew.

A job is affected by its own file, by the files that it names and by those that it generates. Where
an asset or a connector has problems, all jobs that use it are, since its problems name them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.observe import TERRAFORM, owned_among
from dativo_hooks.engine.repository import Shard
from dativo_hooks.generation.file_names import SHARED
from dativo_hooks.incremental.encoding import restored

if TYPE_CHECKING:
    from collections.abc import Collection

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.evaluation import Execute
    from dativo_hooks.engine.look import Look
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.incremental.snapshot import Snapshot

MOST = 1000
"""Jobs beyond which a look at the whole, by all processes, costs no more."""


class Change(NamedTuple):
    """What differs: `paths`; `moved` are those of them that came or went."""

    paths: Collection[str]
    moved: Collection[str]


class Affected(NamedTuple):
    """What is looked at: jobs (of which some may be gone), and other sources.

    `folders`: those whose own files changed. `owned`: the changed files that are ours.
    """

    jobs: set[str]
    files: set[str]
    folders: set[str]
    owned: dict[str, Owned]


def likely(snapshot: Snapshot, paths: Collection[str]) -> list[str]:
    """What is most likely read: git is asked once, which costs as much as to look at a job."""
    users = [job for path in paths for job in snapshot.users.get(path, ())][:MOST]
    jobs = dict.fromkeys([*(path for path in paths if path in snapshot.records), *users])
    records = [snapshot.record(job) for job in jobs]
    names = [name for record in records for name in record.names]
    claims = [claim for record in records for claim in record.claims]
    folders = dict.fromkeys(claim.folder for claim in claims)
    own = [path for folder in folders for path in own_paths(folder)]
    return [*paths, *jobs, *names, *(claim.path for claim in claims), *own]


def own_paths(folder: str) -> list[str]:
    """What a folder's own files may be called: those that its jobs share."""
    return [f"{folder}/{name}{ending}".lstrip("/") for name in SHARED for ending in TERRAFORM]


def affected_by(repository: Repository, snapshot: Snapshot, change: Change) -> Affected:
    """What a change affects by itself, and what must always be looked at."""
    tree, kinds, paths = repository.tree, repository.kinds, change.paths
    terraform = [path for path in paths if path.endswith(TERRAFORM) and path in tree.paths]
    found = Affected(
        set(snapshot.drifting),
        set(),
        set(snapshot.drifting_folders),
        owned_among(tree, terraform),
    )
    if change.moved:
        found.jobs.update(snapshot.unresolved)
    owned = {path: restored(one) for path, one in snapshot.owned.items()}
    # What keeps the shared files of these from being judged may be gone.
    folders = (one.header.folder for one in owned.values())
    found.folders.update(folder for folder in folders if folder in snapshot.folders)
    before = [owned[path] for path in paths if path in owned]
    for path in paths:
        kind = kinds.get(path)
        if path in snapshot.records or kind == "job":
            found.jobs.add(path)
        elif kind is not None:
            found.files.add(path)
        found.jobs.update(snapshot.users.get(path, ()))
        if path in snapshot.files:
            found.jobs.add(snapshot.files[path])
        parent, _, name = path.rpartition("/")
        if parent in snapshot.folders and name.partition(".")[0] in SHARED:
            found.folders.add(parent)
    for one in (*found.owned.values(), *before):
        job, folder = one.header.job, one.header.folder
        if job is not None and (job in snapshot.records or kinds.get(job) == "job"):
            found.jobs.add(job)
        elif folder is not None and folder in snapshot.folders:
            found.folders.add(folder)
    return found


def closed(
    repository: Repository, snapshot: Snapshot, affected: Affected, execute: Execute
) -> Look | None:
    """Look at what is affected until nothing outside of it shares a problem with it.

    None where it grows too large.
    """
    names = {
        name
        for job in affected.jobs
        if job in snapshot.records
        for name in snapshot.record(job).names
    }
    owners = {*affected.files, *names}
    while True:
        for owner in owners:
            if owner in snapshot.reading or owner in snapshot.policy:
                affected.jobs.update(snapshot.users.get(owner, ()))
                if owner not in affected.jobs:
                    affected.files.add(owner)
        if len(affected.jobs) > MOST:
            return None
        kinds = repository.kinds
        files = tuple(path for path in sorted(affected.jobs | affected.files) if path in kinds)
        (seen,) = execute(repository, [Shard(files)])
        found = {name for record in seen.records for name in record.names}
        about = {problem.where.path for problem in (*seen.reading, *seen.policy)}
        # A new problem of an asset is one of all jobs that use it.
        growing = {job for path in about for job in snapshot.users.get(path, ())}
        known = {path for path in found if path in snapshot.reading or path in snapshot.policy}
        if growing <= affected.jobs and known <= owners:
            return seen
        affected.jobs.update(growing)
        owners |= known
