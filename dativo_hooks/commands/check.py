"""`dativo-hooks check`: everything at once, as CI wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.commands.drifting import drifted
from dativo_hooks.commands.reporting import configuration_or_exit, report
from dativo_hooks.commands.session import note_without_jobs, open_session
from dativo_hooks.pipeline.check import generation_faults, policy_faults, state_of
from dativo_hooks.pipeline.coverage import SCOPES
from dativo_hooks.pipeline.exempting import View

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.commands.session import Session
    from dativo_hooks.finding import Problem
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.pipeline.check import State


def run(arguments: argparse.Namespace) -> int:
    """Check the whole repository."""
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    state = state_of(session.tree, configuration)
    note_without_jobs(session, state.sources, configuration)
    problems = everything(arguments, session, configuration, state)
    view = View(state.sources, SCOPES["check"])
    return report(arguments, session, configuration, problems, state.sources.documents, view)


def everything(
    arguments: argparse.Namespace, session: Session, configuration: Configuration, state: State
) -> list[Problem]:
    """All that is wrong with the repository."""
    return [
        *policy_faults(state.sources, state.tagged, configuration),
        *generation_faults(state),
        *drifted(arguments, session, state),
    ]
