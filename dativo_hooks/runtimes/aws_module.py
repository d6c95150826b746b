"""What the modules of every runtime on AWS take, in one spelling, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.runtimes.module_arguments import tags_argument
from dativo_hooks.runtimes.runtime_kind import Refusal
from dativo_hooks.terraform_language.syntax import Attribute, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.runtimes.unit import Unit


def region_argument(unit: Unit) -> Iterable[Attribute]:
    """The region, where the job names one."""
    region = unit.workload.region
    if region is not None:
        yield Attribute("aws_region", region.text, region.origin)


def last_arguments(unit: Unit) -> Iterable[Attribute]:
    """Roles, logs, alarms, the schedule and the tags."""
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
    yield tags_argument("tags", unit)


def doubled_tags(unit: Unit) -> Iterator[Refusal]:
    """Tags that differ in capitals alone: the modules give them to roles, too."""
    known: dict[str, str] = {}
    for tag in unit.tags:
        other = known.setdefault(tag.key.lower(), tag.key)
        if other != tag.key:
            yield Refusal(
                tag.tag.origin,
                f"the tag `{tag.key}` beside `{other}`: to IAM both are one key",
                f"remove one of them, this `{tag.tag.origin.route[-1]}` for instance",
            )
