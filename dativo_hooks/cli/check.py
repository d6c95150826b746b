"""`dativo-hooks check`: everything at once, as CI wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.cli.session import open_session
from dativo_hooks.cli.timings import TIMINGS

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.session import Session
    from dativo_hooks.incremental.memory import Memory


def run(arguments: argparse.Namespace) -> int:
    """Check the whole repository."""
    session = open_session(arguments)  # while git lists the index, more is loaded
    from dativo_hooks.cli.recalling import is_done, recalled

    TIMINGS.mark("git")
    with recalled(session, arguments) as memory:
        return 0 if is_done(arguments, memory) else _checked(arguments, session, memory)


def _checked(arguments: argparse.Namespace, session: Session, memory: Memory | None) -> int:
    # What follows takes most of a start, and the everyday commit doesn't come here.
    from dativo_hooks.cli.drifting import note_partial
    from dativo_hooks.cli.evaluating import evaluated, repository_of, seen_of
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
    repository = repository_of(arguments, session, configuration)
    found = evaluated(arguments, session, repository, memory)
    note_partial(session, found.faults.drift)
    seen = seen_of(session, repository, found)
    view = View(seen, SCOPES["check"])
    code = report(arguments, session, configuration, found.faults.all, seen.documents, view)
    return max(code, fixed)
