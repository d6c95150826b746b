"""Terraform resources of a job on Cloud Run: a job, or a service, and its schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.generation.gcp_schedule import (
    invoker,
    location,
    oidc_token,
    scheduler,
)
from dativo_hooks.generation.gcp_secrets import full_name, secret_parts
from dativo_hooks.generation.job_values import environment, tags_reference, written_at
from dativo_hooks.terraform_language.syntax import (
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

    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.terraform_language.syntax import Expression


def cloud_run_blocks(unit: Unit) -> Iterable[Block]:
    """A Cloud Run job, or a service; a schedule with its invoker where the job wants one."""
    service = unit.workload.execution == "service"
    kind = "google_cloud_run_v2_service" if service else "google_cloud_run_v2_job"
    resource = f"{kind}.{unit.names.address}"
    yield _run_service(unit) if service else _run_job(unit)
    if unit.timing is None:
        return
    yield invoker(
        unit,
        f"{kind}_iam_member",
        (
            Attribute("name", Reference(f"{resource}.name")),
            Attribute("location", Reference(f"{resource}.location")),
        ),
    )
    if service:
        uri: Expression = Reference(f"{resource}.uri")
        yield scheduler(unit, uri, oidc_token(Reference(f"{resource}.uri")))
    else:
        uri = Template(("https://run.googleapis.com/v2/", Reference(f"{resource}.id"), ":run"))
        yield scheduler(
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


def _run_job(unit: Unit) -> Block:
    work = unit.workload
    return Block(
        "resource",
        ("google_cloud_run_v2_job", unit.names.address),
        (
            Attribute("name", unit.names.cloud),
            location(unit),
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
                            Attribute("timeout", f"{work.timeout}s", written_at(unit, "timeout")),
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
            Attribute("name", unit.names.cloud, written_at(unit, "execution")),
            location(unit),
            Attribute("deletion_protection", value=False),
            Attribute("ingress", "INGRESS_TRAFFIC_INTERNAL_ONLY"),
            Attribute("labels", tags_reference(unit)),
            Block(
                "template",
                (),
                (
                    Attribute("labels", tags_reference(unit)),
                    Attribute("service_account", Reference("var.service_account_email")),
                    Attribute("timeout", f"{timeout}s", written_at(unit, "timeout")),
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
            Attribute("args", Array(work.command), written_at(unit, "command")),
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
                                            "secret", full_name(variable.text), variable.origin
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
