"""Cloud Functions, second generation: sizes, and a job's resources there, with its schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.clouds.folder_variable import REQUIRED, FolderVariable
from dativo_hooks.clouds.gcp import CLOUD
from dativo_hooks.clouds.sizes import gcp_memory
from dativo_hooks.runtimes.gcp_module import SECRETS, last_arguments
from dativo_hooks.runtimes.gcp_schedule import invoker, location, oidc_token, scheduler
from dativo_hooks.runtimes.gcp_secrets import secret_parts
from dativo_hooks.runtimes.job_values import environment, tags_reference, written_at
from dativo_hooks.runtimes.module_arguments import environment_argument, secrets_argument
from dativo_hooks.runtimes.runtime_kind import (
    Module,
    NameLimits,
    Refusal,
    RuntimeKind,
    Size,
    Sizes,
    Timeout,
)
from dativo_hooks.terraform_language.syntax import Attribute, Block, Item, Object, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.model.job import Runtime
    from dativo_hooks.runtimes.unit import Unit
    from dativo_hooks.terraform_language.syntax import Expression

MEMORY = (128, 32768)
"""MiB, least and most. docs.cloud.google.com/functions/quotas"""

_DEFAULT_MEMORY = "256M"
"""The guide's example."""

TIMEOUT = 540
"""Seconds. docs.cloud.google.com/functions/quotas (event-driven functions)."""

_DEFAULT_LANGUAGE = "python311"
"""The guide's own example; decommissioned 2028-04-24 (Google's runtime support table)."""

_SHORTEST_NAME = 4
"""Characters. terraform/modules/gcp/dativo-function/variables.tf: variable `name`."""


def _own_size(runtime: Runtime) -> Size:
    """The memory in the units that the API takes: it knows no `MB` and no `GB`."""
    text = str(runtime.memory) if runtime.memory is not None else _DEFAULT_MEMORY
    return Size("", text[:-1] if text.upper().endswith("B") else text)


def _fitting_size(_: int, memory: int) -> Size | None:
    least, most = MEMORY
    return Size("", gcp_memory(max(least, memory))) if memory <= most else None


def _resources(unit: Unit) -> Iterable[Block]:
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
                    _language(unit),
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


def _language(unit: Unit) -> Attribute:
    language = unit.workload.language
    return Attribute("runtime", language.text or _DEFAULT_LANGUAGE, language.origin)


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


def _arguments(unit: Unit) -> Iterable[Attribute]:
    """What a call of the module has beside the names."""
    work, entry = unit.workload, unit.workload.entry_point
    yield _language(unit)
    yield (
        Attribute("entry_point", entry.text, entry.origin)
        if entry
        else Attribute("entry_point", Reference("var.function_entry_point"))
    )
    yield Attribute("source_bucket", Reference("var.function_source_bucket"))
    yield Attribute("source_object", Reference("var.function_source_object"))
    yield Attribute("memory", work.memory.text, work.memory.origin)
    yield Attribute("timeout_seconds", work.timeout, written_at(unit, "timeout"))
    yield environment_argument(unit)
    yield from secrets_argument(unit)
    yield from last_arguments(unit)


def _short_name(unit: Unit) -> Iterator[Refusal]:
    if len(unit.names.cloud) < _SHORTEST_NAME:
        yield Refusal(
            unit.job.tenant.origin,
            f"the name `{unit.names.cloud}`, which has under {_SHORTEST_NAME} characters",
            "set `terraform.name` in .dativo-hooks.yaml to a longer template, such as "
            '`"{tenant}-{asset}-job"`',
        )


KIND = RuntimeKind(
    type="gcp_cloud_function",
    cloud=CLOUD,
    title="Cloud Functions",
    name=NameLimits(63, lower=True, source="googleapis functions/v2/functions.proto"),
    images=None,
    sizes=Sizes(_own_size, in_units=False, fitting=_fitting_size),
    # The service's own default, 60, ends a data job before it is done.
    timeout=Timeout(default=TIMEOUT, most=TIMEOUT),
    serves=False,
    injected_as="{}",
    variable_names=None,
    module=Module(
        "gcp/dativo-function",
        "a short job as a Cloud Function",
        SECRETS,
        _arguments,
        refusals=_short_name,
    ),
    resources=_resources,
    schedule_groups=None,
    variables={
        "function_source_bucket": FolderVariable(
            "Bucket that holds the functions' source archive.", "string", REQUIRED
        ),
        "function_source_object": FolderVariable(
            "The functions' source archive in that bucket.", "string", REQUIRED
        ),
        "function_entry_point": FolderVariable(
            "The functions' entry point, where a job names none.", "string", "main"
        ),
    },
)
