"""Terraform resources of a job on Cloud Functions, second generation, and its schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.generation.gcp_schedule import (
    invoker,
    location,
    oidc_token,
    scheduler,
)
from dativo_hooks.generation.gcp_secrets import secret_parts
from dativo_hooks.generation.job_values import environment, tags_reference, written_at
from dativo_hooks.terraform_language.syntax import Attribute, Block, Item, Object, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.terraform_language.syntax import Expression


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
            location(unit),
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
                    Attribute("timeout_seconds", work.timeout, written_at(unit, "timeout")),
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
        yield invoker(
            unit,
            "google_cloud_run_v2_service_iam_member",
            (
                Attribute("name", Reference(f"{resource}.name")),
                Attribute("location", Reference(f"{resource}.location")),
            ),
        )
        uri = Reference(f"{resource}.service_config[0].uri")
        yield scheduler(unit, uri, oidc_token(uri))


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
