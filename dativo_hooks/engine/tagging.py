"""Tags of every loaded job, and what the tag policy says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.clouds.dialect import spell
from dativo_hooks.finding import around
from dativo_hooks.runtimes.registry import cloud_of
from dativo_hooks.sources.partial_document import is_of
from dativo_hooks.tags.derive import asset_layer, asset_tags, connector_layer, inherited, tags_of
from dativo_hooks.tags.policy import asset_problems, job_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dativo_hooks.clouds.dialect import Spelt
    from dativo_hooks.finding import Place, Problem
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.model.job import Job
    from dativo_hooks.position import Origin
    from dativo_hooks.sources.loading import LoadedJob, Sources
    from dativo_hooks.tags.derive import Inherited, Layer
    from dativo_hooks.tags.tag import Tag


class Tagged(NamedTuple):
    """A job that is whole, with its effective tags; `problems` keep some from being known.

    `carried`: what its asset gives. `spelt`: the tags as the cloud of its runtime gets them, None
    where it has no runtime.
    """

    loaded: LoadedJob
    carried: Layer
    tags: tuple[Tag, ...]
    problems: tuple[Problem, ...]
    spelt: Spelt | None


def tagged_jobs(sources: Sources, configuration: Configuration) -> tuple[Tagged, ...]:
    """The jobs whose asset and source connector are at hand, with their tags."""
    return _tagged(sources.jobs, configuration)


def _tagged(jobs: Iterable[LoadedJob], configuration: Configuration) -> tuple[Tagged, ...]:
    found = []
    variables = configuration.variables
    assets: dict[str, Layer] = {}
    connectors: dict[str, Layer] = {}
    both: dict[tuple[str, str], dict[str, Inherited]] = {}
    for loaded in jobs:
        asset, connector = loaded.asset, loaded.connector
        if asset is None or connector is None:
            continue
        paths = asset.path, connector.path
        if paths not in both:
            if asset.path not in assets:
                assets[asset.path] = asset_layer(asset, variables)
            if connector.path not in connectors:
                connectors[connector.path] = connector_layer(connector, variables)
            both[paths] = inherited(assets[asset.path], connectors[connector.path])
        tags, problems = tags_of(loaded.job, both[paths], variables)
        spelt = _spelt(loaded.job, tags, configuration)
        found.append(Tagged(loaded, assets[asset.path], tags, problems, spelt))
    return tuple(found)


def _spelt(job: Job, tags: Iterable[Tag], configuration: Configuration) -> Spelt | None:
    if job.runtime is None:
        return None
    return spell(tags, cloud_of(job.runtime.type).dialect(configuration))


def policy_problems(
    sources: Sources, tagged: tuple[Tagged, ...], configuration: Configuration
) -> Iterator[Problem]:
    """Everything that the tag policy and the limits of the clouds forbid."""
    policy, hold = configuration.tag_policy, sources.secrets.hold
    users: dict[str, list[Job]] = {}
    for loaded in (*sources.jobs, *sources.partial_jobs):
        if loaded.asset is not None:
            users.setdefault(loaded.asset.path, []).append(loaded.job)
    unknown = unknown_of(tagged)
    carried = {job.loaded.asset.path: job.carried for job in tagged if job.loaded.asset}
    for path, asset in sources.assets.items():
        layer = carried.get(path)
        own = asset_tags(asset_layer(asset, configuration.variables) if layer is None else layer)
        found = asset_problems(asset, own, users.get(path, []), policy)
        yield from _but_of_secrets(known_only(found, unknown), hold)
    for job in tagged:
        yield from job.problems
        assert job.loaded.asset is not None
        found = job_problems(job.loaded.job, job.loaded.asset, job.tags, policy)
        yield from _but_of_secrets(known_only(found, unknown), hold)
    rest = _tagged(sources.partial_jobs, configuration)
    unknown = unknown_of(rest)
    for job in rest:
        assert job.loaded.asset is not None
        found = job_problems(job.loaded.job, job.loaded.asset, job.tags, policy)
        left = job.loaded.job.document
        said = (*job.problems, *_but_of_secrets(found, hold), *cloud_problems((job,)))
        yield from known_only((problem for problem in said if is_of(left, problem)), unknown)


def _but_of_secrets(
    problems: Iterable[Problem], hold: Callable[[Origin | Place], bool]
) -> Iterator[Problem]:
    """The problems but of values that must go in any case."""
    for problem in problems:
        if problem.rule is not rules.TAG_VALUE_NOT_ALLOWED or not hold(problem.where):
            yield problem


def cloud_problems(tagged: tuple[Tagged, ...]) -> Iterator[Problem]:
    """What the cloud of each job would refuse of its tags."""
    unknown = unknown_of(tagged)
    for one in tagged:
        if one.spelt is not None:
            yield from known_only(one.spelt.problems, unknown)


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
