"""The effective tags of jobs as they may be shown: each with the line that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.clouds.dialect import spell
from dativo_hooks.clouds.registry import CLOUDS
from dativo_hooks.filtering.findings import position_of
from dativo_hooks.redaction import redacted
from dativo_hooks.report.tags import JobTags, Source, TagRow, tags_json, tags_text
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.recognition import secret_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.clouds.dialect import Dialect
    from dativo_hooks.engine.repository import TagsWanted
    from dativo_hooks.engine.tagging import Tagged
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.model.values import Value
    from dativo_hooks.sources.loading import Sources


def rendered_tags(
    jobs: Iterable[Tagged], sources: Sources, configuration: Configuration, wanted: TagsWanted
) -> Iterator[tuple[str, str]]:
    """Each job with its tags as text or JSON."""
    dialect = CLOUDS[wanted.cloud].dialect(configuration) if wanted.cloud else None
    rows = _Rows(sources, dialect)
    render = tags_json if wanted.form == "json" else tags_text
    for job in jobs:
        tags = rows.of(job)
        yield tags.job, render(tags)


class _Rows:
    """Makes rows; what several jobs have of one asset is looked up once."""

    def __init__(self, sources: Sources, dialect: Dialect | None) -> None:
        self._secrets = sources.secrets
        self._documents = sources.documents
        self._dialect = dialect
        self._safe: dict[str, str] = {}
        self._sources: dict[Value, Source] = {}

    def of(self, job: Tagged) -> JobTags:
        spelt = (
            [(tag.key, tag.text, tag) for tag in job.tags]
            if self._dialect is None
            else [(one.key, one.value, one.tag) for one in spell(job.tags, self._dialect).tags]
        )
        rows = tuple(
            TagRow(
                self._secrets.veil.over(key),
                self._value(tag.value, value),
                self._source(tag.value),
                tuple(map(self._source, tag.overrode)),
            )
            for key, value, tag in spelt
        )
        return JobTags(job.loaded.job.path, rows)

    def _source(self, value: Value) -> Source:
        if value not in self._sources:
            items = tuple(self._value(value, item) for item in value.items)
            position = position_of(value.origin, self._documents)
            safe = value._replace(items=items).text
            self._sources[value] = Source(safe, value.origin.path, position)
        return self._sources[value]

    def _value(self, value: Value, text: str) -> str:
        """How a value is spelt; of a secret that shows its kind, the beginning stays."""
        if self._secrets.hold(value.origin) and secret_kind(text) is None:
            return HIDDEN
        if text not in self._safe:
            self._safe[text] = self._secrets.veil.over(redacted(text))
        return self._safe[text]
