"""Terraform resources of a job on AWS: ECS Fargate and Lambda, their logs and their schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.generation.job_values import environment, tags_reference, written_at
from dativo_hooks.generation.naming import shortened
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
    from collections.abc import Iterable

    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.terraform_language.syntax import Expression

NETWORK = (
    Attribute("subnets", Reference("var.subnet_ids")),
    Attribute("security_groups", Reference("var.security_group_ids")),
    Attribute("assign_public_ip", Reference("var.assign_public_ip")),
)

SCHEDULE_NAME_LIMIT = 64
"""Characters. botocore scheduler: Name."""


RETRIES = Block(
    "retry_policy",
    (),
    # AWS's own default would start yesterday's run today.
    (Attribute("maximum_event_age_in_seconds", 3600), Attribute("maximum_retry_attempts", 3)),
)


def fargate_blocks(unit: Unit) -> Iterable[Block]:
    """Log group and task definition; a service and a schedule where the job wants them."""
    address, work = unit.names.address, unit.workload
    yield _log_group(unit, f"/ecs/{unit.names.cloud}")
    yield Block(
        "resource",
        ("aws_ecs_task_definition", address),
        (
            Attribute("family", unit.names.cloud),
            *_region(unit),
            Attribute("requires_compatibilities", Array(("FARGATE",))),
            Attribute("network_mode", "awsvpc"),
            Attribute("cpu", work.cpu.text, work.cpu.origin),
            Attribute("memory", work.memory.text, work.memory.origin),
            Attribute("execution_role_arn", Reference("var.ecs_execution_role_arn")),
            Attribute("task_role_arn", Reference("var.ecs_task_role_arn")),
            Attribute(
                "container_definitions",
                Call("jsonencode", (Array((_container(unit),)),)),
                work.image.origin,
            ),
            Attribute("tags", tags_reference(unit)),
        ),
    )
    if work.execution == "service":
        yield _service(unit)
    if unit.timing is not None:
        yield _schedule(
            unit,
            (
                Attribute("arn", Reference("var.ecs_cluster_arn")),
                Attribute("role_arn", Reference("var.scheduler_role_arn")),
                Block(
                    "ecs_parameters",
                    (),
                    (
                        Attribute(
                            "task_definition_arn",
                            Reference(f"aws_ecs_task_definition.{address}.arn"),
                        ),
                        Attribute("launch_type", "FARGATE"),
                        # Without it a task carries no tags, and its cost no cost center.
                        Attribute("propagate_tags", "TASK_DEFINITION"),
                        Block("network_configuration", (), NETWORK),
                    ),
                ),
            ),
        )


def lambda_blocks(unit: Unit) -> Iterable[Block]:
    """Log group and function; a schedule where the job wants one."""
    address, work = unit.names.address, unit.workload
    yield _log_group(unit, f"/aws/lambda/{unit.names.cloud}")
    variables = [Item(name, text, origin) for name, text, origin in environment(unit)] + [
        # Lambda injects no secrets: the function gets the name of each and fetches it itself.
        Item(LAMBDA_SECRET.format(secret.name), secret.text, secret.origin)
        for secret in work.secrets
    ]
    yield Block(
        "resource",
        ("aws_lambda_function", address),
        (
            Attribute("function_name", unit.names.cloud),
            *_region(unit),
            Attribute("role", Reference("var.lambda_role_arn")),
            Attribute("package_type", "Image"),
            Attribute("image_uri", work.image.text, work.image.origin),
            Attribute("memory_size", int(work.memory.text), work.memory.origin),
            Attribute("timeout", work.timeout, written_at(unit, "timeout")),
            Attribute("tags", tags_reference(unit)),
            Block(
                "image_config",
                (),
                (Attribute("command", Array(work.command), written_at(unit, "command")),),
            ),
            Block("environment", (), (Attribute("variables", Object(tuple(variables))),)),
            Block(
                "logging_config",
                (),
                (
                    Attribute("log_format", "Text"),
                    Attribute("log_group", Reference(f"aws_cloudwatch_log_group.{address}.name")),
                ),
            ),
        ),
    )
    if unit.timing is not None:
        yield _schedule(
            unit,
            (
                Attribute("arn", Reference(f"aws_lambda_function.{address}.arn")),
                Attribute("role_arn", Reference("var.scheduler_role_arn")),
            ),
        )


def _container(unit: Unit) -> Object:
    work, address = unit.workload, unit.names.address
    items: list[Item] = [
        Item("name", unit.names.cloud),
        Item("image", work.image.text, work.image.origin),
        Item("essential", value=True),
        Item("command", Array(work.command), written_at(unit, "command")),
        Item(
            "environment",
            Array(
                tuple(
                    Object((Item("name", name), Item("value", text, origin)))
                    for name, text, origin in environment(unit)
                )
            ),
        ),
    ]
    if work.secrets:
        secrets: tuple[Expression, ...] = tuple(
            Object((Item("name", s.name), Item("valueFrom", s.text, s.origin)))
            for s in work.secrets
        )
        items.append(Item("secrets", Array(secrets)))
    group = f"aws_cloudwatch_log_group.{address}"
    items.append(
        Item(
            "logConfiguration",
            Object(
                (
                    Item("logDriver", "awslogs"),
                    Item(
                        "options",
                        Object(
                            (
                                Item("awslogs-group", Reference(f"{group}.name")),
                                Item("awslogs-region", Reference(f"{group}.region")),
                                Item("awslogs-stream-prefix", "dativo"),
                            )
                        ),
                    ),
                )
            ),
        )
    )
    return Object(tuple(items))


def _log_group(unit: Unit, name: str) -> Block:
    return Block(
        "resource",
        ("aws_cloudwatch_log_group", unit.names.address),
        (
            Attribute("name", name),
            *_region(unit),
            Attribute("retention_in_days", Reference("var.log_retention_in_days")),
            Attribute("kms_key_id", Reference("var.log_kms_key_arn")),
            Attribute("tags", tags_reference(unit)),
        ),
    )


def _service(unit: Unit) -> Block:
    address = unit.names.address
    return Block(
        "resource",
        ("aws_ecs_service", address),
        (
            Attribute("name", unit.names.cloud, written_at(unit, "execution")),
            *_region(unit),
            Attribute("cluster", Reference("var.ecs_cluster_arn")),
            Attribute("task_definition", Reference(f"aws_ecs_task_definition.{address}.arn")),
            Attribute("launch_type", "FARGATE"),
            Attribute("desired_count", 0),
            Attribute("propagate_tags", "TASK_DEFINITION"),
            Attribute("tags", tags_reference(unit)),
            Block("network_configuration", (), NETWORK),
            # Whoever scales it, scales it in place.
            Block(
                "lifecycle",
                (),
                (Attribute("ignore_changes", Array((Reference("desired_count"),))),),
            ),
        ),
    )


def _schedule(unit: Unit, target: tuple[Attribute | Block, ...]) -> Block:
    timing = unit.timing
    assert timing is not None
    return Block(
        "resource",
        ("aws_scheduler_schedule", unit.names.address),
        (
            Attribute("name", shortened(unit.names.cloud, SCHEDULE_NAME_LIMIT)),
            *_region(unit),
            Attribute("group_name", Reference(f"{group_address(unit)}.name")),
            Attribute("schedule_expression", timing.text, timing.origin),
            Attribute("schedule_expression_timezone", timing.timezone, timing.origin),
            Block("flexible_time_window", (), (Attribute("mode", "OFF"),)),
            Block("target", (), (*target, RETRIES)),
        ),
    )


def group_name(unit: Unit) -> str:
    """The Terraform name of the schedule group that a job's schedule lies in: one per region."""
    region = unit.workload.region
    return "dativo" if region is None else f"dativo_{region.text.replace('-', '_')}"


def group_address(unit: Unit) -> str:
    """The address of that group."""
    return f"aws_scheduler_schedule_group.{group_name(unit)}"


def _region(unit: Unit) -> tuple[Attribute, ...]:
    region = unit.workload.region
    return () if region is None else (Attribute("region", region.text, region.origin),)
