"""`dativo-hooks tags`: the effective tags of jobs, and where each comes from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks.cli.main import FINDINGS, OK
from dativo_hooks.cli.outputs import on_screen
from dativo_hooks.cli.reporting import configuration_or_exit, report
from dativo_hooks.cli.session import open_session
from dativo_hooks.clouds.dialect import spell
from dativo_hooks.clouds.registry import CLOUDS
from dativo_hooks.engine.tagging import tagged_jobs
from dativo_hooks.errors import UsageError
from dativo_hooks.filtering.findings import position_of
from dativo_hooks.redaction import redacted
from dativo_hooks.report.safety import shown, shown_line
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.recognition import secret_kind
from dativo_hooks.sources.loading import sources_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from dativo_hooks.document import Document
    from dativo_hooks.engine.tagging import Tagged
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.model.values import Value
    from dativo_hooks.sources.loading import Sources
    from dativo_hooks.sources.secrecy import Secrets


class _Row(NamedTuple):
    """A tag, as it may be shown; the values are where it comes from."""

    key: str
    value: str
    tag: Value
    overrode: tuple[Value, ...]


def run(arguments: argparse.Namespace) -> int:
    """Print the tags of the named jobs, or of all."""
    form = on_screen(arguments)
    if form not in {"full", "concise", "json", None}:
        raise UsageError(f"tags are written as text or json: --output-format {form} has no place")
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    sources = sources_of(session.tree, configuration)
    tagged = {job.loaded.job.path: job for job in tagged_jobs(sources, configuration)}
    wanted = [session.path_of(argument) for argument in arguments.jobs] or list(tagged)
    known = {loaded.job.path for loaded in sources.jobs} | sources.broken
    for path in wanted:
        if path in sources.excluded:
            raise UsageError(f"{path} is left out by `exclude`: its tags aren't looked at")
        if path not in known:
            raise UsageError(f"{path}: no such job in the {session.tree.name}")
    lost = [path for path in wanted if path not in tagged]
    if lost or sources.broken.intersection(wanted):
        report(arguments, session, configuration, sources.problems, sources.documents)
    chosen = [tagged[path] for path in wanted if path in tagged]
    if (form or arguments.outputs[0].format) == "json":
        if not lost:
            sys.stdout.write(_json(chosen, arguments.cloud, configuration, sources))
    else:
        sys.stdout.write(_text(chosen, arguments.cloud, configuration, sources))
    return FINDINGS if lost else OK


def _rows(
    job: Tagged, cloud: str | None, configuration: Configuration, secrets: Secrets
) -> list[_Row]:
    if cloud is None:
        rows = [_Row(t.key, t.text, t.value, t.overrode) for t in job.tags]
    else:
        rows = [
            _Row(tag.key, tag.value, tag.tag.value, tag.tag.overrode)
            for tag in spell(job.tags, CLOUDS[cloud].dialect(configuration)).tags
        ]
    return [
        row._replace(
            key=secrets.veil.over(row.key),
            value=_safe(row.tag, row.value, secrets),
            tag=_safe_value(row.tag, secrets),
            overrode=tuple(_safe_value(value, secrets) for value in row.overrode),
        )
        for row in rows
    ]


def _safe(value: Value, text: str, secrets: Secrets) -> str:
    """How a value is spelt; of a secret that shows its kind, the beginning stays."""
    if secrets.hold(value.origin) and secret_kind(text) is None:
        return HIDDEN
    return secrets.veil.over(redacted(text))


def _safe_value(value: Value, secrets: Secrets) -> Value:
    return value._replace(items=tuple(_safe(value, item, secrets) for item in value.items))


def _place(value: Value, documents: Mapping[str, Document]) -> str:
    position = position_of(value.origin, documents)
    return f"{value.origin.path}:{position.line}:{position.column}"


def _text(
    jobs: Sequence[Tagged],
    cloud: str | None,
    configuration: Configuration,
    sources: Sources,
) -> str:
    documents = sources.documents
    lines = []
    for job in jobs:
        lines.append(shown_line(job.loaded.job.path))
        rows = _rows(job, cloud, configuration, sources.secrets)
        width = max((len(row.key) for row in rows), default=0)
        value_width = min(40, max((len(row.value) for row in rows), default=0))
        for row in rows:
            line = f"  {row.key:<{width}}  {row.value:<{value_width}}  {_place(row.tag, documents)}"
            for value in row.overrode:
                line += f" (overrides {value.text} of {_place(value, documents)})"
            lines.append(shown_line(line))
    return "".join(f"{line}\n" for line in lines)


def _json(
    jobs: Sequence[Tagged],
    cloud: str | None,
    configuration: Configuration,
    sources: Sources,
) -> str:
    import json

    def source(value: Value) -> dict[str, Any]:
        position = position_of(value.origin, sources.documents)
        return {
            "value": shown(value.text),
            "path": value.origin.path,
            "line": position.line,
            "column": position.column,
        }

    document = {
        "version": 1,
        "jobs": [
            {
                "path": job.loaded.job.path,
                "tags": [
                    {
                        "key": row.key,
                        **source(row.tag),
                        "value": shown(row.value),
                        "overrides": [source(value) for value in row.overrode],
                    }
                    for row in _rows(job, cloud, configuration, sources.secrets)
                ],
            }
            for job in jobs
        ],
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"
