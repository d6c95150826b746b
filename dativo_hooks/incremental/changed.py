"""What is wrong with a repository now, from what was remembered of it and what changed since.

Jobs that the change doesn't affect are as they were; the others are looked at anew. What neither
tells (new disputes between jobs, roots below the root, excluded jobs) is left to a run over
everything: `changed` gives None then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from dativo_hooks.engine.evaluation import Evaluation, Faults
from dativo_hooks.engine.merge import merged
from dativo_hooks.engine.tagging import known_only
from dativo_hooks.generation.collisions import mixed_environments
from dativo_hooks.incremental.affected import MOST, affected_by, closed, likely
from dativo_hooks.incremental.encoding import restored
from dativo_hooks.incremental.known import known_now
from dativo_hooks.incremental.snapshot import (
    by_owner,
    drifting_folders,
    edited_in,
    edits_of_problems,
    forget,
    kept_owned,
    remember,
    remember_mixed,
    spans_of_problems,
    unresolved,
)
from dativo_hooks.sources.documents import Documents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dativo_hooks.engine.evaluation import Execute
    from dativo_hooks.engine.look import Look, Record
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.finding import Problem
    from dativo_hooks.incremental.affected import Affected, Change
    from dativo_hooks.incremental.snapshot import ByOwner, Paths, Snapshot

V = TypeVar("V")


class Changed(NamedTuple):
    """What is wrong now; the records are those of the jobs that were looked at.

    `before`: those of them that were known. `touched`: the files whose problems were looked for
    anew. `mixed`: what is wrong with the environments of the folders that are concerned. `seen`:
    the look.
    """

    evaluation: Evaluation
    before: tuple[str, ...]
    touched: Collection[str]
    mixed: Mapping[str, tuple[Problem, ...]]
    seen: Look


def changed(
    repository: Repository, snapshot: Snapshot, change: Change, execute: Execute
) -> Changed | None:
    """What is wrong, where something changed since the snapshot."""
    repository.tree.prefetch(likely(snapshot, change.paths))
    affected = affected_by(repository, snapshot, change)
    if len(affected.jobs) > MOST:
        return None
    seen = closed(repository, snapshot, affected, execute)
    if seen is None:
        return None
    before = {job: snapshot.record(job) for job in affected.jobs if job in snapshot.records}
    records = {record.job: record for record in seen.records}
    both, folders = None, frozenset[str]()
    if repository.want.terraform:
        known = known_now(repository, snapshot, change, affected, before, seen, execute)
        if known is None:
            return None
        both = merged(repository, known)
        if both.disputes:
            return None
        records, folders = {**known.records}, known.folders or folders
    claims = () if both is None else both.claims
    mixed = {
        folder: tuple(mixed_environments(claim for claim in claims if claim.folder == folder))
        for folder in sorted(folders)
    }
    touched = _owners(affected, (*before.values(), *records.values()))
    faults = Faults(
        (*_kept(snapshot.reading, touched), *seen.reading),
        tuple(known_only((*_kept(snapshot.policy, touched), *seen.policy), seen.unknown)),
        (
            *_kept(snapshot.generation, affected.jobs),
            *(problem for record in records.values() for problem in record.problems),
            *_kept(snapshot.mixed, folders),
            *_kept(snapshot.disputes, ()),
            *(problem for found in mixed.values() for problem in found),
        ),
        () if both is None else both.drift,
    )
    named = dict(seen.named) | {
        path: kind
        for path, kind in snapshot.named.items()
        if not affected.jobs.issuperset(snapshot.users.get(path, ()))
    }
    marked = {
        path
        for path in (*seen.marked, *(path for path in snapshot.marked if path not in change.paths))
        if path in named or path in repository.kinds
    }
    spans = {path: some for path, some in snapshot.spans.items() if path not in change.paths}
    evaluation = Evaluation(
        faults,
        records,
        both,
        both is not None and not (both.unplanned or both.drift),
        True,  # what isn't steady was left to a run over everything
        seen.broken.union(job for job in snapshot.broken if job not in touched),
        named,
        frozenset(marked),
        seen.veil,
        Documents(repository.tree, repository.kinds, spans, edited_in(snapshot, change.paths)),
        seen.notes,
    )
    return Changed(evaluation, tuple(before), touched, mixed, seen)


def bring_up_to_date(snapshot: Snapshot, repository: Repository, change: Changed) -> None:
    """Make a snapshot that of the repository as it is now."""
    found, configuration = change.evaluation, repository.configuration
    for job in change.before:
        forget(snapshot, job, configuration)
    for record in found.records.values():
        remember(snapshot, record, configuration)
    for folder, problems in change.mixed.items():
        remember_mixed(snapshot, folder, problems)
    seen = change.seen
    for kept, told in ((snapshot.reading, seen.reading), (snapshot.policy, seen.policy)):
        for owner in change.touched:
            kept.pop(owner, None)
        kept.update(by_owner(told))
    _replace(snapshot.spans, spans_of_problems(found))
    _replace(snapshot.edits, edits_of_problems(found, configuration))
    _replace(snapshot.named, found.named)
    _set(snapshot.marked, found.marked)
    _set(snapshot.broken, found.broken)
    still = (job for job in snapshot.unresolved if job not in change.touched)
    _set(snapshot.unresolved, {*still, *unresolved(seen.reading)})
    if found.merged is not None:
        _set(snapshot.unplanned, found.merged.unplanned)
        _set(snapshot.drifting_folders, drifting_folders(repository, found.merged))
        _replace(snapshot.owned, kept_owned(repository, found.merged))


def _set(paths: Paths, new: Iterable[str]) -> None:
    _replace(paths, dict.fromkeys(sorted(new)))


def _replace(old: dict[str, V], new: Mapping[str, V]) -> None:
    items = dict(new)
    old.clear()
    old.update(items)


def _owners(affected: Affected, records: Iterable[Record]) -> set[str]:
    """The files whose problems were looked for anew."""
    return {*affected.jobs, *affected.files, *(name for one in records for name in one.names)}


def _kept(problems: ByOwner, touched: Collection[str]) -> Iterator[Problem]:
    """The problems that are remembered of what wasn't touched."""
    for owner, told in problems.items():
        if owner not in touched:
            yield from map(restored, told)
