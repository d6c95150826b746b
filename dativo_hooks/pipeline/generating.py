"""What a repository's jobs generate, and which of the files that are there belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.clouds.runtimes import BY_TARGET, RUNTIMES
from dativo_hooks.generation.collisions import mixed_environments, part
from dativo_hooks.generation.files import generated_files
from dativo_hooks.generation.modules import LAYOUTS
from dativo_hooks.generation.naming import configured_folder
from dativo_hooks.generation.plan import Request, plan, runtime_problems
from dativo_hooks.generation.unit import EXTENSIONS
from dativo_hooks.pipeline.remainder import is_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.clouds.runtimes import RuntimeKind
    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.pipeline.loading import Sources
    from dativo_hooks.pipeline.tagging import Tagged


class Generated(NamedTuple):
    """What should be there.

    `protected`: our files that must stay as they are, since their job can't be read, resolved or
    planned; and the shared files of their folders, whose variables they may need.
    """

    files: Mapping[str, GeneratedFile]
    protected: frozenset[str]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


class Wish(NamedTuple):
    """What the command line asks for beyond the configuration.

    `only`: this job alone; `target`: for this runtime (`aws/lambda`) instead of its own;
    `output_dir`: in this folder, "" for the root.
    """

    only: str | None = None
    target: str | None = None
    format: str | None = None
    output_dir: str | None = None
    layout: str | None = None


NO_WISH = Wish()


def generated(
    sources: Sources,
    tagged: Iterable[Tagged],
    owned: Mapping[str, Owned],
    configuration: Configuration,
    wish: Wish = NO_WISH,
) -> Generated:
    """Everything that the jobs of a repository generate."""
    problems: list[Problem] = []
    notes: list[str] = []
    units: list[Unit] = []
    unplanned: set[str] = set(sources.broken)
    existing: dict[str, list[Owned]] = {}
    for one in owned.values():
        if one.header.job is not None:
            existing.setdefault(one.header.job, []).append(one)
    for one_job in tagged:
        job, asset = one_job.loaded.job, one_job.loaded.asset
        if job.runtime is None or asset is None or job.path in unplanned:
            continue
        if one_job.problems:
            unplanned.add(job.path)
            continue
        for request in _requests(one_job, existing, configuration, wish):
            planned = plan(job, asset, one_job.tags, request, configuration)
            problems += planned.problems
            if job.path == wish.only and not request.own:
                notes += [f"{job.path} for {request.kind.title}: {n}" for n in planned.notes]
            if planned.unit is None:
                unplanned.add(job.path)
            else:
                units.append(planned.unit)
    for loaded in sources.remainders:
        left = loaded.job.document
        problems += [one for one in runtime_problems(loaded.job) if is_of(left, one)]
    undisputed = part(units, configuration.terraform)
    problems += undisputed.problems
    # One disputed unit holds back all of its job: what runs must not be taken for an orphan.
    unplanned |= {unit.job.path for unit in set(units).difference(undisputed.units)}
    sound = [unit for unit in undisputed.units if unit.job.path not in unplanned]
    problems += mixed_environments(sound)
    # A file of ours whose header a hand has spoilt may be of any job, of such a one too.
    protected = {
        one.path
        for one in owned.values()
        if one.header.job in unplanned
        or (unplanned and one.header.job is None and one.header.folder is None)
    }
    folders = {path.rpartition("/")[0] for path in protected}
    protected |= {one.path for one in owned.values() if one.header.folder in folders}
    return Generated(
        generated_files(sound, configuration.terraform),
        frozenset(protected),
        tuple(problems),
        tuple(dict.fromkeys(notes)),
    )


def _requests(
    one_job: Tagged,
    existing: Mapping[str, list[Owned]],
    configuration: Configuration,
    wish: Wish,
) -> list[Request]:
    """A job's own runtime, and each other one that it was once generated for.

    What is on disk says which those are, in which format and layout, and in which folder: the
    header of each file names them, the folder where that isn't the configured one. A target that
    lies in one folder stays there; one that would lie in two is in dispute with itself.
    """
    job = one_job.loaded.job
    assert job.runtime is not None
    own = RUNTIMES[job.runtime.type]
    name = next((tag.value for tag in one_job.tags if tag.key == "asset_name"), None)
    asked = wish if wish.only in {job.path, None} else NO_WISH
    wanted = wanted_target(asked, own) if asked.only else None
    settings = configuration.terraform
    targets: dict[str, dict[str | None, list[Owned]]] = {own.target: {}}

    def place(target: str, output_dir: str | None) -> list[Owned]:
        if output_dir is not None and output_dir == configured_folder(
            job, name, BY_TARGET[target], settings
        ):
            output_dir = None
        return targets.setdefault(target, {}).setdefault(output_dir, [])

    for one in existing.get(job.path, ()):
        target = one.header.target
        other = target in BY_TARGET and one.stem.endswith(f"-{BY_TARGET[target].cloud}")
        # The job's own runtime has one file; it moves with the configuration.
        if target == own.target or other:
            place(target, one.header.output_dir).append(one)
    if wanted is not None:
        targets.setdefault(wanted, {})
        if asked.output_dir is not None:
            place(wanted, asked.output_dir)
    requests = []
    for target, folders in targets.items():
        here = asked if wanted in {None, target} else NO_WISH
        for output_dir, found in (folders or {None: []}).items():
            form = _chosen(
                tuple(EXTENSIONS), here.format, settings.format, *(one.format for one in found)
            )
            layout = _chosen(
                LAYOUTS, here.layout, settings.layout, *(one.header.layout for one in found)
            )
            requests.append(
                Request(BY_TARGET[target], target == own.target, form, output_dir, layout)
            )
    return requests


def wanted_target(wish: Wish, own: RuntimeKind) -> str:
    """The runtime that a wish means for a job; a cloud alone means its containers."""
    if wish.target is None or wish.target == own.cloud:
        return own.target
    return _CONTAINERS.get(wish.target, wish.target)


_CONTAINERS = {"aws": "aws/ecs_fargate", "gcp": "gcp/cloud_run"}


def _chosen(
    choices: tuple[str, ...], asked: str | None, configured: str | None, *found: str
) -> str:
    """A choice of the command line, else of the configuration, else what a job's file has.

    Where the job has, wrongly, several files, the first of `choices` that one has; that is the
    default, too.
    """
    known = [choice for choice in choices if choice in found]
    return asked or configured or (known or choices)[0]
