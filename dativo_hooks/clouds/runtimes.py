"""The runtimes that a job can be generated for, and the limits of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Cloud: TypeAlias = Literal["aws", "gcp"]


class NameLimits(NamedTuple):
    """What a service takes as a name.

    `lower` wants a lower-case letter first, then such letters, digits and hyphens, no hyphen last.
    """

    longest: int
    lower: bool
    source: str


class RuntimeKind(NamedTuple):
    """One runtime: its `infrastructure.runtime.type`, its cloud, and the guide's resource type."""

    type: str
    cloud: Cloud
    resource_type: str
    title: str
    name: NameLimits

    @property
    def target(self) -> str:
        """Cloud and resource type as one word: `aws/ecs_fargate`."""
        return f"{self.cloud}/{self.resource_type}"


RUNTIMES: Mapping[str, RuntimeKind] = {
    kind.type: kind
    for kind in (
        RuntimeKind(
            "aws_ecs_fargate",
            "aws",
            "ecs_fargate",
            "ECS Fargate",
            NameLimits(255, lower=False, source="botocore ecs: RegisterTaskDefinition.family"),
        ),
        RuntimeKind(
            "aws_lambda",
            "aws",
            "lambda",
            "Lambda",
            NameLimits(64, lower=False, source="botocore lambda: FunctionName"),
        ),
        RuntimeKind(
            "gcp_cloud_run",
            "gcp",
            "cloud_run",
            "Cloud Run",
            # Services take under 50; nothing states a limit for jobs, so 49 is safe for both.
            NameLimits(49, lower=True, source="googleapis run/v2/service.proto"),
        ),
        RuntimeKind(
            "gcp_cloud_function",
            "gcp",
            "cloud_function",
            "Cloud Functions",
            NameLimits(63, lower=True, source="googleapis functions/v2/functions.proto"),
        ),
    )
}
"""By `infrastructure.runtime.type`."""

BY_TARGET: Mapping[str, RuntimeKind] = {kind.target: kind for kind in RUNTIMES.values()}
"""By target, such as `gcp/cloud_run`."""

FARGATE_MEMORY: Mapping[int, tuple[int, ...]] = {
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

LAMBDA_MEMORY = (128, 10240)
"""MB, least and most. botocore lambda: MemorySize."""

LAMBDA_TIMEOUT = 900
"""Seconds. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""

CLOUD_RUN_MEMORY: Mapping[int, tuple[int, int]] = {
    1: (512, 4096),
    2: (512, 8192),
    4: (2048, 16384),
    6: (4096, 24576),
    8: (4096, 32768),
}
"""MiB, least and most, by vCPU. docs.cloud.google.com/run/docs/configuring/jobs/cpu"""

CLOUD_FUNCTION_TIMEOUT = 540
"""Seconds. docs.cloud.google.com/functions/quotas (event-driven functions)."""

CLOUD_FUNCTION_MEMORY = (128, 32768)
"""MiB, least and most, of a second generation function. docs.cloud.google.com/functions/quotas"""

DEFAULT_LANGUAGE = "python311"
"""The guide's own example; decommissioned 2028-04-24 (Google's runtime support table)."""
