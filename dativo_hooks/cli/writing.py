"""What `generate` changes on disk: worked out first, shown or performed after."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.cli.main import WRONG_USE
from dativo_hooks.cli.session import note
from dativo_hooks.drift.compare import in_step, not_ours, same_text
from dativo_hooks.drift.secrecy import hidden
from dativo_hooks.engine.check import own_files
from dativo_hooks.engine.excluding import is_kept
from dativo_hooks.engine.generating import wanted_target
from dativo_hooks.generation.header import header_of
from dativo_hooks.repository.refusals import refusal
from dativo_hooks.repository.writing import UnsafePath, delete, on_disk, write_atomically
from dativo_hooks.runtimes.registry import RUNTIMES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.check import State
    from dativo_hooks.engine.generating import GenerateOptions
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.tree import Tree


class Change(NamedTuple):
    """One file to write (`data`) or to delete (None), with the unified diff of doing so."""

    path: str
    data: bytes | None
    before: bytes | None

    @property
    def verb(self) -> str:
        """What performing it did."""
        if self.data is None:
            return "deleted"
        return "wrote" if self.before is None else "rewrote"

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        from dativo_hooks.line_diff import lines_of, unified

        def lines(data: bytes | None) -> list[str]:
            return [] if data is None else hidden(lines_of(data.decode("utf-8", "replace")))

        names = (
            "/dev/null" if self.before is None else f"a/{self.path}",
            "/dev/null" if self.data is None else f"b/{self.path}",
        )
        diff = unified(lines(self.before), lines(self.data), *names)
        return "".join(f"{line}\n" for line in diff)


def changes_of(
    state: State,
    session: Session,
    configuration: Configuration,
    options: GenerateOptions,
    held: Collection[str] = (),
) -> tuple[list[Change], list[Problem]]:
    """What would make the working tree right, and the files that stand in the way.

    Of the jobs `held` nothing is written and nothing deleted, nor what would show their secrets.
    """
    disk = session.tree if session.working is None else session.working
    owned = state.owned
    if session.working is not None:
        owned, _ = own_files(session.working, state.sources, configuration)
    target = _target(state, options)
    asked = {
        path: file
        for path, file in sorted(state.generated.files.items())
        if path not in state.generated.protected
        and _is_asked_for(file, state, options, target)
        and not _is_held(file, state, held)
    }
    stems = {path.removesuffix(".json") for path in asked}
    kept = {
        path for path, one in owned.items() if is_kept(one, configuration) or one.header.job in held
    }
    leaving = [
        one.path
        for one in _orphans(state, session.tree, disk, owned, kept)
        # A run for one job deletes what is its own, and what it has written in the other format.
        if options.only is None
        or (one.header.job, one.header.target) == (options.only, target)
        or one.path.removesuffix(".json") in stems
    ]
    changes: list[Change] = []
    refused: list[Problem] = []
    first: set[str] = set()
    for path, file in asked.items():
        if session.working is not None and in_step(file, session.tree):
            continue  # staged as it should be: the disk may be ahead, or a sparse checkout
        try:
            before = on_disk(session.root.path, path)
        except UnsafePath as error:
            refused.append(not_ours(path, error.reason))
            continue
        if before is not None and path not in owned and leaving:
            # To a disk without case it may be there under the name of an orphan.
            from dativo_hooks.repository.spelling import as_listed

            other = as_listed(path, leaving, session.root.path)
            if other != path:
                first.add(other)
                before = None
        if before is not None and same_text(before, file.data):
            continue
        if before is not None and header_of(before) is None:
            refused.append(not_ours(path, "isn't generated: it lacks our header"))
            continue
        changes.append(Change(path, file.data, before))
    gone = []
    for path in leaving:
        try:
            gone.append(Change(path, None, on_disk(session.root.path, path)))
        except UnsafePath as error:
            refused.append(not_ours(path, error.reason))
    renamed = [change for change in gone if change.path in first]  # before the new name is written
    return [*renamed, *changes, *(one for one in gone if one.path not in first)], refused


class Undone(NamedTuple):
    """What wasn't changed: files that must be left alone, and those that the disk refused.

    `refusals`: paths, each with what the system said of it.
    """

    left_alone: list[Problem]
    refusals: dict[str, str]

    @property
    def paths(self) -> set[str]:
        """The files that are as they were."""
        return {problem.where.path for problem in self.left_alone} | set(self.refusals)


def perform(root: str, changes: Iterable[Change]) -> Undone:
    """Make the changes, as far as they can be made."""
    undone = Undone([], {})
    for change in changes:
        try:
            if change.data is None:
                delete(root, change.path)
            else:
                write_atomically(root, change.path, change.data)
        except UnsafePath as error:
            undone.left_alone.append(not_ours(change.path, error.reason))
        except OSError as error:
            # That says nothing about the file: it is no finding.
            undone.refusals[change.path] = refusal(error)
    return undone


def code_of(undone: Undone, code: int) -> int:
    """The exit code where something may be undone; what the disk refused is said."""
    for path, said in undone.refusals.items():
        note(f"{path} can't be written: {said}")
    return WRONG_USE if undone.refusals else code


def _target(state: State, options: GenerateOptions) -> str | None:
    for loaded in state.sources.jobs:
        if loaded.job.path == options.only and loaded.job.runtime is not None:
            return wanted_target(options, RUNTIMES[loaded.job.runtime.type])
    return None


def _is_held(file: GeneratedFile, state: State, held: Collection[str]) -> bool:
    """Whether a file is of a job that is held back.

    A folder's own file is where all jobs of the folder are, or where it shows a secret itself.
    """
    if not file.shared or not held:
        return file.of.job in held
    folder = file.path.rpartition("/")[0]
    every = (other.of for other in state.generated.files.values() if not other.shared)
    if all(other.job in held for other in every if other.folder == folder):
        return True
    return state.sources.secrets.veil.hides(f"{file.path}\n{file.text.text}")


def _is_asked_for(
    file: GeneratedFile, state: State, options: GenerateOptions, target: str | None
) -> bool:
    if options.only is None:
        return True
    if not file.shared:
        return (file.of.job, file.of.target) == (options.only, target)
    folder = file.path.rpartition("/")[0]
    return any(
        other.of.folder == folder and _is_asked_for(other, state, options, target)
        for other in state.generated.files.values()
        if not other.shared
    )


def _orphans(
    state: State, sources: Tree, disk: Tree, owned: Mapping[str, Owned], kept: Collection[str]
) -> Sequence[Owned]:
    """Our files on disk that nothing generates any more.

    Where the index is read, a job that isn't staged yet keeps what was generated from it, and what
    its folder shares. `kept` are the files of excluded jobs.
    """

    def waits(one: Owned) -> bool:
        job = one.header.job
        return job is not None and job not in sources.paths and job in disk.paths

    waiting = {one.path for one in owned.values() if waits(one)}
    folders = {path.rpartition("/")[0] for path in waiting}
    made = {path.rpartition("/")[0] for path in state.generated.files}
    folders |= {path.rpartition("/")[0] for path in kept} - made
    return [
        one
        for one in owned.values()
        if one.path not in state.generated.files
        and one.path not in state.generated.protected
        and one.path not in waiting
        and one.path not in kept
        and one.header.folder not in folders
    ]
