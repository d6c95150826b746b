"""The effective tags of a job as they may be shown: each with the line that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.clouds import aws, gcp
from dativo_hooks.clouds.dialect import spell
from dativo_hooks.filtering.findings import position_of
from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.recognition import secret_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.engine.tagging import Tagged
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.model.values import Value
    from dativo_hooks.position import Position
    from dativo_hooks.sources.loading import Sources
    from dativo_hooks.sources.secrecy import Secrets


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


def job_tags(job: Tagged, sources: Sources, configuration: Configuration, cloud: str) -> JobTags:
    """The tags of a job as a cloud gets them; "" for ours."""
    secrets, documents = sources.secrets, sources.documents
    if cloud:
        dialect = (
            aws.dialect(configuration.aws_list_separator)
            if cloud == "aws"
            else gcp.dialect(configuration.gcp_key_separator)
        )
        spelt = [(one.key, one.value, one.tag) for one in spell(job.tags, dialect).tags]
    else:
        spelt = [(tag.key, tag.text, tag) for tag in job.tags]
    return JobTags(
        job.loaded.job.path,
        tuple(
            TagRow(
                secrets.veil.over(key),
                _safe(tag.value, value, secrets),
                _source(tag.value, secrets, documents),
                tuple(_source(one, secrets, documents) for one in tag.overrode),
            )
            for key, value, tag in spelt
        ),
    )


def _source(value: Value, secrets: Secrets, documents: Mapping[str, Document]) -> Source:
    safe = value._replace(items=tuple(_safe(value, item, secrets) for item in value.items))
    return Source(safe.text, value.origin.path, position_of(value.origin, documents))


def _safe(value: Value, text: str, secrets: Secrets) -> str:
    """How a value is spelt; of a secret that shows its kind, the beginning stays."""
    if secrets.hold(value.origin) and secret_kind(text) is None:
        return HIDDEN
    return secrets.veil.over(redacted(text))
