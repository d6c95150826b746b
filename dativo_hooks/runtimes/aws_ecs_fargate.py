"""ECS Fargate: its sizes, and a job's resources there: a task, its logs and its schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.clouds.aws import CLOUD
from dativo_hooks.clouds.folder_variable import REQUIRED, FolderVariable
from dativo_hooks.clouds.images import EXAMPLE_NAME
from dativo_hooks.runtimes.aws_module import doubled_tags, last_arguments, region_argument
from dativo_hooks.runtimes.aws_resources import log_group, region_of
from dativo_hooks.runtimes.aws_schedule import GROUPS, schedule
from dativo_hooks.runtimes.job_values import environment, tags_reference, written_at
from dativo_hooks.runtimes.module_arguments import environment_argument, secrets_argument
from dativo_hooks.runtimes.runtime_kind import (
    Images,
    Module,
    NameLimits,
    RuntimeKind,
    SecretForm,
    Size,
    Sizes,
    Timeout,
)
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
    from collections.abc import Iterable, Mapping

    from dativo_hooks.model.job import Runtime
    from dativo_hooks.runtimes.unit import Unit
    from dativo_hooks.terraform_language.syntax import Expression

MEMORY: Mapping[int, tuple[int, ...]] = {
    256: (512, 1024, 2048),
    512: tuple(range(1024, 4097, 1024)),
    1024: tuple(range(2048, 8193, 1024)),
    2048: tuple(range(4096, 16385, 1024)),
    4096: tuple(range(8192, 30721, 1024)),
    8192: tuple(range(16384, 61441, 4096)),
    16384: tuple(range(32768, 122881, 8192)),
    32768: (61440, 122880, 249856),
}
"""MiB that a task may have, by CPU units (1024 = 1 vCPU). docs.aws.amazon.com/AmazonECS/latest/
developerguide/task-cpu-memory-error.html; 32768 from "Creating a task definition" there.
"""

_DEFAULT_CPU = 1024
"""Units. The guide's examples, which have twice as much memory."""

NETWORK = (
    Attribute("subnets", Reference("var.subnet_ids")),
    Attribute("security_groups", Reference("var.security_group_ids")),
    Attribute("assign_public_ip", Reference("var.assign_public_ip")),
)


def _own_size(runtime: Runtime) -> Size:
    cpu = int(runtime.cpu) if runtime.cpu is not None else _DEFAULT_CPU
    memory = runtime.memory
    if memory is None:
        memory = min(MEMORY[cpu], key=lambda mib: abs(mib - 2 * cpu))
    return Size(str(cpu), str(memory))


def _fitting_size(cpu: int, memory: int) -> Size | None:
    for units, choices in MEMORY.items():
        fits = [mib for mib in choices if mib >= memory]
        if units * 1000 // 1024 >= cpu and fits:
            return Size(str(units), str(fits[0]))
    return None


def _resources(unit: Unit) -> Iterable[Block]:
    """Log group and task definition; a service and a schedule where the job wants them."""
    address, work = unit.names.address, unit.workload
    yield log_group(unit, f"/ecs/{unit.names.cloud}")
    yield Block(
        "resource",
        ("aws_ecs_task_definition", address),
        (
            Attribute("family", unit.names.cloud),
            *region_of(unit.workload.region),
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
        yield schedule(
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


def _service(unit: Unit) -> Block:
    address = unit.names.address
    return Block(
        "resource",
        ("aws_ecs_service", address),
        (
            Attribute("name", unit.names.cloud, written_at(unit, "execution")),
            *region_of(unit.workload.region),
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


def _arguments(unit: Unit) -> Iterable[Attribute]:
    """What a call of the module has beside the names."""
    work = unit.workload
    yield Attribute("image_uri", work.image.text, work.image.origin)
    yield Attribute("cpu", int(work.cpu.text), work.cpu.origin)
    yield Attribute("memory", int(work.memory.text), work.memory.origin)
    yield Attribute("command", Array(work.command), written_at(unit, "command"))
    yield environment_argument(unit)
    yield from secrets_argument(unit)
    if work.execution == "service":
        yield Attribute("execution", "service", written_at(unit, "execution"))
    yield from region_argument(unit)
    cluster = Reference("var.ecs_cluster_arn")
    yield Attribute("ecs_cluster_name", Call("basename", (cluster,)))
    yield Attribute("ecs_cluster_arn", cluster)
    for name in ("subnet_ids", "security_group_ids", "assign_public_ip"):
        yield Attribute(name, Reference(f"var.{name}"))
    yield Attribute("execution_role_arn", Reference("var.ecs_execution_role_arn"))
    yield Attribute("task_role_arn", Reference("var.ecs_task_role_arn"))
    yield from last_arguments(unit)


KIND = RuntimeKind(
    type="aws_ecs_fargate",
    cloud=CLOUD,
    title="ECS Fargate",
    name=NameLimits(255, lower=False, source="botocore ecs: RegisterTaskDefinition.family"),
    images=Images(f"dativo/{EXAMPLE_NAME}", home=None),
    sizes=Sizes(_own_size, in_units=True, fitting=_fitting_size),
    timeout=Timeout(default=None, most=None),
    serves=True,
    injected_as="{}",
    variable_names=None,
    module=Module(
        "aws/dativo-job",
        "a job on ECS Fargate",
        SecretForm(
            "^arn:[^:]+:(secretsmanager|ssm):",
            "the ARN of a Secrets Manager secret or an SSM parameter",
            str,
        ),
        _arguments,
        refusals=doubled_tags,
    ),
    resources=_resources,
    schedule_groups=GROUPS,
    variables={
        "ecs_execution_role_arn": FolderVariable(
            "Role that ECS pulls images, writes logs and reads secrets with.",
            "string",
            REQUIRED,
            "Role that ECS pulls images, writes logs and reads secrets with; null creates one for "
            "each job.",
        ),
        "ecs_task_role_arn": FolderVariable(
            "Role that the jobs themselves run with; null for none.",
            "string",
            None,
            "Role that the jobs themselves run with; null creates one for each, without "
            "permissions.",
        ),
        "ecs_cluster_arn": FolderVariable(
            "ECS cluster that scheduled tasks and services run in.", "string", REQUIRED
        ),
        "subnet_ids": FolderVariable(
            "Subnets of scheduled tasks and services.", "list(string)", REQUIRED
        ),
        "security_group_ids": FolderVariable(
            "Security groups of scheduled tasks and services.", "list(string)", REQUIRED
        ),
        "assign_public_ip": FolderVariable(
            "Whether tasks get a public address, for subnets without a NAT gateway.", "bool", False
        ),
    },
)
