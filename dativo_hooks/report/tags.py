"""The tags of jobs as they are printed: a table for people, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks.report.safety import shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.position import Position


class Source(NamedTuple):
    """A value where it is written."""

    value: str
    path: str
    position: Position


class TagRow(NamedTuple):
    """A tag, the value that it is made of, and those that this one overrides."""

    key: str
    value: str
    source: Source
    overrides: tuple[Source, ...]


class JobTags(NamedTuple):
    """A job and its tags."""

    job: str
    rows: tuple[TagRow, ...]


def tags_text(tags: JobTags) -> str:
    """The tags of one job as lines."""
    # Most of it is the same in many jobs: each part is made fit to be shown once.
    rows = [
        (shown_line(row.key), shown_line(row.value), _place(row.source), row.overrides)
        for row in tags.rows
    ]
    width = max((len(key) for key, *_ in rows), default=0)
    value_width = min(40, max((len(value) for _, value, *_ in rows), default=0))
    lines = [shown_line(tags.job)]
    for key, value, place, overrides in rows:
        line = f"  {key:<{width}}  {value:<{value_width}}  {place}"
        for one in overrides:
            line += f" (overrides {shown_line(one.value)} of {_place(one)})"
        lines.append(line)
    return "".join(f"{line}\n" for line in lines)


def _place(source: Source) -> str:
    return f"{shown_line(source.path)}:{source.position.line}:{source.position.column}"


def tags_json(tags: JobTags) -> str:
    """The tags of one job as a JSON object; `joined_json` makes a document of several."""
    import json

    rows = [
        {
            "key": row.key,
            **_source(row.source),
            "value": shown(row.value),
            "overrides": [_source(one) for one in row.overrides],
        }
        for row in tags.rows
    ]
    return json.dumps({"path": tags.job, "tags": rows}, ensure_ascii=True, indent=2)


def _source(one: Source) -> dict[str, Any]:
    return {
        "value": shown(one.value),
        "path": one.path,
        "line": one.position.line,
        "column": one.position.column,
    }


def joined_json(jobs: Iterable[str]) -> Iterable[str]:
    """The parts of a JSON document that has the objects of several jobs."""
    yield '{\n  "version": 1,\n  "jobs": ['
    between = "\n"
    for job in jobs:
        yield between + "\n".join(f"    {line}" for line in job.split("\n"))
        between = ",\n"
    yield "]\n}\n" if between == "\n" else "\n  ]\n}\n"
