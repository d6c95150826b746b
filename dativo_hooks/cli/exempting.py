"""Exemptions as the commands hear them: comments, and the baseline of this run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.errors import UsageError
from dativo_hooks.filtering.filtered import Exempted, View, exempted
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.document import Document
    from dativo_hooks.filtering.baseline import Baseline
    from dativo_hooks.filtering.filtered import Locate
    from dativo_hooks.finding import Problem
    from dativo_hooks.model.configuration import Configuration

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

    With `--no-ignores` all of them, and none about comments or the baseline: as if there were
    neither.

    Raises:
        UsageError: the baseline can't be read.
    """
    if arguments.no_ignores:
        return Exempted(locate(problems), (), {})
    baseline = _baseline(arguments, session, configuration)
    if view.seen is not None and session.document is not None:
        marked = {*view.seen.marked, session.document.path}
        view = view._replace(seen=view.seen._replace(marked=marked))
    return exempted(
        problems,
        locate,
        with_configuration(session, documents),
        session.tree,
        configuration,
        view,
        baseline,
    )


def with_configuration(
    session: Session, documents: Mapping[str, Document]
) -> Mapping[str, Document]:
    """The documents, that of the configuration among them."""
    if session.document is None or documents.get(session.document.path) is session.document:
        return documents
    return {**documents, session.document.path: session.document}


def baseline_at(session: Session, path: str, named: str) -> Baseline:
    """The baseline in a file of the tree.

    Args:
        session: the run.
        path: relative to the root.
        named: how the user names it, for messages.

    Raises:
        UsageError: it isn't there, or is none.
    """
    from dativo_hooks.filtering.baseline import InvalidBaselineError, read_baseline

    if path not in session.tree.paths:
        raise UsageError(
            f"{named}: not in the {session.tree.name}; `dativo-hooks baseline` writes it"
            + (", `git add` stages it" if session.working is not None else "")
        )
    try:
        return read_baseline(path, session.tree.read(path))
    except UnreadableFile as error:
        raise UsageError(f"{named}: it {error.reason}") from None
    except InvalidBaselineError as error:
        raise UsageError(f"{named}: {error}") from None


def _baseline(
    arguments: argparse.Namespace, session: Session, configuration: Configuration
) -> Baseline | None:
    """The baseline that the command line, the environment or the configuration names."""
    if not hasattr(arguments, "baseline"):
        return None  # a command that has none
    if arguments.baseline is not None:
        named = f"--baseline {arguments.baseline}"
        return baseline_at(session, session.path_of(arguments.baseline), named)
    if configuration.baseline:
        path = configuration.baseline
        return baseline_at(session, path, f"`baseline` of the configuration, {path}")
    return None
