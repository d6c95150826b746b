"""`dativo-hooks policy`: the tag policy and the clouds' limits, for every job and asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.cli.session import open_session

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.session import Session
    from dativo_hooks.incremental.memory import Memory


def run(arguments: argparse.Namespace) -> int:
    """Check the tags of the whole repository."""
    session = open_session(arguments)  # while git lists the index, more is loaded
    from dativo_hooks.cli.recalling import is_done, recalled

    with recalled(session, arguments) as memory:
        if is_done(arguments, memory):
            return 0
        if memory is not None and memory.since is not None:
            return _checked(arguments, session, memory)  # `check` has looked at more
    with recalled(session, arguments, "policy") as memory:
        return 0 if is_done(arguments, memory) else _checked(arguments, session, memory)


def _checked(arguments: argparse.Namespace, session: Session, memory: Memory | None) -> int:
    from dativo_hooks.cli.evaluating import evaluated, repository_of, seen_of
    from dativo_hooks.cli.fixing import policy_findings, with_fixes
    from dativo_hooks.cli.reporting import configuration_or_exit, report
    from dativo_hooks.engine.repository import POLICY
    from dativo_hooks.filtering.coverage import SCOPES
    from dativo_hooks.filtering.filtered import View

    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    session, fixed = with_fixes(arguments, session, configuration, policy_findings(arguments))
    if fixed:
        memory = None  # the tree is no index any more, or not what will be on disk
    repository = repository_of(arguments, session, configuration, POLICY)
    found = evaluated(arguments, session, repository, memory)
    seen = seen_of(session, repository, found)
    problems = [*found.faults.reading, *found.faults.policy]
    view = View(seen, SCOPES["policy"])
    code = report(arguments, session, configuration, problems, seen.documents, view)
    return max(code, fixed)
