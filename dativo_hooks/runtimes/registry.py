"""The runtimes, by their `infrastructure.runtime.type` and by the target that headers name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.clouds.registry import CLOUDS
from dativo_hooks.module_table import ModuleTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.clouds.cloud import Cloud
    from dativo_hooks.runtimes.runtime_kind import RuntimeKind

_TARGETS = {
    "aws_ecs_fargate": "aws/ecs_fargate",
    "aws_lambda": "aws/lambda",
    "gcp_cloud_run": "gcp/cloud_run",
    "gcp_cloud_function": "gcp/cloud_function",
}
"""Each runtime's type, which is also the name of its module here, whose `KIND` it is; its target:
cloud and resource type.
"""

_PACKAGE = "dativo_hooks.runtimes"

RUNTIMES: Mapping[str, RuntimeKind] = ModuleTable(
    _PACKAGE, {type_: type_ for type_ in _TARGETS}, "KIND"
)
"""By type."""

BY_TARGET: Mapping[str, RuntimeKind] = ModuleTable(
    _PACKAGE, {target: type_ for type_, target in _TARGETS.items()}, "KIND"
)
"""By target, such as `gcp/cloud_run`."""

RESOURCE_TYPES = tuple(target.partition("/")[2] for target in _TARGETS.values())
"""The guide's words for the runtimes."""


def cloud_of(type_: str) -> Cloud:
    """The cloud of a runtime, whose own module isn't needed for it.

    Raises:
        KeyError: there is no such runtime.
    """
    return CLOUDS[_TARGETS[type_].partition("/")[0]]
