"""`dativo-hooks check`: everything at once, as CI wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.commands.drifting import drifted
from dativo_hooks.commands.fixing import policy_findings, with_fixes
from dativo_hooks.commands.reporting import configuration_or_exit, report
from dativo_hooks.commands.session import note_without_jobs, open_session
from dativo_hooks.pipeline.check import generation_faults, policy_faults, state_of

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Check the whole repository."""
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    session, fixed = with_fixes(arguments, session, configuration, policy_findings)
    state = state_of(session.tree, configuration)
    note_without_jobs(session, state.sources, configuration)
    problems = [
        *policy_faults(state.sources, state.tagged, configuration),
        *generation_faults(state),
        *drifted(arguments, session, state),
    ]
    code = report(arguments, session, configuration, problems, state.sources.documents)
    return max(code, fixed)
