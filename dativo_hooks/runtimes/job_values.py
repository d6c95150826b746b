"""What the resources of every runtime take from a job: its tags and its variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.terraform_language.syntax import Item, Reference

if TYPE_CHECKING:
    from dativo_hooks.position import Origin
    from dativo_hooks.runtimes.unit import Unit


def local_name(unit: Unit) -> str:
    """The folder-wide name of a job's tags among the locals."""
    return f"{unit.names.address}_common_tags"


def tags_reference(unit: Unit) -> Reference:
    """The expression that stands for a job's tags."""
    return Reference(f"local.{local_name(unit)}")


def tag_items(unit: Unit) -> tuple[Item, ...]:
    """A job's tags, as items of a map."""
    return tuple([Item(key, value, tag.value.origin) for key, value, tag in unit.tags])


def environment(unit: Unit) -> list[tuple[str, str, Origin | None]]:
    """The plain variables of a container: Dativo's two, then the job's own, which win."""
    job = unit.job
    own = {variable.name for variable in unit.workload.environment}
    given: list[tuple[str, str, Origin | None]] = [
        ("TENANT_ID", job.tenant.text, job.tenant.origin),
        ("JOB_CONFIG_PATH", unit.container_path, None),
    ]
    return [entry for entry in given if entry[0] not in own] + [
        (variable.name, variable.text, variable.origin) for variable in unit.workload.environment
    ]


def written_at(unit: Unit, key: str) -> Origin | None:
    """Where a key of the job's runtime is written."""
    return unit.job.runtime.at(key) if unit.job.runtime else None
