"""Terraform resources of a job on GCP: Cloud Run and Cloud Functions, and their schedule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.naming import shortened
from dativo_hooks.generation.resources_aws import environment, tags_reference
from dativo_hooks.generation.syntax import (
    Array,
    Attribute,
    Block,
    Item,
    Object,
    Reference,
    Template,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.generation.syntax import Expression
    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.position import Origin

SCHEDULER_NAME_LIMIT = 500
"""Characters. googleapis scheduler/v1/job.proto: Job.name."""

ATTEMPT_DEADLINE = (180, 15, 1800)
"""Seconds that Cloud Scheduler waits for an answer: by default, at the least, at the most.
googleapis scheduler/v1/job.proto: Job.attempt_deadline.
"""

_SECRET = re.compile(
    r"(?:projects/(?P<project>[^/]+)/secrets/)?(?P<name>[^/:]+)(?:(?:/versions/|:)(?P<version>[^/]+))?"
)


class SecretParts(NamedTuple):
    """A secret of Secret Manager: its project ("" for the job's own), its name, its version."""

    project: str
    name: str
    version: str


def cloud_run_blocks(unit: Unit) -> Iterable[Block]:
    """A Cloud Run job, or a service; a schedule with its invoker where the job wants one."""
    service = unit.workload.execution == "service"
    kind = "google_cloud_run_v2_service" if service else "google_cloud_run_v2_job"
    resource = f"{kind}.{unit.names.address}"
    yield _run_service(unit) if service else _run_job(unit)
    if unit.timing is None:
        return
    yield _invoker(
        unit,
        f"{kind}_iam_member",
        (
            Attribute("name", Reference(f"{resource}.name")),
            Attribute("location", Reference(f"{resource}.location")),
        ),
    )
    if service:
        uri: Expression = Reference(f"{resource}.uri")
        yield _scheduler(unit, uri, _oidc(Reference(f"{resource}.uri")))
    else:
        uri = Template(("https://run.googleapis.com/v2/", Reference(f"{resource}.id"), ":run"))
        yield _scheduler(
            unit,
            uri,
            Block(
                "oauth_token",
                (),
                (
                    Attribute(
                        "service_account_email", Reference("var.scheduler_service_account_email")
                    ),
                ),
            ),
        )


def cloud_function_blocks(unit: Unit) -> Iterable[Block]:
    """A second generation function; a schedule with its invoker where the job wants one."""
    work, address = unit.workload, unit.names.address
    resource = f"google_cloudfunctions2_function.{address}"
    variables = Object(tuple(Item(name, text, origin) for name, text, origin in environment(unit)))
    entry = work.entry_point
    yield Block(
        "resource",
        ("google_cloudfunctions2_function", address),
        (
            Attribute("name", unit.names.cloud),
            _location(unit),
            Attribute("labels", tags_reference(unit)),
            Block(
                "build_config",
                (),
                (
                    Attribute("runtime", work.language.text, work.language.origin),
                    Attribute("entry_point", entry.text, entry.origin)
                    if entry
                    else Attribute("entry_point", Reference("var.function_entry_point")),
                    Block(
                        "source",
                        (),
                        (
                            Block(
                                "storage_source",
                                (),
                                (
                                    Attribute("bucket", Reference("var.function_source_bucket")),
                                    Attribute("object", Reference("var.function_source_object")),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
            Block(
                "service_config",
                (),
                (
                    Attribute("available_memory", work.memory.text, work.memory.origin),
                    Attribute("timeout_seconds", work.timeout, _at(unit, "timeout")),
                    # A run has the function to itself, and a slow one never meets the next.
                    Attribute("max_instance_count", 1),
                    Attribute("max_instance_request_concurrency", 1),
                    Attribute("ingress_settings", "ALLOW_INTERNAL_ONLY"),
                    Attribute("service_account_email", Reference("var.service_account_email")),
                    Attribute("environment_variables", variables),
                    *_function_secrets(unit),
                ),
            ),
        ),
    )
    if unit.timing is not None:
        # A function runs as a Cloud Run service of the same name, and that is what is invoked.
        yield _invoker(
            unit,
            "google_cloud_run_v2_service_iam_member",
            (
                Attribute("name", Reference(f"{resource}.name")),
                Attribute("location", Reference(f"{resource}.location")),
            ),
        )
        uri = Reference(f"{resource}.service_config[0].uri")
        yield _scheduler(unit, uri, _oidc(uri))


def _run_job(unit: Unit) -> Block:
    work = unit.workload
    return Block(
        "resource",
        ("google_cloud_run_v2_job", unit.names.address),
        (
            Attribute("name", unit.names.cloud),
            _location(unit),
            # The job's file is what protects it: with the default, nobody could ever remove it.
            Attribute("deletion_protection", value=False),
            Attribute("labels", tags_reference(unit)),
            Block(
                "template",
                (),
                (
                    # Billing and logging see only the labels of the template.
                    Attribute("labels", tags_reference(unit)),
                    Block(
                        "template",
                        (),
                        (
                            Attribute("service_account", Reference("var.service_account_email")),
                            Attribute("timeout", f"{work.timeout}s", _at(unit, "timeout")),
                            _run_container(unit),
                        ),
                    ),
                ),
            ),
        ),
    )


def _run_service(unit: Unit) -> Block:
    timeout = unit.workload.timeout
    return Block(
        "resource",
        ("google_cloud_run_v2_service", unit.names.address),
        (
            Attribute("name", unit.names.cloud, _at(unit, "execution")),
            _location(unit),
            Attribute("deletion_protection", value=False),
            Attribute("ingress", "INGRESS_TRAFFIC_INTERNAL_ONLY"),
            Attribute("labels", tags_reference(unit)),
            Block(
                "template",
                (),
                (
                    Attribute("labels", tags_reference(unit)),
                    Attribute("service_account", Reference("var.service_account_email")),
                    Attribute("timeout", f"{timeout}s", _at(unit, "timeout")),
                    # A request is a run: it has the container to itself.
                    Attribute("max_instance_request_concurrency", 1),
                    Block(
                        "scaling",
                        (),
                        (Attribute("min_instance_count", 0), Attribute("max_instance_count", 1)),
                    ),
                    _run_container(unit),
                ),
            ),
        ),
    )


def _run_container(unit: Unit) -> Block:
    work = unit.workload
    limits = Object(
        (
            Item("cpu", work.cpu.text, work.cpu.origin),
            Item("memory", work.memory.text, work.memory.origin),
        )
    )
    return Block(
        "containers",
        (),
        (
            Attribute("image", work.image.text, work.image.origin),
            Attribute("args", Array(work.command), _at(unit, "command")),
            Block("resources", (), (Attribute("limits", limits),)),
            *(
                Block("env", (), (Attribute("name", name), Attribute("value", text, origin)))
                for name, text, origin in environment(unit)
            ),
            *(
                Block(
                    "env",
                    (),
                    (
                        Attribute("name", variable.name),
                        Block(
                            "value_source",
                            (),
                            (
                                Block(
                                    "secret_key_ref",
                                    (),
                                    (
                                        Attribute(
                                            "secret", _full_name(variable.text), variable.origin
                                        ),
                                        Attribute("version", secret_parts(variable.text).version),
                                    ),
                                ),
                            ),
                        ),
                    ),
                )
                for variable in work.secrets
            ),
        ),
    )


def _function_secrets(unit: Unit) -> Iterable[Block]:
    for variable in unit.workload.secrets:
        secret = secret_parts(variable.text)
        project: Expression = secret.project or Reference("var.gcp_project")
        yield Block(
            "secret_environment_variables",
            (),
            (
                Attribute("key", variable.name),
                Attribute("project_id", project),
                Attribute("secret", secret.name, variable.origin),
                Attribute("version", secret.version),
            ),
        )


def secret_parts(text: str) -> SecretParts:
    """The parts of `name`, `name:3` or `projects/p/secrets/name/versions/3`."""
    match = _SECRET.fullmatch(text)
    if match is None:
        return SecretParts("", text, "latest")
    return SecretParts(match["project"] or "", match["name"], match["version"] or "latest")


def secret_path(text: str) -> str:
    """A secret as one text: `name`, or `projects/p/secrets/name/versions/3`."""
    version = secret_parts(text).version
    return _full_name(text) if version == "latest" else f"{_full_name(text)}/versions/{version}"


def _full_name(text: str) -> str:
    secret = secret_parts(text)
    return f"projects/{secret.project}/secrets/{secret.name}" if secret.project else secret.name


def _location(unit: Unit) -> Attribute:
    region = unit.workload.region
    if region is None:
        return Attribute("location", Reference("var.gcp_region"))
    return Attribute("location", region.text, region.origin)


def _invoker(unit: Unit, type_: str, target: tuple[Attribute, ...]) -> Block:
    member = Template(("serviceAccount:", Reference("var.scheduler_service_account_email")))
    return Block(
        "resource",
        (type_, unit.names.address),
        (*target, Attribute("role", "roles/run.invoker"), Attribute("member", member)),
    )


def _scheduler(unit: Unit, uri: Expression, token: Block) -> Block:
    timing, region = unit.timing, unit.workload.region
    assert timing is not None
    where: Expression = region.text if region is not None else Reference("var.gcp_region")
    return Block(
        "resource",
        ("google_cloud_scheduler_job", unit.names.address),
        (
            Attribute("name", shortened(unit.names.cloud, SCHEDULER_NAME_LIMIT)),
            Attribute("region", where, region.origin if region is not None else None),
            Attribute("schedule", timing.text, timing.origin),
            Attribute("time_zone", timing.timezone, timing.origin),
            Attribute("attempt_deadline", f"{_attempt_deadline(unit)}s", _at(unit, "timeout")),
            Block(
                "http_target",
                (),
                (Attribute("http_method", "POST"), Attribute("uri", uri), token),
            ),
        ),
    )


def _attempt_deadline(unit: Unit) -> int:
    """Seconds: a Run job only starts when it is called, all others answer when they are done."""
    work = unit.workload
    default, least, most = ATTEMPT_DEADLINE
    starts_only = unit.kind.resource_type == "cloud_run" and work.execution == "job"
    return default if starts_only else min(max(work.timeout or default, least), most)


def _oidc(audience: Reference) -> Block:
    return Block(
        "oidc_token",
        (),
        (
            Attribute("service_account_email", Reference("var.scheduler_service_account_email")),
            Attribute("audience", audience),
        ),
    )


def _at(unit: Unit, key: str) -> Origin | None:
    return unit.job.runtime.at(key) if unit.job.runtime else None
