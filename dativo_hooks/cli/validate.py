"""`dativo-hooks validate`: files against their schemas, and the paths that jobs name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.cli.fixing import with_fixes
from dativo_hooks.cli.reporting import configuration_or_exit, report, reported
from dativo_hooks.cli.session import open_session
from dativo_hooks.cli.validated_files import selected
from dativo_hooks.filtering.coverage import SCOPES, seen_of
from dativo_hooks.filtering.filtered import View

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.fixing import Findings
    from dativo_hooks.cli.session import Session
    from dativo_hooks.model.configuration import Configuration


def run(arguments: argparse.Namespace) -> int:
    """Validate the named files, or all of them."""
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code

    def judge(state: Session, settings: Configuration) -> Findings:
        found = selected(arguments, state, settings)
        told = reported(arguments, state, settings, found.problems, found.documents)
        return told.findings, found.documents

    session, fixed = with_fixes(arguments, session, configuration, judge)
    sources = selected(arguments, session, configuration)
    view = View(seen_of(sources), SCOPES["validate"], whole=not (arguments.files or arguments.kind))
    documents = sources.documents
    code = report(arguments, session, configuration, sources.problems, documents, view)
    return max(code, fixed)
