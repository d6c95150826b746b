"""Tags of every loaded job, and what the tag policy says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.clouds.dialect import spell
from dativo_hooks.clouds.runtimes import RUNTIMES
from dativo_hooks.finding import around
from dativo_hooks.generation.plan import dialect_of
from dativo_hooks.pipeline.remainder import is_of
from dativo_hooks.tags.derive import asset_tags, tags_of
from dativo_hooks.tags.policy import asset_problems, job_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.finding import Place, Problem
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.model.job import Job
    from dativo_hooks.pipeline.loading import LoadedJob, Sources
    from dativo_hooks.position import Origin
    from dativo_hooks.tags.tag import Tag


class Tagged(NamedTuple):
    """A job that is whole, with its effective tags; `problems` keep some from being known."""

    loaded: LoadedJob
    tags: tuple[Tag, ...]
    problems: tuple[Problem, ...]


def tagged_jobs(sources: Sources, configuration: Configuration) -> tuple[Tagged, ...]:
    """The jobs whose asset and source connector are at hand, with their tags."""
    return _tagged(sources.jobs, configuration)


def _tagged(jobs: Iterable[LoadedJob], configuration: Configuration) -> tuple[Tagged, ...]:
    found = []
    for loaded in jobs:
        if loaded.asset is not None and loaded.connector is not None:
            derived = tags_of(loaded.job, loaded.asset, loaded.connector, configuration.variables)
            found.append(Tagged(loaded, derived.tags, derived.problems))
    return tuple(found)


def policy_problems(
    sources: Sources, tagged: tuple[Tagged, ...], configuration: Configuration
) -> Iterator[Problem]:
    """Everything that the tag policy and the limits of the clouds forbid."""
    policy = configuration.tag_policy
    users: dict[str, list[Job]] = {}
    for loaded in (*sources.jobs, *sources.remainders):
        if loaded.asset is not None:
            users.setdefault(loaded.asset.path, []).append(loaded.job)
    unknown = unknown_of(tagged)
    for path, asset in sources.assets.items():
        own = asset_tags(asset, configuration.variables)
        found = asset_problems(asset, own, users.get(path, []), policy)
        yield from known_only(found, unknown)
    for job in tagged:
        yield from job.problems
        assert job.loaded.asset is not None
        found = job_problems(job.loaded.job, job.loaded.asset, job.tags, policy)
        yield from known_only(found, unknown)
    rest = _tagged(sources.remainders, configuration)
    unknown = unknown_of(rest)
    for job in rest:
        assert job.loaded.asset is not None
        found = job_problems(job.loaded.job, job.loaded.asset, job.tags, policy)
        left = job.loaded.job.document
        said = (*job.problems, *found, *cloud_problems((job,), configuration))
        yield from known_only((problem for problem in said if is_of(left, problem)), unknown)


def cloud_problems(tagged: tuple[Tagged, ...], configuration: Configuration) -> Iterator[Problem]:
    """What the cloud of each job would refuse of its tags."""
    unknown = unknown_of(tagged)
    for one in tagged:
        runtime = one.loaded.job.runtime
        if runtime is not None:
            dialect = dialect_of(RUNTIMES[runtime.type], configuration)
            yield from known_only(spell(one.tags, dialect).problems, unknown)


_JUDGE_A_VALUE = (rules.TAG_VALUE_NOT_ALLOWED, rules.TAG_VALUE_INVALID)


def unknown_of(tagged: tuple[Tagged, ...]) -> frozenset[Origin | Place]:
    """Where values stand whose `${VAR}` nobody knows."""
    return frozenset(problem.where for job in tagged for problem in job.problems)


def known_only(
    problems: Iterable[Problem], unknown: frozenset[Origin | Place]
) -> Iterator[Problem]:
    """The problems without those that judge a value before it is known."""
    for problem in problems:
        if problem.rule not in _JUDGE_A_VALUE or unknown.isdisjoint(around(problem.where)):
            yield problem
