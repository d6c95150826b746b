"""What a folder of generated files needs beside them to be a Terraform module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.clouds.folder_variable import Required
from dativo_hooks.clouds.registry import CLOUDS
from dativo_hooks.runtimes.variables import folder_variables
from dativo_hooks.terraform_language.syntax import (
    Attribute,
    Block,
    Body,
    Item,
    Object,
    Reference,
)
from dativo_hooks.terraform_language.variables import variables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dativo_hooks.clouds.cloud import Provider
    from dativo_hooks.clouds.folder_variable import FolderVariable
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.model.configuration import Terraform
    from dativo_hooks.runtimes.runtime_kind import ScheduleGroups
    from dativo_hooks.runtimes.unit import GroupPart

REQUIRED_TERRAFORM = ">= 1.5"
"""The oldest release that the generated code is written for."""

MODULES_TERRAFORM = ">= 1.9"
"""The oldest release that the modules are written for: their own versions.tf."""

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
            self.clouds | ({cloud} & CLOUDS.keys()),
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
    names = sorted({unit.cloud for unit in units} | needs.clouds)
    providers = [CLOUDS[name].provider for name in names]
    files: dict[str, Body] = {}
    schedules = _schedule_groups(units, folder)
    if schedules.blocks:
        files[SCHEDULES] = schedules
    if settings.providers:
        files["providers"] = Body(tuple(map(_provider, providers)))
    if settings.variables:
        called = {name for unit in units if unit.source is not None for name in unit.variables}
        called |= needs.called
        own = {name for unit in units if unit.source is None for name in unit.variables}
        own |= needs.own.union(*(variables_of(body) for body in files.values()))
        files["variables"] = Body(
            tuple(
                _variable(name, variable if name in own else variable.called)
                for name, variable in folder_variables().items()
                if name in own or name in called
            )
        )
    if settings.versions:
        calls = needs.calls or any(unit.source is not None for unit in units)
        files["versions"] = _versions(providers, MODULES_TERRAFORM if calls else REQUIRED_TERRAFORM)
    return files


def _provider(provider: Provider) -> Block:
    return Block("provider", (provider.name,), provider.settings)


def _variable(name: str, variable: FolderVariable) -> Block:
    body = [
        Attribute("description", variable.description),
        Attribute("type", Reference(variable.type)),
    ]
    if not isinstance(variable.default, Required):
        body.append(Attribute("default", variable.default))
    return Block("variable", (name,), tuple(body))


def _versions(providers: Iterable[Provider], terraform: str) -> Body:
    needed = tuple(
        Attribute(one.name, Object((Item("source", one.source), Item("version", one.versions))))
        for one in providers
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
    """The groups that schedules lie in which take no tags themselves: one per region."""
    groups: dict[tuple[str, str], tuple[ScheduleGroups, list[GroupPart]]] = {}
    for unit in units:
        kinds = unit.kind.schedule_groups if unit.group is not None else None
        if unit.group is not None and kinds is not None:
            groups.setdefault((kinds.type, unit.group.name), (kinds, []))[1].append(unit.group)
    return Body(tuple(kinds.block(parts, folder) for _, (kinds, parts) in sorted(groups.items())))
