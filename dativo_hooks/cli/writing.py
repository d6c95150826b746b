"""Writes what `generate` changes, or shows it, and says what was done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.cli.exit_codes import OK, WRONG_USE
from dativo_hooks.cli.session import note
from dativo_hooks.drift.compare import not_ours
from dativo_hooks.engine.changes import changes_of, diff_of
from dativo_hooks.filtering.held import held_jobs
from dativo_hooks.report.safety import shown
from dativo_hooks.repository.applying import applied

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterable

    from dativo_hooks.cli.session import Session
    from dativo_hooks.engine.evaluation import Evaluation
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.filtering.coverage import Seen
    from dativo_hooks.finding import Finding, Problem
    from dativo_hooks.repository.applying import Unapplied
    from dativo_hooks.repository.spool import Spool


class Written(NamedTuple):
    """What came of it: whether anything was changed; what stands in the way; the exit code."""

    changed: bool
    problems: list[Problem]
    code: int


def write_changes(
    arguments: argparse.Namespace,
    session: Session,
    repository: Repository,
    found: Evaluation,
    texts: Spool,
    seen: Seen,
    findings: Iterable[Finding],
) -> Written:
    """Make the working tree right, or print the diff of doing so.

    Nothing of jobs is written whose secrets are among `findings`.
    """
    held = held_jobs(findings, seen.made_of)
    changes, problems = changes_of(repository, found, texts, session.root.path, held)
    _note_held(found, held)
    if arguments.diff:
        sys.stdout.writelines(shown(diff_of(change)) for change in changes)
        return Written(bool(changes), problems, OK)
    left = applied(session.root.path, changes)
    done = [change for change in changes if change.path not in left.paths]
    for change in done:
        note(f"{change.verb} {change.path}")
    return Written(bool(done), [*problems, *left_alone(left)], code_of(left))


def left_alone(left: Unapplied) -> list[Problem]:
    """The files that must not be touched."""
    return [not_ours(path, why) for path, why in left.unsafe.items()]


def code_of(left: Unapplied) -> int:
    """The least exit code where the disk may have refused something, which is said."""
    for path, said in left.refusals.items():
        note(f"{path} can't be written: {said}")
    return WRONG_USE if left.refusals else OK


def _note_held(found: Evaluation, held: Collection[str]) -> None:
    """Say for which jobs nothing is written."""
    jobs = sorted(job for job, record in found.records.items() if record.sound and job in held)
    if jobs and not found.settled:
        more = f" and {len(jobs) - 1} more" if len(jobs) > 1 else ""
        note(f"nothing is written for {jobs[0]}{more} while a secret stands there (DH305)")
