"""`dativo-hooks tags`: the effective tags of jobs, and where each comes from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dativo_hooks.cli.evaluating import evaluated_parts, repository_of
from dativo_hooks.cli.exit_codes import FINDINGS, OK
from dativo_hooks.cli.outputs import on_screen
from dativo_hooks.cli.reporting import configuration_or_exit, report
from dativo_hooks.cli.session import open_session
from dativo_hooks.engine.repository import TagsWanted, Want
from dativo_hooks.errors import UsageError
from dativo_hooks.report.tags import joined_json
from dativo_hooks.sources.kinds import excluded_files
from dativo_hooks.sources.refused import refused_sources

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.engine.repository import Repository


def run(arguments: argparse.Namespace) -> int:
    """Print the tags of the named jobs, or of all."""
    form = on_screen(arguments)
    if form not in {"full", "concise", "json", None}:
        raise UsageError(f"tags are written as text or json: --output-format {form} has no place")
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    as_json = (form or arguments.outputs[0].format) == "json"
    wanted_tags = TagsWanted("json" if as_json else "text", arguments.cloud or "")
    want = Want(policy=False, terraform=False, tags=wanted_tags)
    repository = repository_of(arguments, session, configuration, want)
    wanted = [session.path_of(argument) for argument in arguments.jobs]
    _check_jobs(wanted, session, repository)
    named = [path for path in dict.fromkeys(wanted) if path in repository.kinds]
    seen = evaluated_parts(arguments, session, repository, named if wanted else None)
    tagged = dict(seen.tags)
    wanted = wanted or list(tagged)
    lost = [path for path in wanted if path not in tagged]
    if lost or seen.broken.intersection(wanted):
        report(arguments, session, configuration, seen.reading, seen.documents)
    chosen = (tagged[path] for path in wanted if path in tagged)
    if not as_json:
        sys.stdout.writelines(chosen)
    elif not lost:
        sys.stdout.writelines(joined_json(chosen))
    return FINDINGS if lost else OK


def _check_jobs(wanted: Sequence[str], session: Session, repository: Repository) -> None:
    """Refuse what isn't a job.

    Raises:
        UsageError: one of them isn't.
    """
    if not wanted:
        return
    configuration = repository.configuration
    excluded = excluded_files(session.tree, configuration)
    refused = refused_sources(session.tree, configuration).sources
    for path in wanted:
        if path in excluded:
            raise UsageError(f"{path} is left out by `exclude`: its tags aren't looked at")
        if repository.kinds.get(path) != "job" and path not in refused:
            raise UsageError(f"{path}: no such job in the {session.tree.name}")
