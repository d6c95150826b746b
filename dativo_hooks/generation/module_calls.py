"""Generated calls of the shipped modules, with every value that the resources would have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.generation.gcp_secrets import secret_path
from dativo_hooks.generation.job_values import environment, tag_items
from dativo_hooks.generation.variable_names import LAMBDA_SECRET
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Call,
    Item,
    Object,
    Reference,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.position import Origin

_WORD = re.compile(r"[A-Za-z0-9_-]+")


def module_block(unit: Unit) -> Block:
    """The call of the module of a unit's runtime; the unit's layout is `module`."""
    call = unit.calls
    assert call is not None
    version = (Attribute("version", call.version),) if call.version else ()
    given = _ARGUMENTS[unit.kind.resource_type](unit)
    return Block(
        "module",
        (unit.names.address,),
        (Attribute("source", call.source), *version, *_names(unit), *given),
    )


def _names(unit: Unit) -> Iterable[Attribute]:
    """Tenant, job and the name in the cloud, which the module doesn't make up itself."""
    tenant = unit.job.tenant
    name = unit.names.cloud
    slug = tenant.text.replace("_", "-")
    yield Attribute("job_name", name.removeprefix(f"{slug}-") or name)
    # With another template of names, a tenant may hold what the module takes for no name: TENANT_ID
    # is among the environment then.
    yield Attribute("tenant_id", tenant.text if _is_word(tenant.text) else name, tenant.origin)
    yield Attribute("name", name)


def _fargate(unit: Unit) -> Iterable[Attribute]:
    work = unit.workload
    yield Attribute("image_uri", work.image.text, work.image.origin)
    yield Attribute("cpu", int(work.cpu.text), work.cpu.origin)
    yield Attribute("memory", int(work.memory.text), work.memory.origin)
    yield Attribute("command", Array(work.command), _at(unit, "command"))
    yield _environment(unit)
    yield from _secrets(unit, lambda name: name, lambda text: text)
    if work.execution == "service":
        yield Attribute("execution", "service", _at(unit, "execution"))
    yield from _aws_region(unit)
    cluster = Reference("var.ecs_cluster_arn")
    yield Attribute("ecs_cluster_name", Call("basename", (cluster,)))
    yield Attribute("ecs_cluster_arn", cluster)
    for name in ("subnet_ids", "security_group_ids", "assign_public_ip"):
        yield Attribute(name, Reference(f"var.{name}"))
    yield Attribute("execution_role_arn", Reference("var.ecs_execution_role_arn"))
    yield Attribute("task_role_arn", Reference("var.ecs_task_role_arn"))
    yield from _aws(unit)


def _lambda(unit: Unit) -> Iterable[Attribute]:
    work = unit.workload
    yield Attribute("image_uri", work.image.text, work.image.origin)
    yield Attribute("memory", int(work.memory.text), work.memory.origin)
    yield Attribute("timeout_seconds", work.timeout, _at(unit, "timeout"))
    yield Attribute("command", Array(work.command), _at(unit, "command"))
    yield _environment(unit)
    yield from _secrets(unit, LAMBDA_SECRET.format, lambda text: text)
    yield from _aws_region(unit)
    yield Attribute("role_arn", Reference("var.lambda_role_arn"))
    yield from _aws(unit)


def _aws_region(unit: Unit) -> Iterable[Attribute]:
    region = unit.workload.region
    if region is not None:
        yield Attribute("aws_region", region.text, region.origin)


def _aws(unit: Unit) -> Iterable[Attribute]:
    """What both modules of AWS take, in one spelling."""
    if unit.workload.secrets:
        yield Attribute("secrets_kms_key_arns", Reference("var.secrets_kms_key_arns"))
    yield Attribute("permissions_boundary_arn", Reference("var.permissions_boundary_arn"))
    yield Attribute("log_retention_days", Reference("var.log_retention_in_days"))
    yield Attribute("log_kms_key_arn", Reference("var.log_kms_key_arn"))
    yield Attribute("alarm_topic_arns", Reference("var.alarm_topic_arns"))
    if unit.timing is not None:
        timing = unit.timing
        yield Attribute("schedule_expression", timing.text, timing.origin)
        yield Attribute("schedule_timezone", timing.timezone, timing.origin)
        yield Attribute("scheduler_role_arn", Reference("var.scheduler_role_arn"))
    yield _marks("tags", unit)


