"""The shipped Terraform modules: which runtime each is for, and where a generated call finds it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.unit import ModuleCall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.model.configuration import Terraform

LAYOUTS = ("resources", "module")
"""What a generated file holds: the resources themselves, or a call of a module that holds them."""


class Module(NamedTuple):
    """A shipped module: its path below `terraform/modules`, and what it is for."""

    path: str
    purpose: str


MODULES: Mapping[str, Module] = {
    "ecs_fargate": Module("aws/dativo-job", "a job on ECS Fargate"),
    "lambda": Module("aws/dativo-lambda", "a short job on Lambda"),
    "cloud_run": Module("gcp/dativo-job", "a job on Cloud Run"),
    "cloud_function": Module("gcp/dativo-function", "a short job as a Cloud Function"),
}
"""By resource type."""

PLACEHOLDER = "{module}"
"""What stands for the module's path in `terraform.module_source`."""


def module_call(settings: Terraform, resource_type: str, folder: str) -> ModuleCall:
    """How a file in `folder`, relative to the root, names the module of a resource type.

    A configured source with a scheme, a `//` or a leading `./` is Terraform's own spelling and
    stays as it is; any other is a folder of the repository, to which the way from `folder` is
    given (https://developer.hashicorp.com/terraform/language/modules/sources).
    """
    module, template = MODULES[resource_type].path, settings.module_source
    if is_foreign(template):
        return ModuleCall(template.replace(PLACEHOLDER, module), settings.module_version)
    path = template.removesuffix("/").removesuffix(PLACEHOLDER).strip("/")
    # Absolute paths: with relative ones, posixpath would ask where we stand.
    way = posixpath.relpath(f"/{path}/{module}", f"/{folder}")
    return ModuleCall(way if way.startswith("../") else f"./{way}", settings.module_version)


def is_foreign(template: str) -> bool:
    """Whether a source is spelled as Terraform reads it, and is no folder of the repository."""
    return ":" in template or "//" in template or template.startswith(("./", "../"))
