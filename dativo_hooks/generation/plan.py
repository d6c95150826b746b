"""From a job and its tags to a `Unit`: every check that stands between a job and its Terraform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.clouds.images import parse_image
from dativo_hooks.finding import Problem
from dativo_hooks.generation.image_suggestions import nearest_image, versioned
from dativo_hooks.generation.module_limits import module_problems
from dativo_hooks.generation.modules import module_call
from dativo_hooks.generation.naming import names_of
from dativo_hooks.generation.text_limits import text_problems
from dativo_hooks.generation.timing import timing_of
from dativo_hooks.generation.variable_names import variable_problems
from dativo_hooks.generation.workload import workload_of
from dativo_hooks.runtimes.registry import RUNTIMES, cloud_of
from dativo_hooks.runtimes.unit import Unit
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dativo_hooks.clouds.dialect import Spelt
    from dativo_hooks.model.asset import Asset
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.model.job import Job
    from dativo_hooks.runtimes.runtime_kind import RuntimeKind
    from dativo_hooks.tags.tag import Tag


class Request(NamedTuple):
    """What to generate of a job. `own`: for its own runtime; `layout`: one of `modules.LAYOUTS`."""

    kind: RuntimeKind
    own: bool
    format: str
    output_dir: str | None = None
    layout: str = "resources"


class Planned(NamedTuple):
    """A unit, None where an error forbids it; `notes` tell how sizes were translated."""

    unit: Unit | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def plan(
    job: Job,
    asset: Asset,
    tags: Sequence[Tag],
    spelt: Spelt,
    request: Request,
    configuration: Configuration,
) -> Planned:
    """Plan what is generated for a job whose runtime is not None.

    `spelt` are its `tags` as the cloud of the request gets them.
    """
    problems: list[Problem] = []
    kind = request.kind
    problems += spelt.problems
    names, name_problems = names_of(
        job,
        asset,
        next((tag.value for tag in tags if tag.key == "asset_name"), None),
        kind,
        configuration.terraform,
        own=request.own,
        output_dir=request.output_dir,
    )
    problems += name_problems
    problems += image_problems(job, kind)
    problems += text_problems(job)
    problems += variable_problems(job, kind)
    problems += region_problems(job)
    root = container_root(configuration)
    worked = workload_of(job, kind, root)
    problems += worked.problems
    timed = timing_of(job, kind)
    problems += timed.problems
    if any(problem.rule.severity == "error" for problem in problems):
        return Planned(None, tuple(problems))
    assert names is not None
    assert worked.workload is not None
    unit = Unit(
        job=job,
        kind=kind,
        own=request.own,
        names=names,
        tags=spelt.tags,
        workload=worked.workload,
        timing=timed.timing,
        format=request.format,
        container_path=f"{root}{job.path}",
        output_dir=request.output_dir,
    )
    if request.layout == "module":
        call = module_call(configuration.terraform, kind.module.path, unit.folder)
        unit = unit._replace(calls=call)
        refusals = tuple(module_problems(unit))
        if refusals:
            return Planned(None, (*problems, *refusals))
    return Planned(unit, tuple(problems), worked.notes + timed.notes)


def runtime_problems(job: Job) -> Iterator[Problem]:
    """What a job's own runtime has against it, whatever its tags and names; none without one."""
    if job.runtime is None:
        return
    kind = RUNTIMES[job.runtime.type]
    yield from image_problems(job, kind)
    yield from text_problems(job)
    yield from variable_problems(job, kind)
    yield from region_problems(job)
    yield from timing_of(job, kind).problems


def container_root(configuration: Configuration) -> str:
    """Where containers mount the repository: the prefix that the configuration maps to its root."""
    return next((prefix for prefix, folder in configuration.prefixes if not folder), "/app/")


def region_problems(job: Job) -> Iterator[Problem]:
    """What is wrong with a region whose `${VAR}` the schema couldn't see through."""
    region = job.runtime.region if job.runtime else None
    if job.runtime is None or region is None:
        return
    regions = cloud_of(job.runtime.type).regions
    if not re.fullmatch(regions.pattern, region.text):
        yield Problem(
            rules.VALUE_NOT_ALLOWED,
            region.origin,
            f"`{region.text[:60]}` is no region",
            f"give its variable a region such as `{regions.example}`",
        )


def image_problems(job: Job, kind: RuntimeKind) -> Iterator[Problem]:
    """What is wrong with a job's image on a runtime."""
    runtime, images = job.runtime, kind.images
    if runtime is None or images is None:
        return
    image = runtime.image
    if image is None:  # blank: the schema saw to it that it is there
        if RUNTIMES[runtime.type] is kind:
            yield Problem(
                rules.INVALID_IMAGE,
                runtime.at("image_uri"),
                "the image is blank",
                f"write `{literal(images.example)}`, for instance",
            )
        return
    parsed = parse_image(image.text)
    if parsed is None:
        yield Problem(
            rules.INVALID_IMAGE,
            image.origin,
            f"`{image.text[:80]}` is no image reference",
            f"write `{literal(nearest_image(image.text, images))}`: [registry/]name:tag, the name "
            "in lower case",
        )
        return
    home = images.home
    if home is not None and not home.holds(parsed):
        yield Problem(
            rules.INVALID_IMAGE,
            image.origin,
            f"{kind.title} pulls images only from {home.name}, and `{image.text}` is elsewhere: "
            "apply would fail",
            home.push.format(literal(home.called(parsed, runtime.region))),
        )
    if parsed.floats:
        yield Problem(
            rules.LATEST_IMAGE,
            image.origin,
            f"`{image.text}` isn't pinned to a version",
            f"write `{literal(versioned(image.text))}`, with the version or digest that you want",
        )
