"""What one generated file is made of: a job for one runtime, every value settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dativo_hooks.clouds.dialect import CloudTag
    from dativo_hooks.model.job import Job, Variable
    from dativo_hooks.position import Origin
    from dativo_hooks.runtimes.runtime_kind import RuntimeKind
    from dativo_hooks.terraform_language.syntax import Item


class Sized(NamedTuple):
    """A value as the target wants it, and where the one that it was made of is written."""

    text: str
    origin: Origin


class Timing(NamedTuple):
    """When a job runs, in the words of its cloud: an AWS expression or a unix cron."""

    text: str
    timezone: str
    origin: Origin


class Workload(NamedTuple):
    """What runs, in the units of the target.

    `cpu`: ECS units (`1024`) or vCPU (`1`); `memory`: MiB as a number for AWS, with a unit for GCP;
    `timeout`: seconds, None where the target has no such limit or the job names none.
    """

    cpu: Sized
    memory: Sized
    timeout: int | None
    image: Sized
    region: Sized | None
    language: Sized
    entry_point: Sized | None
    execution: str
    command: tuple[str, ...]
    environment: tuple[Variable, ...]
    secrets: tuple[Variable, ...]


class GroupPart(NamedTuple):
    """A unit's part in the schedule group of its region: name, region and the tags."""

    name: str
    region: Sized | None
    tags: tuple[Item, ...]


class Names(NamedTuple):
    """`file`: path without its extension; `cloud`: in the cloud; `address`: in Terraform."""

    file: str
    cloud: str
    address: str


class ModuleCall(NamedTuple):
    """The module that a file calls; `version` is "" where the source has none of its own."""

    source: str
    version: str = ""


class Unit(NamedTuple):
    """A job for one runtime.

    `own`: the runtime is the job's own, not one that `--cloud` asked for. `container_path`: the
    job's own file as its container sees it. `output_dir`: set where the file was asked for in
    another folder than the configured one. `calls`: the module that the file calls, None where it
    holds the resources itself.
    """

    job: Job
    kind: RuntimeKind
    own: bool
    names: Names
    tags: tuple[CloudTag, ...]
    workload: Workload
    timing: Timing | None
    format: str
    container_path: str
    output_dir: str | None = None
    calls: ModuleCall | None = None

    @property
    def path(self) -> str:
        """The generated file, relative to the root."""
        return self.names.file + EXTENSIONS[self.format]

    @property
    def layout(self) -> str:
        """What the file holds: `resources`, or the call of a `module`."""
        return "resources" if self.calls is None else "module"

    @property
    def folder(self) -> str:
        """The folder of the generated file, "" for the root."""
        return self.names.file.rpartition("/")[0]


EXTENSIONS = {"hcl": ".tf", "json": ".tf.json"}
"""By format. Terraform reads both from one folder."""
