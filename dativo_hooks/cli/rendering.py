"""Findings as the text of an output: what its format's row asks for, and what is known of files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dativo_hooks.cli.paths import from_git_top
from dativo_hooks.cli.streams import shows_color
from dativo_hooks.document import Lines
from dativo_hooks.report.formats import FORMATS, renderer
from dativo_hooks.report.report import Report
from dativo_hooks.sources.secrecy import lines_without_secrets
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from dativo_hooks.cli.outputs import Output
    from dativo_hooks.cli.session import Session
    from dativo_hooks.document import Document
    from dativo_hooks.finding import Finding
    from dativo_hooks.suppressed import Suppressed


def rendered(
    output: Output,
    arguments: argparse.Namespace,
    session: Session,
    findings: Sequence[Finding],
    documents: Mapping[str, Document],
    hidden: Sequence[Suppressed],
) -> str:
    """The findings in the format of an output; `hidden` are those that aren't reported."""
    form = FORMATS[output.format]
    if not findings and form.clean == "silent":
        return ""
    prefix = ""
    if form.paths == "git's top":
        prefix = session.root.prefix
        top = from_git_top([one.finding for one in hidden], session, arguments.config)
        hidden = [one._replace(finding=its) for one, its in zip(hidden, top, strict=True)]
        findings = from_git_top(findings, session, arguments.config)
    report = Report(
        findings,
        hidden,
        hidden if arguments.show_suppressed else (),
        _line_reader(session, documents, prefix),
        color=form.readers == "people" and _wants_color(output, arguments),
        warnings_fail=arguments.fail_on == "warning",
    )
    return renderer(form)(report)


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
