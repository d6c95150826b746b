"""Two jobs that want one file, one Terraform address or one name in the cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Note, Problem
from dativo_hooks.position import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.model.configuration import Terraform


class Parted(NamedTuple):
    """The units that nothing disputes, and a problem for each dispute."""

    units: tuple[Unit, ...]
    problems: tuple[Problem, ...]


def part(units: Sequence[Unit], settings: Terraform) -> Parted:
    """Find what several units want at once. None of them gets it: each would undo the other."""
    disputed: set[Unit] = set()
    problems: list[Problem] = []
    blamed: set[tuple[str, str]] = set()
    for what, groups in (
        ("the file `{}`", _groups((u.path.lower(), u.path, u) for u in units)),
        (
            "the Terraform address `{}`",
            _groups(((u.folder, u.names.address), u.names.address, u) for u in units),
        ),
        ("the name `{}`", _groups(_cloud_names(units, settings))),
    ):
        for wanted, group in groups:
            disputed.update(group)
            first, *others = sorted(group, key=lambda unit: (unit.job.path, unit.kind.target))
            for other in others:
                pair = (first.job.path, other.job.path)
                if pair not in blamed:
                    blamed.add(pair)
                    problems.append(_problem(what.format(wanted), first, other, settings))
    return Parted(tuple(unit for unit in units if unit not in disputed), tuple(problems))


def mixed_environments(units: Iterable[Unit]) -> Iterable[Problem]:
    """A warning for each folder whose jobs say different environments: it is one apply."""
    folders: dict[str, dict[str, Unit]] = {}
    for unit in units:
        environment = unit.job.environment
        if environment is not None:
            folders.setdefault(unit.folder, {}).setdefault(environment.text, unit)
    for folder, found in sorted(folders.items()):
        if len(found) > 1:
            (first_name, first), (_, second), *_ = sorted(found.items())
            yield Problem(
                rules.MIXED_ENVIRONMENTS,
                Origin(second.job.path, ("environment",)),
                f"the folder `{folder or '.'}` holds the environments "
                f"{', '.join(f'`{name}`' for name in sorted(found))}: they share one state and "
                "one apply",
                "give each a folder: set `terraform.path` in .dativo-hooks.yaml to "
                "`terraform/generated/{environment}/{tenant}-{asset}`",
                (Note(Origin(first.job.path, ("environment",)), f"`{first_name}` here"),),
            )


def _groups(
    wanted: Iterable[tuple[object, str, Unit]],
) -> list[tuple[str, list[Unit]]]:
    groups: dict[object, tuple[str, list[Unit]]] = {}
    for key, shown, unit in wanted:
        groups.setdefault(key, (shown, []))[1].append(unit)
    return [group for group in groups.values() if len(group[1]) > 1]


def _cloud_names(units: Iterable[Unit], settings: Terraform) -> Iterable[tuple[object, str, Unit]]:
    for unit in units:
        region = unit.workload.region.text if unit.workload.region else ""
        account = ""
        if settings.separate_environments and unit.job.environment is not None:
            account = unit.job.environment.text
        key = (unit.kind.target, region, account, unit.names.cloud)
        yield key, f"{unit.names.cloud}` of {unit.kind.title} in `{region or 'its region'}", unit


def _problem(what: str, first: Unit, other: Unit, settings: Terraform) -> Problem:
    return Problem(
        rules.COLLISION,
        Origin(other.job.path, ("asset_path",)),
        f"this job and `{first.job.path}` both want {what}",
        _remedy(first, other, settings),
        (Note(Origin(first.job.path, ("asset_path",)), "the other one"),),
        on_key=True,
    )


def _remedy(first: Unit, other: Unit, settings: Terraform) -> str:
    environments = {u.job.environment.text if u.job.environment else "" for u in (first, other)}
    if len(environments) == 2 and "" not in environments:
        return (
            "part them by environment: set `terraform.path` in .dativo-hooks.yaml to "
            "`terraform/generated/{environment}/{tenant}-{asset}` and `terraform.name` to "
            "`{tenant}-{asset}-{environment}`"
        )
    if first.job.path == other.job.path:
        return "generate the job for one runtime of a cloud only"
    stems = {unit.job.path.rpartition("/")[2] for unit in (first, other)}
    if len(stems) == 2 and "{job}" not in settings.name:
        return (
            "part them by job: set `terraform.path` in .dativo-hooks.yaml to "
            "`terraform/generated/{tenant}-{job}` and `terraform.name` to `{tenant}-{job}`"
        )
    return "give the jobs different tenants, assets or file names"
