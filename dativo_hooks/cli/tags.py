"""`dativo-hooks tags`: the effective tags of jobs, and where each comes from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from dativo_hooks.cli.evaluating import evaluated_parts, repository_of
from dativo_hooks.cli.exit_codes import FINDINGS, OK
from dativo_hooks.cli.outputs import on_screen
from dativo_hooks.cli.reporting import configuration_or_exit, report
from dativo_hooks.cli.session import open_session
from dativo_hooks.engine.repository import TAGS
from dativo_hooks.errors import UsageError
from dativo_hooks.report.safety import shown, shown_line
from dativo_hooks.sources.kinds import excluded_files
from dativo_hooks.sources.refused import refused_sources

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.engine.tag_rows import JobTags, Source


def run(arguments: argparse.Namespace) -> int:
    """Print the tags of the named jobs, or of all."""
    form = on_screen(arguments)
    if form not in {"full", "concise", "json", None}:
        raise UsageError(f"tags are written as text or json: --output-format {form} has no place")
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    repository = repository_of(arguments, session, configuration, want=TAGS)
    repository = repository._replace(cloud=arguments.cloud or "")
    wanted = [session.path_of(argument) for argument in arguments.jobs]
    _check_jobs(wanted, session, repository)
    named = [path for path in dict.fromkeys(wanted) if path in repository.kinds]
    seen = evaluated_parts(arguments, session, repository, named if wanted else None)
    tagged = {one.job: one for one in seen.tags}
    wanted = wanted or list(tagged)
    lost = [path for path in wanted if path not in tagged]
    if lost or seen.broken.intersection(wanted):
        report(arguments, session, configuration, seen.reading, seen.documents)
    chosen = [tagged[path] for path in wanted if path in tagged]
    if (form or arguments.outputs[0].format) == "json":
        if not lost:
            sys.stdout.write(_json(chosen))
    else:
        sys.stdout.writelines(_text(chosen))
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


def _place(source: Source) -> str:
    return f"{source.path}:{source.position.line}:{source.position.column}"


def _text(jobs: Iterable[JobTags]) -> Iterable[str]:
    for job, rows in jobs:
        yield f"{shown_line(job)}\n"
        width = max((len(row.key) for row in rows), default=0)
        value_width = min(40, max((len(row.value) for row in rows), default=0))
        for row in rows:
            line = f"  {row.key:<{width}}  {row.value:<{value_width}}  {_place(row.source)}"
            for one in row.overrides:
                line += f" (overrides {one.value} of {_place(one)})"
            yield f"{shown_line(line)}\n"


def _json(jobs: Iterable[JobTags]) -> str:
    import json

    def source(one: Source) -> dict[str, Any]:
        return {
            "value": shown(one.value),
            "path": one.path,
            "line": one.position.line,
            "column": one.position.column,
        }

    document = {
        "version": 1,
        "jobs": [
            {
                "path": job,
                "tags": [
                    {
                        "key": row.key,
                        **source(row.source),
                        "value": shown(row.value),
                        "overrides": [source(one) for one in row.overrides],
                    }
                    for row in rows
                ],
            }
            for job, rows in jobs
        ],
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"
