"""How EventBridge Scheduler starts a job on AWS: the schedule, and the tagged group it lies in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.runtimes.aws_resources import region_of
from dativo_hooks.runtimes.derived_names import shortened
from dativo_hooks.runtimes.job_values import tag_items
from dativo_hooks.runtimes.runtime_kind import ScheduleGroups
from dativo_hooks.runtimes.unit import GroupPart
from dativo_hooks.terraform_language.syntax import Attribute, Block, Call, Object, Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dativo_hooks.runtimes.unit import Unit

SCHEDULE_NAME_LIMIT = 64
"""Characters, of a schedule and of a group. botocore scheduler: Name, ScheduleGroupName."""

RETRIES = Block(
    "retry_policy",
    (),
    # AWS's own default would start yesterday's run today.
    (Attribute("maximum_event_age_in_seconds", 3600), Attribute("maximum_retry_attempts", 3)),
)

_GROUP_TYPE = "aws_scheduler_schedule_group"


def schedule(unit: Unit, target: tuple[Attribute | Block, ...]) -> Block:
    """The schedule of a job that has one; `target` is what it starts."""
    timing = unit.timing
    assert timing is not None
    return Block(
        "resource",
        ("aws_scheduler_schedule", unit.names.address),
        (
            Attribute("name", shortened(unit.names.cloud, SCHEDULE_NAME_LIMIT)),
            *region_of(unit.workload.region),
            Attribute("group_name", Reference(f"{_GROUP_TYPE}.{_group_name(unit)}.name")),
            Attribute("schedule_expression", timing.text, timing.origin),
            Attribute("schedule_expression_timezone", timing.timezone, timing.origin),
            Block("flexible_time_window", (), (Attribute("mode", "OFF"),)),
            Block("target", (), (*target, RETRIES)),
        ),
    )


def _group_name(unit: Unit) -> str:
    """The Terraform name of the schedule group that a job's schedule lies in: one per region."""
    region = unit.workload.region
    return "dativo" if region is None else f"dativo_{region.text.replace('-', '_')}"


def _group_part(unit: Unit) -> GroupPart:
    return GroupPart(_group_name(unit), unit.workload.region, tag_items(unit))


def _group(parts: Sequence[GroupPart], folder: str) -> Block:
    """The group of some units of a folder, with the tags that all of them share."""
    first = parts[0]
    shared = {tag.key: tag for tag in first.tags}
    for part in parts[1:]:
        theirs = {tag.key: tag.value for tag in part.tags}
        shared = {key: tag for key, tag in shared.items() if theirs.get(key) == tag.value}
    tags = Call("merge", (Object(tuple(shared.values())), Reference("var.schedule_group_tags")))
    slug = re.sub(r"[^A-Za-z0-9_.-]+", "-", f"dativo-{folder.replace('/', '.')}").strip("-.")
    return Block(
        "resource",
        (_GROUP_TYPE, first.name),
        (
            Attribute("name", shortened(slug, SCHEDULE_NAME_LIMIT)),
            *region_of(first.region),
            Attribute("tags", tags),
        ),
    )


GROUPS = ScheduleGroups(_GROUP_TYPE, _group_part, _group)
