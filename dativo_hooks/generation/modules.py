"""Where a generated call finds a shipped Terraform module."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from dativo_hooks.runtimes.unit import ModuleCall

if TYPE_CHECKING:
    from dativo_hooks.model.configuration import Terraform

LAYOUTS = ("resources", "module")
"""What a generated file holds: the resources themselves, or a call of a module that holds them."""


PLACEHOLDER = "{module}"
"""What stands for the module's path in `terraform.module_source`."""


def module_call(settings: Terraform, module: str, folder: str) -> ModuleCall:
    """How a file in `folder`, relative to the root, names the module at a path of ours.

    A configured source with a scheme, a `//` or a leading `./` is Terraform's own spelling and
    stays as it is; any other is a folder of the repository, to which the way from `folder` is
    given (https://developer.hashicorp.com/terraform/language/modules/sources).
    """
    template = settings.module_source
    if is_foreign(template):
        return ModuleCall(template.replace(PLACEHOLDER, module), settings.module_version)
    path = template.removesuffix("/").removesuffix(PLACEHOLDER).strip("/")
    # Absolute paths: with relative ones, posixpath would ask where we stand.
    way = posixpath.relpath(f"/{path}/{module}", f"/{folder}")
    return ModuleCall(way if way.startswith("../") else f"./{way}", settings.module_version)


def is_foreign(template: str) -> bool:
    """Whether a source is spelled as Terraform reads it, and is no folder of the repository."""
    return ":" in template or "//" in template or template.startswith(("./", "../"))
