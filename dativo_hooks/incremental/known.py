"""What is known of single jobs now: of the affected ones from a look, of others from memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.drift.observe import of_other_roots, owned_among
from dativo_hooks.engine.evaluation import looked_at_again
from dativo_hooks.engine.excluding import is_kept
from dativo_hooks.engine.merge import Known, matched
from dativo_hooks.generation.collisions import claim_keys, folder_spellings
from dativo_hooks.incremental.affected import MOST, own_paths
from dativo_hooks.incremental.snapshot import owned_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.evaluation import Execute
    from dativo_hooks.engine.look import Look, Record
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.incremental.affected import Affected, Change
    from dativo_hooks.incremental.snapshot import Snapshot


def known_now(
    repository: Repository,
    snapshot: Snapshot,
    change: Change,
    affected: Affected,
    before: Mapping[str, Record],
    seen: Look,
    execute: Execute,
) -> Known | None:
    """What is known, as far as folders are concerned whose shared files may be others now.

    None where that doesn't tell all: new disputes between jobs, roots below the root, excluded
    jobs. `before`: the records of the affected jobs as they were.
    """
    tree = repository.tree
    records = {record.job: record for record in seen.records}
    owned = _owned(repository, snapshot, change, affected, before, records)
    if _is_beyond(repository, snapshot, owned, records):
        return None
    read = {job: record for job, record in records.items() if job not in seen.broken}
    for again in looked_at_again(repository, read, owned, execute, most=MOST):
        records.update((record.job, record) for record in again.records)
    if _disputed(repository, snapshot, before, records.values(), affected.jobs):
        return None
    unplanned = {job for job, record in records.items() if not record.sound}
    unplanned |= {job for job in snapshot.unplanned if job not in affected.jobs}
    unplanned |= snapshot.disputed.keys()
    folders = affected.folders.union(_folders(before, records, unplanned))
    claims = {job: record.claims for job, record in records.items()}
    for folder in folders:
        for job in snapshot.folders.get(folder, ()):
            if job not in affected.jobs:
                claims[job] = snapshot.record(job).claims
    own = [path for folder in folders for path in own_paths(folder)]
    return Known(
        records,
        claims,
        frozenset(unplanned),
        owned | owned_among(tree, [path for path in own if path in tree.paths]),
        seen.veil,
        disputed=frozenset(snapshot.disputed),
        folders=frozenset(folders),
    )


def _folders(
    before: Mapping[str, Record], records: Mapping[str, Record], unplanned: Collection[str]
) -> set[str]:
    """The folders whose own files may be others now: units came, went or need something else."""
    found: set[str] = set()
    for job in {*before, *records}:
        old = before[job].claims if job in before else ()
        new = records[job].claims if job in records else ()
        if old != new or job in unplanned:
            found.update(claim.folder for claim in (*old, *new))
    return found


def _owned(
    repository: Repository,
    snapshot: Snapshot,
    change: Change,
    affected: Affected,
    before: Mapping[str, Record],
    records: Mapping[str, Record],
) -> dict[str, Owned]:
    """Our files that the look didn't account for."""
    settled = matched(records, records)
    there = [
        claim.path
        for record in before.values()
        for claim in record.claims
        if claim.path not in settled
        and claim.path not in affected.owned
        and claim.path in repository.tree.paths
    ]
    owned = {
        **owned_in(snapshot, change.paths),
        **affected.owned,
        **owned_among(repository.tree, there),
    }
    return {path: one for path, one in owned.items() if path not in settled}


def _is_beyond(
    repository: Repository,
    snapshot: Snapshot,
    owned: Mapping[str, Owned],
    records: Mapping[str, Record],
) -> bool:
    """Whether our files tell of other roots, or of jobs that are excluded."""
    if of_other_roots(owned, repository.tree, {*snapshot.records, *records}):
        return True
    return bool(repository.configuration.exclude) and any(
        is_kept(one, repository.configuration)
        or (one.header.job is None and one.header.folder is None)
        for one in owned.values()
    )


def _disputed(
    repository: Repository,
    snapshot: Snapshot,
    before: Mapping[str, Record],
    records: Iterable[Record],
    affected: Collection[str],
) -> bool:
    """Whether any two jobs want the same thing that didn't before, or may no longer do."""
    terraform = repository.configuration.terraform
    after = {record.job: record.claims for record in records}
    if snapshot.disputed and any(
        after.get(job, ()) != (before[job].claims if job in before else ())
        for job in {*before, *after}
    ):
        return True  # what separates those in dispute depends on all others
    # What these jobs had is nobody else's, but for what is known to be in dispute.
    own = {
        key
        for record in before.values()
        for claim in record.claims
        for key in claim_keys(claim, terraform)
    }
    taken: set[int] = set()
    folders: set[str] = set()
    for job, claims in after.items():
        if job in snapshot.disputed:
            continue
        for claim in claims:
            folders.add(claim.folder)
            for key in claim_keys(claim, terraform):
                if key in taken:
                    return True
                if key not in own and snapshot.claim_keys.get(key, job) not in affected:
                    return True
                taken.add(key)
    new = not folders <= snapshot.folders.keys()
    return new and bool(folder_spellings((*snapshot.folders, *folders)))
