"""`dativo-hooks baseline`: writes down what is found now, or takes out what no longer is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dativo_hooks.cli.drifting import note_partial
from dativo_hooks.cli.evaluating import evaluated, repository_of, seen_of
from dativo_hooks.cli.exempting import baseline_at
from dativo_hooks.cli.reporting import configuration_or_exit
from dativo_hooks.cli.session import note, open_session
from dativo_hooks.errors import UsageError
from dativo_hooks.filtering.baseline import (
    FILE,
    InvalidBaselineError,
    pruned,
    read_baseline,
    written,
)
from dativo_hooks.filtering.coverage import SCOPES
from dativo_hooks.filtering.filtered import View, adopted, exempted
from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.repository.refusals import refusal
from dativo_hooks.repository.writing import UnsafePath, on_disk, write_atomically
from dativo_hooks.tree import MAX_FILE_SIZE, too_big

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.session import Session
    from dativo_hooks.filtering.baseline import Entries
    from dativo_hooks.filtering.coverage import Seen
    from dativo_hooks.finding import Problem
    from dativo_hooks.model.configuration import Configuration


def run(arguments: argparse.Namespace) -> int:
    """Write the baseline, or prune it."""
    if arguments.staged:
        raise UsageError("--staged: the baseline is written to the working tree, of what is there")
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    path = _path(arguments, session, configuration)
    repository = repository_of(arguments, session, configuration)
    found = evaluated(arguments, session, repository)
    seen = seen_of(session, repository, found)
    note_partial(session, found.faults.drift)
    problems = list(found.faults.all)
    if arguments.prune:
        _prune(session, configuration, seen, problems, path)
    else:
        _write(session, configuration, seen, problems, path)
    return 0


def _path(arguments: argparse.Namespace, session: Session, configuration: Configuration) -> str:
    if arguments.output is not None:
        return session.path_of(arguments.output)
    return configuration.baseline or FILE


def _write(
    session: Session,
    configuration: Configuration,
    seen: Seen,
    problems: list[Problem],
    path: str,
) -> None:
    documents = seen.documents
    entries, left = adopted(
        problems,
        partial(findings_of, documents=documents, selection=Selection(configuration)),
        documents,
        session.tree,
        configuration,
        path,
    )
    _save(session, path, entries, _present(session, path))
    if left:
        findings = "finding is" if len(left) == 1 else "findings are"
        note(f"{len(left)} {findings} reported all the same: `dativo-hooks check` says which")
    if configuration.baseline != path:
        note(f"to use it, write `baseline: {path}` into .dativo-hooks.yaml, or say --baseline")


def _prune(
    session: Session,
    configuration: Configuration,
    seen: Seen,
    problems: list[Problem],
    path: str,
) -> None:
    baseline = baseline_at(session, path, path)
    documents = seen.documents
    told = exempted(
        problems,
        partial(findings_of, documents=documents, selection=Selection(configuration)),
        documents,
        session.tree,
        configuration,
        View(seen, SCOPES["check"]),
        baseline,
    )
    entries = pruned(baseline.entries, told.outdated)
    if told.outdated:
        _save(session, path, entries, _content(session, path))
    else:
        note(f"{path} has {_counted(entries)}, and all are found")


def _present(session: Session, path: str) -> bytes | None:
    """What is in the baseline's place, None for nothing.

    Raises:
        UsageError: it is no baseline of ours, and nobody may overwrite it; or a link.
    """
    data = _content(session, path)
    if data is not None:
        try:
            read_baseline(path, data)
        except InvalidBaselineError as error:
            raise UsageError(f"{path} is left alone: {error}; move it, or delete it") from None
    return data


def _content(session: Session, path: str) -> bytes | None:
    try:
        return on_disk(session.root.path, path)
    except UnsafePath as error:
        raise UsageError(f"{path} is left alone: it {error.reason}") from None


def _save(session: Session, path: str, entries: Entries, before: bytes | None) -> None:
    data = written(entries)
    if len(data) > MAX_FILE_SIZE:
        raise UsageError(f"{path} {too_big(len(data))}; fix what most files have in common first")
    if data == before:
        note(f"{path} has {_counted(entries)}, as before")
        return
    try:
        write_atomically(session.root.path, path, data)
    except UnsafePath as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{path} can't be written: {refusal(error)}") from None
    note(f"wrote {path}, {_counted(entries)}")


def _counted(entries: Entries) -> str:
    count = sum(sum(some.values()) for some in entries.values())
    files = len(entries)
    return f"{count} finding{'' if count == 1 else 's'} in {files} file{'' if files == 1 else 's'}"
