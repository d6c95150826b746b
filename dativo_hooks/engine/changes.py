"""What `generate` would change on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.compare import in_step, not_ours, same_text
from dativo_hooks.drift.observe import of_other_roots, owned_among, terraform_paths
from dativo_hooks.drift.secrecy import hidden
from dativo_hooks.engine.excluding import is_kept
from dativo_hooks.engine.generating import wanted_target
from dativo_hooks.generation.header import header_of
from dativo_hooks.repository.applying import Change
from dativo_hooks.repository.spelling import as_listed
from dativo_hooks.repository.writing import UnsafePath, on_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.evaluation import Evaluation
    from dativo_hooks.engine.merge import Merged
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.repository.spool import Spool


class Changes(NamedTuple):
    """What would make the disk right, in the order in which it must be done.

    `refused`: the files that stand in the way.
    """

    changes: list[Change]
    refused: list[Problem]


def changes_of(
    repository: Repository,
    found: Evaluation,
    texts: Spool,
    root: str,
    held: Collection[str] = (),
) -> Changes:
    """What would make the working tree at `root` right.

    `texts`: what jobs generate and the tree doesn't have. Of the jobs `held` nothing is written
    and nothing deleted, nor what would show their secrets.
    """
    both = found.merged
    assert both is not None
    wanted = _wanted(repository, found, both, texts, held)
    expected = {claim.path for claim in both.claims} | {file.path for file in both.shared}
    owned = _owned_on_disk(repository, found, both)
    leaving = _leaving(repository, found, owned, expected, wanted, held)
    changes: list[Change] = []
    refused: list[Problem] = []
    first: set[str] = set()
    for path, data in sorted(wanted.items()):
        try:
            before = on_disk(root, path)
        except UnsafePath as error:
            refused.append(not_ours(path, error.reason))
            continue
        if before is not None and path not in owned and leaving:
            # To a disk without case it may be there under the name of an orphan.
            other = as_listed(path, leaving, root)
            if other != path:
                first.add(other)
                before = None
        if before is not None and same_text(before, data()):
            continue
        if before is not None and header_of(before) is None:
            refused.append(not_ours(path, "isn't generated: it lacks our header"))
            continue
        changes.append(Change(path, data, before))
    gone = []
    for path in leaving:
        try:
            gone.append(Change(path, None, on_disk(root, path)))
        except UnsafePath as error:
            refused.append(not_ours(path, error.reason))
    renamed = [change for change in gone if change.path in first]  # before the new name is written
    others = [change for change in gone if change.path not in first]
    return Changes([*renamed, *changes, *others], refused)


def diff_of(change: Change) -> str:
    """A change as a unified diff, secrets hidden."""
    from dativo_hooks.line_diff import lines_of, unified

    def lines(data: bytes | None) -> list[str]:
        return [] if data is None else hidden(lines_of(data.decode("utf-8", "replace")))

    after = None if change.data is None else change.data()
    names = (
        "/dev/null" if change.before is None else f"a/{change.path}",
        "/dev/null" if after is None else f"b/{change.path}",
    )
    return "".join(f"{line}\n" for line in unified(lines(change.before), lines(after), *names))


def target_of(found: Evaluation, repository: Repository) -> str | None:
    """The runtime that a run for one job is for; None where its job can't be generated."""
    options = repository.options
    record = None if options.only is None else found.records.get(options.only)
    if record is None:
        return None
    own = next((claim.kind for claim in record.claims if claim.own), None)
    return None if own is None else wanted_target(options, own)


def _wanted(
    repository: Repository,
    found: Evaluation,
    both: Merged,
    texts: Spool,
    held: Collection[str],
) -> dict[str, Callable[[], bytes]]:
    """What gives the content of each file that the tree lacks and somebody asked for."""
    only, target = repository.options.only, target_of(found, repository)
    asked = [
        claim
        for claim in both.claims
        if claim.path not in both.protected
        and (only is None or (claim.job, claim.target) == (only, target))
    ]
    lacking = {
        claim.path
        for record in found.records.values()
        for claim, right in zip(record.claims, record.settled, strict=True)
        if not right
    }
    wanted: dict[str, Callable[[], bytes]] = {
        claim.path: _reader(texts, claim.path)
        for claim in asked
        if claim.path in lacking and claim.job not in held
    }
    folders = {claim.folder for claim in asked}
    for file in both.shared:
        folder = file.path.rpartition("/")[0]
        if (
            (only is None or folder in folders)
            and file.path not in both.protected
            and not in_step(file, repository.tree)
            and not _is_held(file, folder, found, both, held)
        ):
            wanted[file.path] = _writer(file)
    return wanted


def _reader(texts: Spool, path: str) -> Callable[[], bytes]:
    return lambda: texts[path]


def _writer(file: GeneratedFile) -> Callable[[], bytes]:
    return lambda: file.data


def _is_held(
    file: GeneratedFile,
    folder: str,
    found: Evaluation,
    both: Merged,
    held: Collection[str],
) -> bool:
    """Whether a folder's own file is held back.

    It is where all jobs of the folder are, or where it shows a secret itself.
    """
    if not held:
        return False
    if all(claim.job in held for claim in both.claims if claim.folder == folder):
        return True
    return found.veil.hides(f"{file.path}\n{file.text.text}")


def _owned_on_disk(repository: Repository, found: Evaluation, both: Merged) -> Mapping[str, Owned]:
    """Our files on disk, but for those that are as they should be."""
    working = repository.working
    if working is None:
        return both.owned
    settled = {
        claim.path
        for record in found.records.values()
        for claim, right in zip(record.claims, record.settled, strict=True)
        if right and record.job not in both.unplanned
    }
    owned = owned_among(working, [path for path in terraform_paths(working) if path not in settled])
    elsewhere = of_other_roots(owned, working, {*found.records, *found.broken})
    return {path: one for path, one in owned.items() if path not in elsewhere}


def _leaving(
    repository: Repository,
    found: Evaluation,
    owned: Mapping[str, Owned],
    expected: Collection[str],
    wanted: Iterable[str],
    held: Collection[str],
) -> Sequence[str]:
    """Our files on disk that nothing generates any more, `expected` being what is generated.

    Where the index is read, a job that isn't staged yet keeps what was generated from it, and what
    its folder shares.
    """
    only, target = repository.options.only, target_of(found, repository)
    protected = frozenset() if found.merged is None else found.merged.protected
    kept = {
        path
        for path, one in owned.items()
        if is_kept(one, repository.configuration) or one.header.job in held
    }
    waiting = {path for path, one in owned.items() if _waits(one, repository)}
    made = {path.rpartition("/")[0] for path in expected}
    folders = {path.rpartition("/")[0] for path in waiting}
    folders |= {path.rpartition("/")[0] for path in kept} - made
    stems = {path.removesuffix(".json") for path in wanted}
    return [
        path
        for path, one in owned.items()
        if path not in expected
        and path not in protected
        and path not in waiting
        and path not in kept
        and one.header.folder not in folders
        # A run for one job deletes what is its own, and what it has written in the other format.
        and (
            only is None
            or (one.header.job, one.header.target) == (only, target)
            or path.removesuffix(".json") in stems
        )
    ]


def _waits(one: Owned, repository: Repository) -> bool:
    """Whether a file is of a job that is on disk and not in the index."""
    job, working = one.header.job, repository.working
    if job is None or working is None:
        return False
    return job not in repository.tree.paths and job in working.paths
