"""What one unit means to the others: the names that it takes, and what its folder needs for it.

All that is decided across jobs is decided from these, so that a job that didn't change since it
was last looked at needs no more than its claim to be remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.header import Header
from dativo_hooks.generation.naming import texts_of
from dativo_hooks.runtimes.registry import BY_TARGET
from dativo_hooks.runtimes.unit import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.runtimes.runtime_kind import RuntimeKind
    from dativo_hooks.runtimes.unit import GroupPart, Names, Unit


class Claim(NamedTuple):
    """What a unit takes and needs.

    `values`: the text of each placeholder that it has one for. `environment`, `region`: None where
    it has none. `variables`: those of `folder_variables` that its file refers to. `source`: the
    module that its file calls, None where it holds the resources itself. `group`: None where the
    unit is in no schedule group of its folder.
    """

    job: str
    target: str
    own: bool
    names: Names
    format: str
    output_dir: str | None
    source: str | None
    values: Mapping[str, str]
    environment: str | None
    region: str | None
    variables: tuple[str, ...]
    group: GroupPart | None

    @property
    def kind(self) -> RuntimeKind:
        """The runtime."""
        return BY_TARGET[self.target]

    @property
    def cloud(self) -> str:
        """The name of the runtime's cloud."""
        return self.target.partition("/")[0]

    @property
    def path(self) -> str:
        """The generated file, relative to the root."""
        return self.names.file + EXTENSIONS[self.format]

    @property
    def folder(self) -> str:
        """The folder of the generated file, "" for the root."""
        return self.names.file.rpartition("/")[0]

    @property
    def layout(self) -> str:
        """What the file holds: `resources`, or the call of a `module`."""
        return "resources" if self.source is None else "module"

    @property
    def header(self) -> Header:
        """What the file says of itself."""
        return Header(self.layout, self.job, self.target, self.output_dir)


def claim_of(unit: Unit, variables: Iterable[str]) -> Claim:
    """The claim of a unit whose file refers to these Terraform variables."""
    job, region = unit.job, unit.workload.region
    groups = unit.kind.schedule_groups
    if unit.timing is None or unit.calls is not None:  # a module has a group of its own
        groups = None
    return Claim(
        job=job.path,
        target=unit.kind.target,
        own=unit.own,
        names=unit.names,
        format=unit.format,
        output_dir=unit.output_dir,
        source=None if unit.calls is None else unit.calls.source,
        values=texts_of(unit),
        environment=None if job.environment is None else job.environment.text,
        region=None if region is None else region.text,
        variables=tuple(sorted(variables)),
        group=None if groups is None else groups.part(unit),
    )
