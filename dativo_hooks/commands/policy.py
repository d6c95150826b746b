"""`dativo-hooks policy`: the tag policy and the clouds' limits, for every job and asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.commands.examining import examined
from dativo_hooks.commands.reporting import configuration_or_exit, report
from dativo_hooks.commands.session import open_session

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Check the tags of the whole repository."""
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    examination = examined(arguments, session, configuration)
    problems = [*examination.faults.reading, *examination.faults.policy]
    return report(arguments, session, configuration, problems, examination.documents)