def _cloud_run(unit: Unit) -> Iterable[Attribute]:
    work = unit.workload
    yield Attribute("image_uri", work.image.text, work.image.origin)
    yield Attribute("cpu", work.cpu.text, work.cpu.origin)
    yield Attribute("memory", work.memory.text, work.memory.origin)
    yield Attribute("timeout_seconds", work.timeout, _at(unit, "timeout"))
    yield Attribute("command", Array(work.command), _at(unit, "command"))
    yield _environment(unit)
    yield from _secrets(unit, lambda name: name, secret_path)
    if work.execution == "service":
        yield Attribute("execution", "service", _at(unit, "execution"))
    yield from _gcp(unit)


def _cloud_function(unit: Unit) -> Iterable[Attribute]:
    work, entry = unit.workload, unit.workload.entry_point
    yield Attribute("runtime", work.language.text, work.language.origin)
    yield (
        Attribute("entry_point", entry.text, entry.origin)
        if entry
        else Attribute("entry_point", Reference("var.function_entry_point"))
    )
    yield Attribute("source_bucket", Reference("var.function_source_bucket"))
    yield Attribute("source_object", Reference("var.function_source_object"))
    yield Attribute("memory", work.memory.text, work.memory.origin)
    yield Attribute("timeout_seconds", work.timeout, _at(unit, "timeout"))
    yield _environment(unit)
    yield from _secrets(unit, lambda name: name, secret_path)
    yield from _gcp(unit)


def _gcp(unit: Unit) -> Iterable[Attribute]:
    """What both modules of GCP take, in one spelling."""
    region = unit.workload.region
    yield Attribute("project_id", Reference("var.gcp_project"))
    yield (
        Attribute("region", region.text, region.origin)
        if region
        else Attribute("region", Reference("var.gcp_region"))
    )
    yield Attribute("service_account_email", Reference("var.service_account_email"))
    yield Attribute("alarm_notification_channels", Reference("var.alarm_notification_channels"))
    if unit.timing is not None:
        timing, name = unit.timing, "scheduler_service_account_email"
        yield Attribute("schedule_cron", timing.text, timing.origin)
        yield Attribute("timezone", timing.timezone, timing.origin)
        yield Attribute(name, Reference(f"var.{name}"))
    yield _marks("labels", unit)


_ARGUMENTS: Mapping[str, Callable[[Unit], Iterable[Attribute]]] = {
    "ecs_fargate": _fargate,
    "lambda": _lambda,
    "cloud_run": _cloud_run,
    "cloud_function": _cloud_function,
}


def _environment(unit: Unit) -> Attribute:
    """The plain variables; the module adds TENANT_ID itself."""
    tenant = unit.job.tenant
    told = _is_word(tenant.text)
    items = tuple(
        Item(name, text, origin)
        for name, text, origin in environment(unit)
        if not (told and name == "TENANT_ID" and origin == tenant.origin)
    )
    return Attribute("environment_variables", Object(items))


def _secrets(
    unit: Unit, named: Callable[[str], str], spelt: Callable[[str], str]
) -> Iterable[Attribute]:
    if unit.workload.secrets:
        items = (Item(named(s.name), spelt(s.text), s.origin) for s in unit.workload.secrets)
        yield Attribute("secrets", Object(tuple(items)))


def _marks(argument: str, unit: Unit) -> Attribute:
    return Attribute(argument, Object(tag_items(unit)))


def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None


def _at(unit: Unit, key: str) -> Origin | None:
    return unit.job.runtime.at(key) if unit.job.runtime else None
