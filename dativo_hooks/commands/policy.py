"""`dativo-hooks policy`: the tag policy and the clouds' limits, for every job and asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.commands.fixing import policy_findings, with_fixes
from dativo_hooks.commands.reporting import configuration_or_exit, report
from dativo_hooks.commands.session import note_without_jobs, open_session
from dativo_hooks.pipeline.check import policy_faults
from dativo_hooks.pipeline.loading import sources_of
from dativo_hooks.pipeline.tagging import tagged_jobs

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Check the tags of the whole repository."""
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    session, fixed = with_fixes(arguments, session, configuration, policy_findings)
    sources = sources_of(session.tree, configuration)
    note_without_jobs(session, sources, configuration)
    tagged = tagged_jobs(sources, configuration)
    problems = policy_faults(sources, tagged, configuration)
    code = report(arguments, session, configuration, problems, sources.documents)
    return max(code, fixed)
