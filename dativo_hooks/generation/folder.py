"""What a folder of generated files needs beside them to be a Terraform module of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.naming import shortened
from dativo_hooks.generation.resources_aws import group_name
from dativo_hooks.generation.syntax import (
    Array,
    Attribute,
    Block,
    Body,
    Call,
    Item,
    Object,
    Reference,
    Template,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dativo_hooks.generation.syntax import Expression
    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.model.configuration import Terraform


class Variable(NamedTuple):
    """A variable of a folder. Without a default, whoever applies the folder must give it.

    `in_modules`: its description where only calls of modules use it. They do without it, so that
    its default is null then, and the text says what they do instead.
    """

    description: str
    type: str
    default: Expression | Required
    in_modules: str = ""


class Required:
    """The default of a variable that has none."""


REQUIRED = Required()

VARIABLES: Mapping[str, Variable] = {
    "aws_region": Variable(
        "AWS region of the jobs that name none; null takes the environment's.", "string", None
    ),
    "ecs_execution_role_arn": Variable(
        "Role that ECS pulls images, writes logs and reads secrets with.",
        "string",
        REQUIRED,
        "Role that ECS pulls images, writes logs and reads secrets with; null creates one for each "
        "job.",
    ),
    "ecs_task_role_arn": Variable(
        "Role that the jobs themselves run with; null for none.",
        "string",
        None,
        "Role that the jobs themselves run with; null creates one for each, without permissions.",
    ),
    "ecs_cluster_arn": Variable(
        "ECS cluster that scheduled tasks and services run in.", "string", REQUIRED
    ),
    "subnet_ids": Variable("Subnets of scheduled tasks and services.", "list(string)", REQUIRED),
    "security_group_ids": Variable(
        "Security groups of scheduled tasks and services.", "list(string)", REQUIRED
    ),
    "assign_public_ip": Variable(
        "Whether tasks get a public address, for subnets without a NAT gateway.", "bool", False
    ),
    "lambda_role_arn": Variable(
        "Role that the Lambda functions run with.",
        "string",
        REQUIRED,
        "Role that the Lambda functions run with; null creates one for each, which may log and "
        "read its secrets.",
    ),
    "scheduler_role_arn": Variable(
        "Role that EventBridge Scheduler starts the jobs with.",
        "string",
        REQUIRED,
        "Role that EventBridge Scheduler starts the jobs with; null creates one for each job.",
    ),
    "permissions_boundary_arn": Variable(
        "Permissions boundary of the roles that the modules create; null for none.", "string", None
    ),
    "secrets_kms_key_arns": Variable(
        "Customer-managed KMS keys of the jobs' secrets: the roles that the modules create may "
        "decrypt with them.",
        "list(string)",
        Array(()),
    ),
    "schedule_group_tags": Variable(
        "Tags of the schedule groups, beside those that all their jobs share.",
        "map(string)",
        Object(()),
    ),
    "log_retention_in_days": Variable("Days that logs are kept.", "number", 30),
    "log_kms_key_arn": Variable(
        "KMS key that encrypts the logs; null for the service's own.", "string", None
    ),
    "alarm_topic_arns": Variable("SNS topics that hear of failed runs.", "list(string)", Array(())),
    "gcp_project": Variable("GCP project of the jobs.", "string", REQUIRED),
    "gcp_region": Variable("GCP region of the jobs that name none.", "string", REQUIRED),
    "service_account_email": Variable(
        "Service account that the jobs run as; null for the project's default.",
        "string",
        None,
        "Service account that the jobs run as; null creates one for each job, which may read its "
        "secrets.",
    ),
    "scheduler_service_account_email": Variable(
        "Service account that Cloud Scheduler starts the jobs as.",
        "string",
        REQUIRED,
        "Service account that Cloud Scheduler starts the jobs as; null takes the job's own.",
    ),
    "alarm_notification_channels": Variable(
        "Cloud Monitoring notification channels that hear of failed runs.",
        "list(string)",
        Array(()),
    ),
    "function_source_bucket": Variable(
        "Bucket that holds the functions' source archive.", "string", REQUIRED
    ),
    "function_source_object": Variable(
        "The functions' source archive in that bucket.", "string", REQUIRED
    ),
    "function_entry_point": Variable(
        "The functions' entry point, where a job names none.", "string", "main"
    ),
}
"""Every variable that generated resources refer to, in the order in which they are written."""

REQUIRED_TERRAFORM = ">= 1.5"
"""The oldest release that the generated code is written for."""

MODULES_TERRAFORM = ">= 1.9"
"""The oldest release that the modules are written for: their own versions.tf."""

PROVIDERS: Mapping[str, tuple[str, str, str]] = {
    # cloud: (local name, source, versions). AWS 6 brought `region` to every resource.
    "aws": ("aws", "hashicorp/aws", ">= 6.0"),
    "gcp": ("google", "hashicorp/google", ">= 6.0"),
}


SCHEDULES = "schedules"
"""The name of the file that has a folder's schedule groups."""


