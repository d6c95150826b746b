"""What a folder of generated files needs beside them to be a Terraform module of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.naming import shortened
from dativo_hooks.terraform_language.hcl_shape import parts_of
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Body,
    Call,
    Item,
    Object,
    Reference,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dativo_hooks.generation.claims import Claim, GroupPart
    from dativo_hooks.model.configuration import Terraform
    from dativo_hooks.terraform_language.syntax import Expression


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
    "alarm_topic_arns": Variable(
        "SNS topics that are notified of failed runs.", "list(string)", Array(())
    ),
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
        "Cloud Monitoring notification channels that are notified of failed runs.",
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
    units: Sequence[Claim], folder: str, settings: Terraform, needs: Needs = NO_NEEDS
) -> dict[str, Body]:
    """The folder's own files by name without extension, for its units by path."""
    clouds = sorted({unit.kind.cloud for unit in units} | needs.clouds)
    files: dict[str, Body] = {}
    schedules = _schedule_groups(units, folder)
    if schedules.blocks:
        files[SCHEDULES] = schedules
    if settings.providers:
        files["providers"] = Body(tuple(_provider(cloud) for cloud in clouds))
    if settings.variables:
        called = {name for unit in units if unit.source is not None for name in unit.variables}
        called |= needs.called
        own = {name for unit in units if unit.source is None for name in unit.variables}
        own |= needs.own.union(*(parts_of(body).variables for body in files.values()))
        files["variables"] = Body(
            tuple(
                _variable(name, variable if name in own else in_modules(variable))
                for name, variable in VARIABLES.items()
                if name in own or name in called
            )
        )
    if settings.versions:
        calls = needs.calls or any(unit.source is not None for unit in units)
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


def _schedule_groups(units: Iterable[Claim], folder: str) -> Body:
    """One tagged group per region: schedules themselves take no tags."""
    groups: dict[str, list[GroupPart]] = {}
    for unit in units:
        if unit.group is not None:
            groups.setdefault(unit.group.name, []).append(unit.group)
    return Body(tuple(_group(groups[name], folder) for name in sorted(groups)))


def _group(parts: Sequence[GroupPart], folder: str) -> Block:
    first = parts[0]
    shared = {tag.key: tag for tag in first.tags}
    for part in parts[1:]:
        theirs = {tag.key: tag.value for tag in part.tags}
        shared = {key: tag for key, tag in shared.items() if theirs.get(key) == tag.value}
    tags = Call("merge", (Object(tuple(shared.values())), Reference("var.schedule_group_tags")))
    slug = re.sub(r"[^A-Za-z0-9_.-]+", "-", f"dativo-{folder.replace('/', '.')}").strip("-.")
    region = first.region
    where = () if region is None else (Attribute("region", region.text, region.origin),)
    return Block(
        "resource",
        ("aws_scheduler_schedule_group", first.name),
        (Attribute("name", shortened(slug, 64)), *where, Attribute("tags", tags)),
    )
