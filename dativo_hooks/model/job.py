"""A job, decoded from a document that fits its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks.model.configuration import text_of
from dativo_hooks.model.values import Value, expanded, value_at
from dativo_hooks.position import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.finding import Problem
    from dativo_hooks.position import Route

RUNTIME: Route = ("infrastructure", "runtime")
SCHEDULE: Route = ("infrastructure", "schedule")
METADATA: Route = ("infrastructure", "metadata")


class Variable(NamedTuple):
    """An environment variable, or a secret: its name, its text, and where it is written."""

    name: str
    text: str
    origin: Origin


class Schedule(NamedTuple):
    """When a job runs: an AWS `expression`, or a unix `cron`; `timezone` is a tz database name."""

    expression: Value | None
    cron: Value | None
    timezone: Value | None


class Runtime(NamedTuple):
    """`infrastructure.runtime`: sizes as they are written, in the units of the runtime's cloud."""

    type: str
    origin: Origin
    cpu: str | int | None
    memory: str | int | None
    timeout: int | None
    image: Value | None
    region: Value | None
    language: str | None
    entry_point: str | None
    execution: str
    command: tuple[str, ...] | None
    environment: tuple[Variable, ...]
    secrets: tuple[Variable, ...]

    def at(self, key: str) -> Origin:
        """Where the runtime's `key` is written."""
        return Origin(self.origin.path, (*self.origin.route, key))


class Job(NamedTuple):
    """A job, with `${VAR}` replaced where the value decides a path, a name or a resource."""

    document: Document
    tenant: Value
    environment: Value | None
    asset_path: Value
    source_connector_path: Value
    target_connector_path: Value
    runtime: Runtime | None
    schedule: Schedule | None

    @property
    def path(self) -> str:
        """The file that describes it."""
        return self.document.path

    def value(self, *route: str | int) -> Value | None:
        """The value at a route, as it is written."""
        return value_at(self.document.value, self.document.path, route)


class Decoded(NamedTuple):
    """A job, and what keeps its values from being known."""

    job: Job
    problems: tuple[Problem, ...]


def decode_job(document: Document, variables: Mapping[str, str]) -> Decoded:
    """The job that a valid document describes."""
    problems: list[Problem] = []
    top, path = document.value, document.path

    def value(*route: str | int) -> Value | None:
        found = value_at(top, path, route)
        if found is None or "${" not in found.text:
            return found
        expansion = expanded(found, variables)
        problems.extend(expansion.problems)
        return expansion.value

    def required(key: str) -> Value:
        return value(key) or Value(("",), Origin(path, (key,)))

    infrastructure = top.get("infrastructure") or {}
    runtime = infrastructure.get("runtime")
    job = Job(
        document=document,
        tenant=required("tenant_id"),
        environment=value("environment"),
        asset_path=required("asset_path"),
        source_connector_path=required("source_connector_path"),
        target_connector_path=required("target_connector_path"),
        runtime=None
        if not runtime
        else Runtime(
            type=runtime["type"],
            origin=Origin(path, RUNTIME),
            cpu=runtime.get("cpu"),
            memory=runtime.get("memory"),
            timeout=runtime.get("timeout"),
            image=value(*RUNTIME, "image_uri"),
            region=value(*RUNTIME, "region"),
            language=runtime.get("runtime"),
            entry_point=runtime.get("entry_point"),
            execution=runtime.get("execution") or "job",
            command=_texts(runtime.get("command")),
            environment=_variables(runtime, path, "environment"),
            secrets=_variables(runtime, path, "secrets"),
        ),
        schedule=None
        if not infrastructure.get("schedule")
        else Schedule(
            expression=value(*SCHEDULE, "expression"),
            cron=value(*SCHEDULE, "cron"),
            timezone=value(*SCHEDULE, "timezone"),
        ),
    )
    return Decoded(job, tuple(problems))


def _texts(value: list[Any] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(map(text_of, value))


def _variables(runtime: dict[str, Any], path: str, key: str) -> tuple[Variable, ...]:
    # By name: the order of a mapping says nothing, and must not make drift.
    return tuple(
        Variable(name, text_of(value), Origin(path, (*RUNTIME, key, name)))
        for name, value in sorted((runtime.get(key) or {}).items())
        if value is not None
    )
