"""What has to be known of a cloud: the row that each cloud's module fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dativo_hooks.clouds.dialect import Dialect
    from dativo_hooks.clouds.folder_variable import FolderVariable
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.terraform_language.syntax import Attribute

ScheduleKey: TypeAlias = Literal["expression", "cron"]
"""The keys of `infrastructure.schedule` that say when: each is a language of its own."""


class Provider(NamedTuple):
    """Terraform's provider: its local name, its source, the versions, and what its block holds."""

    name: str
    source: str
    versions: str
    settings: tuple[Attribute, ...]


class Regions(NamedTuple):
    """A pattern that names of regions match whole, and one of them."""

    pattern: str
    example: str


class Cloud(NamedTuple):
    """One cloud.

    Attributes:
        name: as types of runtimes begin: `aws`.
        dialect: how it spells tags, as configured.
        containers: the resource type that `--cloud` alone means.
        schedule: the language that its scheduler takes.
        stored_as: how its store calls the secret `{}`, for instance.
        variables: those of a folder that any of its jobs may need, before those of its runtimes.
        last_variables: the same, after those of its runtimes.
    """

    name: str
    dialect: Callable[[Configuration], Dialect]
    provider: Provider
    regions: Regions
    containers: str
    schedule: ScheduleKey
    stored_as: str
    variables: Mapping[str, FolderVariable]
    last_variables: Mapping[str, FolderVariable]
