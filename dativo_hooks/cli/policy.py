"""`dativo-hooks policy`: the tag policy and the clouds' limits, for every job and asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.cli.session import open_session

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.remembering import Memory
    from dativo_hooks.cli.session import Session


def run(arguments: argparse.Namespace) -> int:
    """Check the tags of the whole repository."""
    session = open_session(arguments)  # while git lists the index, more is loaded
    from dativo_hooks.cli.remembering import nothing_to_say, recalled, says_nothing

    with recalled(session, arguments) as memory:
        if says_nothing(arguments) and nothing_to_say(memory, session):
            return 0
        return _checked(arguments, session, memory)


def _checked(arguments: argparse.Namespace, session: Session, memory: Memory | None) -> int:
    from dativo_hooks.cli.examining import examined
    from dativo_hooks.cli.fixing import policy_findings, with_fixes
    from dativo_hooks.cli.reporting import configuration_or_exit, report
    from dativo_hooks.filtering.coverage import SCOPES
    from dativo_hooks.filtering.filtered import View

    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    session, fixed = with_fixes(arguments, session, configuration, policy_findings(arguments))
    if fixed:
        memory = None  # the tree is no index any more, or not what will be on disk
    examination = examined(arguments, session, configuration, memory)
    problems = [*examination.faults.reading, *examination.faults.policy]
    view = View(examination.seen, SCOPES["policy"])
    code = report(arguments, session, configuration, problems, examination.seen.documents, view)
    return max(code, fixed)
