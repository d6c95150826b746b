"""What the resources of every runtime on AWS have: a region, and a group for their logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.runtimes.job_values import tags_reference
from dativo_hooks.terraform_language.syntax import Attribute, Block, Reference

if TYPE_CHECKING:
    from dativo_hooks.runtimes.unit import Sized, Unit


def region_of(region: Sized | None) -> tuple[Attribute, ...]:
    """The `region` of a resource, where the job names one."""
    return () if region is None else (Attribute("region", region.text, region.origin),)


def log_group(unit: Unit, name: str) -> Block:
    """The log group of a job, by its name."""
    return Block(
        "resource",
        ("aws_cloudwatch_log_group", unit.names.address),
        (
            Attribute("name", name),
            *region_of(unit.workload.region),
            Attribute("retention_in_days", Reference("var.log_retention_in_days")),
            Attribute("kms_key_id", Reference("var.log_kms_key_arn")),
            Attribute("tags", tags_reference(unit)),
        ),
    )
