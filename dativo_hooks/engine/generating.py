"""What a repository's jobs generate, and which of the files that are there belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.clouds.dialect import spell
from dativo_hooks.clouds.registry import CLOUDS
from dativo_hooks.generation.files import generated_files
from dativo_hooks.generation.modules import LAYOUTS
from dativo_hooks.generation.naming import configured_folder
from dativo_hooks.generation.plan import Request, plan, runtime_problems
from dativo_hooks.runtimes.registry import BY_TARGET, RUNTIMES
from dativo_hooks.runtimes.unit import EXTENSIONS
from dativo_hooks.sources.partial_document import is_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.tagging import Tagged
    from dativo_hooks.finding import Problem
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.runtimes.runtime_kind import RuntimeKind
    from dativo_hooks.runtimes.unit import Unit
    from dativo_hooks.sources.loading import Sources


class GenerateOptions(NamedTuple):
    """What the command line asks for beyond the configuration.

    `only`: this job alone; `target`: for this runtime (`aws/lambda`) instead of its own;
    `output_dir`: in this folder, "" for the root.
    """

    only: str | None = None
    target: str | None = None
    format: str | None = None
    output_dir: str | None = None
    layout: str | None = None


NO_OPTIONS = GenerateOptions()


class Units(NamedTuple):
    """What jobs generate, each for itself; the problems of generating, by job.

    `unplanned`: the jobs that can't be generated.
    """

    files: tuple[GeneratedFile, ...]
    problems: Mapping[str, Sequence[Problem]]
    unplanned: frozenset[str]
    notes: tuple[str, ...]


NO_UNITS = Units((), {}, frozenset(), ())


def units_of(
    sources: Sources,
    tagged: Iterable[Tagged],
    existing: Mapping[str, Sequence[Owned]],
    configuration: Configuration,
    options: GenerateOptions = NO_OPTIONS,
) -> Units:
    """The files of jobs; `existing` are our files that are there, by their job."""
    problems: dict[str, list[Problem]] = {}
    notes: list[str] = []
    units: list[Unit] = []
    unplanned: set[str] = set(sources.broken)
    for one_job in tagged:
        job, asset = one_job.loaded.job, one_job.loaded.asset
        if job.runtime is None or asset is None or job.path in unplanned:
            continue
        if one_job.problems:
            unplanned.add(job.path)
            continue
        for request in _requests(one_job, existing, configuration, options):
            spelt = one_job.spelt
            if spelt is None or not request.own:
                spelt = spell(one_job.tags, request.kind.cloud.dialect(configuration))
            planned = plan(job, asset, one_job.tags, spelt, request, configuration)
            if planned.problems:
                problems.setdefault(job.path, []).extend(planned.problems)
            if job.path == options.only and not request.own:
                notes += [f"{job.path} for {request.kind.title}: {n}" for n in planned.notes]
            if planned.unit is None:
                unplanned.add(job.path)
            else:
                units.append(planned.unit)
    # What can't be generated for now is judged all the same, but for values that nobody knows.
    unknown = {p.where for p in sources.problems if p.rule is rules.UNDEFINED_VARIABLE}
    for loaded in (*(one for one in sources.jobs if not one.whole), *sources.partial_jobs):
        left = loaded.job.document
        found = [one for one in runtime_problems(loaded.job) if is_of(left, one)]
        if found:
            problems[left.path] = [one for one in found if one.where not in unknown]
    return Units(tuple(generated_files(units)), problems, frozenset(unplanned), tuple(notes))


def _requests(
    one_job: Tagged,
    existing: Mapping[str, Sequence[Owned]],
    configuration: Configuration,
    options: GenerateOptions,
) -> list[Request]:
    """A job's own runtime, and each other one that it was once generated for.

    What is on disk says which those are, in which format and layout, and in which folder: the
    header of each file names them, the folder where that isn't the configured one. A target that
    lies in one folder stays there; one that would lie in two is in dispute with itself.
    """
    job = one_job.loaded.job
    assert job.runtime is not None
    own = RUNTIMES[job.runtime.type]
    settings = configuration.terraform
    if options == NO_OPTIONS and job.path not in existing:  # the short way for nearly every job
        form = _chosen(tuple(EXTENSIONS), None, settings.format)
        layout = _chosen(LAYOUTS, None, settings.layout)
        return [Request(own, own=True, format=form, layout=layout)]
    name = next((tag.value for tag in one_job.tags if tag.key == "asset_name"), None)
    asked = options if options.only in {job.path, None} else NO_OPTIONS
    wanted = wanted_target(asked, own) if asked.only else None
    targets: dict[str, dict[str | None, list[Owned]]] = {own.target: {}}

    def place(target: str, output_dir: str | None) -> list[Owned]:
        if output_dir is not None and output_dir == configured_folder(
            job, name, BY_TARGET[target], settings
        ):
            output_dir = None
        return targets.setdefault(target, {}).setdefault(output_dir, [])

    for one in existing.get(job.path, ()):
        target = one.header.target
        other = target in BY_TARGET and one.stem.endswith(f"-{BY_TARGET[target].cloud.name}")
        # The job's own runtime has one file; it moves with the configuration.
        if target == own.target or other:
            place(target, one.header.output_dir).append(one)
    if wanted is not None:
        targets.setdefault(wanted, {})
        if asked.output_dir is not None:
            place(wanted, asked.output_dir)
    requests = []
    for target, folders in targets.items():
        here = asked if wanted in {None, target} else NO_OPTIONS
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


def wanted_target(options: GenerateOptions, own: RuntimeKind) -> str:
    """The runtime that options mean for a job; a cloud alone means its containers."""
    asked = options.target
    if asked is None or asked == own.cloud.name:
        return own.target
    return f"{asked}/{CLOUDS[asked].containers}" if asked in CLOUDS else asked


def _chosen(
    choices: tuple[str, ...], asked: str | None, configured: str | None, *found: str
) -> str:
    """A choice of the command line, else of the configuration, else what a job's file has.

    Where the job has, wrongly, several files, the first of `choices` that one has; that is the
    default, too.
    """
    known = [choice for choice in choices if choice in found]
    return asked or configured or (known or choices)[0]
