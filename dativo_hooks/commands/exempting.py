"""Exemptions as the commands hear them: what hides findings, and what was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.pipeline.exempting import Exempted, View, exempted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from dativo_hooks.commands.session import Session
    from dativo_hooks.document import Document
    from dativo_hooks.finding import Problem
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.pipeline.exempting import Locate

NO_VIEW = View()
"""Of a command that judges no comment."""


def exempt(
    arguments: argparse.Namespace,
    session: Session,
    configuration: Configuration,
    problems: Sequence[Problem],
    locate: Locate,
    documents: Mapping[str, Document],
    view: View,
) -> Exempted:
    """The findings of problems, without those that need not be reported.

    With `--no-ignores` all of them, and none about comments: as if there were none.
    """
    if arguments.no_ignores:
        return Exempted(locate(problems), ())
    if session.document is not None:
        documents = {**documents, session.document.path: session.document}
    return exempted(problems, locate, documents, session.tree, configuration, view)
