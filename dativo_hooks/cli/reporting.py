"""Writes findings out, and says which exit code they make."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.cli.exempting import NO_VIEW, exempt
from dativo_hooks.cli.exit_codes import FINDINGS, OK, WRONG_USE
from dativo_hooks.cli.rendering import rendered
from dativo_hooks.cli.session import note
from dativo_hooks.cli.streams import write_for_programs
from dativo_hooks.errors import UsageError
from dativo_hooks.filtering.findings import edited, findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.report.formats import FORMATS
from dativo_hooks.report.summary import counted, summary_line
from dativo_hooks.repository.refusals import refusal
from dativo_hooks.repository.report_file import write_report
from dativo_hooks.tree import CONFIGURATION_FILE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.document import Document
    from dativo_hooks.filtering.filtered import Exempted, View
    from dativo_hooks.finding import Finding, Problem
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.suppressed import Suppressed


def report(
    arguments: argparse.Namespace,
    session: Session,
    configuration: Configuration,
    problems: Iterable[Problem],
    documents: Mapping[str, Document],
    view: View = NO_VIEW,
) -> int:
    """Write the findings in the format that was asked for; the exit code that they make.

    `view` says what was looked at, without which no comment is said to be unused.
    """
    told = reported(arguments, session, configuration, problems, documents, view)
    return write(arguments, session, told.findings, documents, told.hidden)


def reported(
    arguments: argparse.Namespace,
    session: Session,
    configuration: Configuration,
    problems: Iterable[Problem],
    documents: Mapping[str, Document],
    view: View = NO_VIEW,
) -> Exempted:
    """The findings that are told of problems, and so may be fixed; what is left out here is not."""
    selection = Selection(configuration)
    locate = partial(findings_of, documents=documents, selection=selection, with_edits=False)
    every = tuple(problems)
    told = exempt(arguments, session, configuration, every, locate, documents, view)
    told = told._replace(findings=edited(told.findings, every, documents, selection))
    if arguments.show_suppressed:
        hidden = edited((one.finding for one in told.hidden), every, documents, selection)
        both = zip(told.hidden, hidden, strict=True)
        told = told._replace(hidden=tuple(one._replace(finding=its) for one, its in both))
    if view.seen is None or not any(problem.rule == rules.SECRET for problem in every):
        return told
    from dativo_hooks.filtering.held import without_drift_of_held

    findings = without_drift_of_held(told.findings, view.seen.made_of, session.tree)
    return told._replace(findings=findings)


def configuration_or_exit(
    arguments: argparse.Namespace, session: Session
) -> tuple[Configuration | None, int]:
    """The configuration; None and exit code 2 where it is broken, which has been reported then.

    None and exit code 0 where it was to be shown, or the files were.
    """
    if (
        arguments.config is None
        and session.working is not None
        and CONFIGURATION_FILE not in session.tree.paths
        and os.path.isfile(os.path.join(session.root.path, CONFIGURATION_FILE))
        and CONFIGURATION_FILE in session.working.paths
    ):
        note(f"{CONFIGURATION_FILE} isn't in the index, so the defaults hold: `git add` it")
    if session.configuration is not None:
        if getattr(arguments, "show_config", False) or getattr(arguments, "show_files", False):
            from dativo_hooks.cli.showing import show

            show(arguments, session, session.configuration)
            return None, OK
        return session.configuration, OK
    documents = {session.document.path: session.document} if session.document else {}
    write(arguments, session, findings_of(session.problems, documents), documents)
    return None, WRONG_USE


def write(
    arguments: argparse.Namespace,
    session: Session,
    findings: Sequence[Finding],
    documents: Mapping[str, Document],
    hidden: Sequence[Suppressed] = (),
) -> int:
    """Write located findings; the exit code that they make."""
    summary = counted(findings, hidden)
    for output in arguments.outputs:
        text = rendered(output, arguments, session, findings, documents, hidden)
        if output.file is None and FORMATS[output.format].readers == "programs":
            write_for_programs(text)
            continue
        if output.file is None:
            sys.stdout.write(text)
            sys.stdout.flush()
            continue
        from dativo_hooks.repository.named_files import report_location, repository_around
        from dativo_hooks.repository.writing import UnsafePath

        option = "--output-file " if arguments.output_file else f"--output-format {output.format}="
        try:
            location = report_location(output.file, repository_around(session.root.path))
            write_report(location, text)
        except UnsafePath as error:
            raise UsageError(f"{option}{error}") from None
        except OSError as error:
            raise UsageError(f"{option}{output.file}: {refusal(error)}") from None
    if findings or hidden:
        fix = "--fix" if hasattr(arguments, "fix") else "`check --fix`"
        print(f"dativo-hooks: {summary_line(summary, fix)}", file=sys.stderr)
    failing = summary["errors"] or (arguments.fail_on == "warning" and summary["warnings"])
    return FINDINGS if failing else OK
