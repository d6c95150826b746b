"""What a change touches: the jobs and other files that must be looked at anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.observe import TERRAFORM, owned_among
from dativo_hooks.engine.look import Task
from dativo_hooks.generation.file_names import SHARED

if TYPE_CHECKING:
    from collections.abc import Collection

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.look import Look, Repository
    from dativo_hooks.engine.merge import Execute
    from dativo_hooks.incremental.snapshot import Snapshot

MOST = 1000
"""Jobs beyond which a look at the whole, by all processes, costs no more."""


class Circle(NamedTuple):
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
    claims = [fp for record in records for fp in record.claims]
    folders = dict.fromkeys(fp.folder for fp in claims)
    own = [path for folder in folders for path in own_paths(folder)]
    return [*paths, *jobs, *names, *(fp.path for fp in claims), *own]


def own_paths(folder: str) -> list[str]:
    """What a folder's own files may be called: those that its jobs share."""
    return [f"{folder}/{name}{ending}".lstrip("/") for name in SHARED for ending in TERRAFORM]


def touched_by(repository: Repository, snapshot: Snapshot, paths: Collection[str]) -> Circle | None:
    """What changed paths concern by themselves; None where that can't be told."""
    tree, kinds = repository.tree, repository.kinds
    terraform = [path for path in paths if path.endswith(TERRAFORM) and path in tree.paths]
    circle = Circle(set(), set(), set(), owned_among(tree, terraform))
    for path in paths:
        kind = kinds.get(path)
        if path in snapshot.records or kind == "job":
            circle.jobs.add(path)
        elif kind is not None:
            circle.files.add(path)
        circle.jobs.update(snapshot.users.get(path, ()))
        if path in snapshot.files:
            circle.jobs.add(snapshot.files[path])
        parent, _, name = path.rpartition("/")
        if parent in snapshot.folders and name.partition(".")[0] in SHARED:
            circle.folders.add(parent)
    for one in circle.owned.values():
        job, folder = one.header.job, one.header.folder
        if job is not None and (job in snapshot.records or kinds.get(job) == "job"):
            circle.jobs.add(job)
        elif folder is not None and folder in snapshot.folders:
            circle.folders.add(folder)
        else:
            return None  # an orphan, a file of another root, or one whose header nobody can read
    return circle


def closed(
    repository: Repository, snapshot: Snapshot, circle: Circle, execute: Execute
) -> Look | None:
    """Look at the circle until nothing outside of it shares a problem with it.

    None where it grows too large.
    """
    names = {
        name
        for job in circle.jobs
        if job in snapshot.records
        for name in snapshot.record(job).names
    }
    owners = {*circle.files, *names}
    while True:
        for owner in owners:
            if owner in snapshot.reading or owner in snapshot.policy:
                circle.jobs.update(snapshot.users.get(owner, ()))
                if owner not in circle.jobs:
                    circle.files.add(owner)
        if len(circle.jobs) > MOST:
            return None
        kinds = repository.kinds
        files = tuple(path for path in sorted(circle.jobs | circle.files) if path in kinds)
        (seen,) = execute(repository, [Task(files)])
        found = {name for record in seen.records for name in record.names}
        about = {problem.where.path for problem in (*seen.reading, *seen.policy)}
        # A new problem of an asset is one of all jobs that use it.
        growing = {job for path in about for job in snapshot.users.get(path, ())}
        known = {path for path in found if path in snapshot.reading or path in snapshot.policy}
        if growing <= circle.jobs and known <= owners:
            return seen
        circle.jobs.update(growing)
        owners |= known
