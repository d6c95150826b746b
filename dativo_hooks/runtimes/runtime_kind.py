"""What has to be known of a runtime: the row that each runtime's module fills in.

Nothing has a default: what a new runtime doesn't say, the type checker asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dativo_hooks.clouds.cloud import Cloud
    from dativo_hooks.clouds.folder_variable import FolderVariable
    from dativo_hooks.clouds.images import Image
    from dativo_hooks.model.job import Runtime
    from dativo_hooks.model.values import Value
    from dativo_hooks.position import Origin
    from dativo_hooks.runtimes.unit import GroupPart, Unit
    from dativo_hooks.terraform_language.syntax import Attribute, Block


class NameLimits(NamedTuple):
    """What a service takes as a name.

    `lower` wants a lower-case letter first, then such letters, digits and hyphens, no hyphen last.
    """

    longest: int
    lower: bool
    source: str


class ImageHome(NamedTuple):
    """The only place that a runtime pulls images from.

    `name` and `push` complete what is said of an image that is elsewhere; `called` is what it is
    called once it is there, in the region of its job.
    """

    name: str
    push: str
    holds: Callable[[Image], bool]
    called: Callable[[Image, Value | None], str]


class Images(NamedTuple):
    """The images that a runtime runs: one of them, and where it pulls from if not from anywhere."""

    example: str
    home: ImageHome | None


class Size(NamedTuple):
    """CPU and memory as a runtime wants them written; `cpu` is "" where memory decides on it."""

    cpu: str
    memory: str


class Sizes(NamedTuple):
    """The sizes that a runtime has.

    Attributes:
        own: the size of a job whose own runtime this is, with what is absent settled.
        in_units: whether its jobs write CPU in 1024 units a vCPU; else in vCPU.
        fitting: the nearest size that is no smaller than millis of a vCPU and MiB; None: none is.
    """

    own: Callable[[Runtime], Size]
    in_units: bool
    fitting: Callable[[int, int], Size | None]


class Timeout(NamedTuple):
    """Seconds: of a job that names none, and the most; None where the runtime knows no such."""

    default: int | None
    most: int | None


class VariableNames(NamedTuple):
    """What a runtime takes as names of variables beyond what the schema does.

    `pattern` is what they match whole, `wants` the same in words, `reserved` what it keeps.
    """

    pattern: re.Pattern[str]
    wants: str
    reserved: frozenset[str]
    source: str


class SecretForm(NamedTuple):
    """How a module takes secrets: a pattern from its `variables.tf`, in words, and how it is told.

    `told` gives the text that the module gets for the one that a job has.
    """

    pattern: str
    wants: str
    told: Callable[[str], str]


class Refusal(NamedTuple):
    """What a module refuses: where that is from, what it is, and what to do."""

    where: Origin
    what: str
    remedy: str


class Module(NamedTuple):
    """A shipped module: its path below `terraform/modules`, and what it is for.

    `arguments` are those of a call beside the names, `refusals` what its validations have against
    a unit beside its secrets.
    """

    path: str
    purpose: str
    secrets: SecretForm
    arguments: Callable[[Unit], Iterable[Attribute]]
    refusals: Callable[[Unit], Iterable[Refusal]]


class ScheduleGroups(NamedTuple):
    """The groups that a folder's schedules lie in, where schedules themselves take no tags.

    `type` is that of the resource, `part` what a scheduled unit has in one, `block` the group of
    some parts in a folder.
    """

    type: str
    part: Callable[[Unit], GroupPart]
    block: Callable[[Sequence[GroupPart], str], Block]


class RuntimeKind(NamedTuple):
    """One runtime.

    Attributes:
        type: its `infrastructure.runtime.type`: the cloud's name and the guide's resource type.
        title: its name in messages.
        images: what it runs; None where it is built from source.
        serves: whether it has services, which stay up, beside jobs.
        injected_as: the variable that a process finds the secret `{}` in.
        variable_names: None: all that the schema takes.
        resources: what the layout `resources` is made of, beside the locals.
        schedule_groups: None where each schedule stands for itself.
        variables: those of a folder that only this runtime needs, in the order that they have.
    """

    type: str
    cloud: Cloud
    title: str
    name: NameLimits
    images: Images | None
    sizes: Sizes
    timeout: Timeout
    serves: bool
    injected_as: str
    variable_names: VariableNames | None
    module: Module
    resources: Callable[[Unit], Iterable[Block]]
    schedule_groups: ScheduleGroups | None
    variables: Mapping[str, FolderVariable]

    @property
    def resource_type(self) -> str:
        """The guide's word for it: `ecs_fargate`."""
        return self.type.removeprefix(f"{self.cloud.name}_")

    @property
    def target(self) -> str:
        """Cloud and resource type as one word: `aws/ecs_fargate`."""
        return f"{self.cloud.name}/{self.resource_type}"