class Needs(NamedTuple):
    """What files of a folder that nobody generates now need of the files that its jobs share.

    `own`: variables of files that hold resources; `called`: of files that call modules. `groups`:
    Terraform names of schedule groups.
    """

    clouds: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    calls: bool = False

    def with_file(
        self, cloud: str, variables: Iterable[str], groups: Iterable[str], *, calls: bool
    ) -> Needs:
        """What is needed with one file more."""
        return Needs(
            self.clouds | ({cloud} & PROVIDERS.keys()),
            self.own if calls else self.own.union(variables),
            self.called.union(variables) if calls else self.called,
            self.groups.union(groups),
            self.calls or calls,
        )


NO_NEEDS = Needs()


def folder_bodies(
    units: Sequence[Unit],
    bodies: Iterable[Body],
    folder: str,
    settings: Terraform,
    needs: Needs = NO_NEEDS,
) -> dict[str, Body]:
    """The folder's own files by name without extension; `bodies` are those of its units."""
    clouds = sorted({unit.kind.cloud for unit in units} | needs.clouds)
    files: dict[str, Body] = {}
    schedules = _schedule_groups(units, folder)
    if schedules.blocks:
        files[SCHEDULES] = schedules
    providers = Body(tuple(_provider(cloud) for cloud in clouds))
    if settings.providers:
        files["providers"] = providers
    if settings.variables:
        told = list(zip(units, bodies, strict=True))
        called = needs.called | _used_variables(
            body for unit, body in told if unit.calls is not None
        )
        own = needs.own | _used_variables(
            [*(body for unit, body in told if unit.calls is None), *files.values()]
        )
        files["variables"] = Body(
            tuple(
                _variable(name, variable if name in own else in_modules(variable))
                for name, variable in VARIABLES.items()
                if name in own or name in called
            )
        )
    if settings.versions:
        calls = needs.calls or any(unit.calls is not None for unit in units)
        files["versions"] = _versions(clouds, MODULES_TERRAFORM if calls else REQUIRED_TERRAFORM)
    return files


def _provider(cloud: str) -> Block:
    if cloud == "aws":
        return Block("provider", ("aws",), (Attribute("region", Reference("var.aws_region")),))
    return Block(
        "provider",
        ("google",),
        (
            Attribute("project", Reference("var.gcp_project")),
            Attribute("region", Reference("var.gcp_region")),
        ),
    )


def in_modules(variable: Variable) -> Variable:
    """A variable as it is where only calls of modules use it."""
    if not variable.in_modules:
        return variable
    return variable._replace(description=variable.in_modules, default=None)


def _variable(name: str, variable: Variable) -> Block:
    body = [
        Attribute("description", variable.description),
        Attribute("type", Reference(variable.type)),
    ]
    if not isinstance(variable.default, Required):
        body.append(Attribute("default", variable.default))
    return Block("variable", (name,), tuple(body))


def _versions(clouds: Iterable[str], terraform: str) -> Body:
    needed = tuple(
        Attribute(name, Object((Item("source", source), Item("version", version))))
        for name, source, version in (PROVIDERS[cloud] for cloud in clouds)
    )
    return Body(
        (
            Block(
                "terraform",
                (),
                (
                    Attribute("required_version", terraform),
                    Block("required_providers", (), needed),
                ),
            ),
        )
    )


def _schedule_groups(units: Sequence[Unit], folder: str) -> Body:
    """One tagged group per region: schedules themselves take no tags."""
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        name = group_of(unit)
        if name is not None:
            groups.setdefault(name, []).append(unit)
    return Body(tuple(_group(name, groups[name], folder) for name in sorted(groups)))


def group_of(unit: Unit) -> str | None:
    """The Terraform name of the schedule group that a unit shares with others of its folder."""
    # A module has a group of its own.
    if unit.timing is None or unit.kind.cloud != "aws" or unit.calls is not None:
        return None
    return group_name(unit)


def _group(name: str, units: Sequence[Unit], folder: str) -> Block:
    shared = {tag.key: tag for tag in units[0].tags}
    for unit in units[1:]:
        theirs = {tag.key: tag.value for tag in unit.tags}
        shared = {key: tag for key, tag in shared.items() if theirs.get(key) == tag.value}
    items = tuple(Item(tag.key, tag.value, tag.tag.origin) for tag in shared.values())
    tags = Call("merge", (Object(items), Reference("var.schedule_group_tags")))
    slug = re.sub(r"[^A-Za-z0-9_.-]+", "-", f"dativo-{folder.replace('/', '.')}").strip("-.")
    region = units[0].workload.region
    where = () if region is None else (Attribute("region", region.text, region.origin),)
    return Block(
        "resource",
        ("aws_scheduler_schedule_group", name),
        (Attribute("name", shortened(slug, 64)), *where, Attribute("tags", tags)),
    )


_VARIABLE = re.compile(r"\bvar\.(\w+)")


def _used_variables(bodies: Iterable[Body]) -> set[str]:
    found: set[str] = set()
    pending: list[object] = list(bodies)
    while pending:
        node = pending.pop()
        if isinstance(node, Reference):
            found.update(_VARIABLE.findall(node.traversal))
        elif isinstance(node, (Body, Block)):
            pending += node.blocks if isinstance(node, Body) else node.body
        elif isinstance(node, (Attribute, Item)):
            pending.append(node.value)
        elif isinstance(node, (Array, Object)):
            pending += node.items
        elif isinstance(node, Call):
            pending += node.arguments
        elif isinstance(node, Template):
            pending += node.parts
    return found
