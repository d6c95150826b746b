"""Writes findings out, and says which exit code they make."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.cli.exempting import NO_VIEW, exempt
from dativo_hooks.cli.exit_codes import FINDINGS, OK, WRONG_USE
from dativo_hooks.cli.paths import from_git_top
from dativo_hooks.cli.session import note
from dativo_hooks.cli.streams import shows_color, write_for_programs
from dativo_hooks.document import Lines
from dativo_hooks.errors import UsageError
from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.report.formats import FORMATS, renderer
from dativo_hooks.report.report import Report
from dativo_hooks.report.summary import counted, summary_line
from dativo_hooks.repository.refusals import refusal
from dativo_hooks.repository.report_file import write_report
from dativo_hooks.sources.secrecy import lines_without_secrets
from dativo_hooks.tree import CONFIGURATION_FILE, UnreadableFile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dativo_hooks.cli.outputs import Output
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
    locate = partial(findings_of, documents=documents, selection=Selection(configuration))
    every = tuple(problems)
    told = exempt(arguments, session, configuration, every, locate, documents, view)
    if view.seen is None or not any(problem.rule == rules.SECRET for problem in every):
        return told
    from dativo_hooks.cli.held import without_drift_of_held

    findings = without_drift_of_held(told.findings, view.seen.made_of, session)
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
        form = FORMATS[output.format]
        text = renderer(form)(_report(output, arguments, session, findings, documents, hidden))
        if output.file is None and form.readers == "programs":
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


def _report(
    output: Output,
    arguments: argparse.Namespace,
    session: Session,
    findings: Sequence[Finding],
    documents: Mapping[str, Document],
    hidden: Sequence[Suppressed],
) -> Report:
    """What the format of an output is given."""
    form = FORMATS[output.format]
    prefix = ""
    if form.paths == "git's top":
        prefix = session.root.prefix
        top = from_git_top([one.finding for one in hidden], session, arguments.config)
        hidden = [one._replace(finding=its) for one, its in zip(hidden, top, strict=True)]
        findings = from_git_top(findings, session, arguments.config)
    return Report(
        findings,
        hidden,
        hidden if arguments.show_suppressed else (),
        _line_reader(session, documents, prefix),
        color=form.readers == "people" and _wants_color(output, arguments),
        warnings_fail=arguments.fail_on == "warning",
    )


def _wants_color(output: Output, arguments: argparse.Namespace) -> bool:
    if arguments.color != "auto":
        return bool(arguments.color == "always")
    return not output.file and not os.environ.get("NO_COLOR") and shows_color()


def _line_reader(
    session: Session, documents: Mapping[str, Document], prefix: str
) -> Callable[[str, int], str]:
    """Gives lines of files: of those that were parsed, and of any other in the tree.

    `prefix` is what their paths have before those from the root.
    """
    known: dict[str, Lines] = {}

    def line_of(path: str, number: int) -> str:
        path = path.removeprefix(prefix)
        if path not in known:
            document = documents.get(path)
            if document is None:
                known[path] = Lines(_content(session, path))
            else:
                configuration = session.configuration
                known[path] = lines_without_secrets(document, configuration)
        return known[path].line(number)

    return line_of


def _content(session: Session, path: str) -> str:
    for tree in (session.tree, session.working):
        if tree is not None and path in tree.paths:
            try:
                return tree.read(path).decode("utf-8-sig", "replace")
            except UnreadableFile:
                return ""
    return ""
