"""`dativo-hooks check`: everything at once, as CI wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.commands.drifting import note_partial
from dativo_hooks.commands.examining import examined
from dativo_hooks.commands.reporting import configuration_or_exit, report
from dativo_hooks.commands.session import open_session

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Check the whole repository."""
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    examination = examined(arguments, session, configuration)
    faults = examination.faults
    note_partial(session, faults.drift)
    problems = [*faults.reading, *faults.policy, *faults.generation, *faults.drift]
    return report(arguments, session, configuration, problems, examination.documents)
