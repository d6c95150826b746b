"""The tags of a job, by the precedence of the guide ("Tag Sources", "Tag Categories").

Highest first: the job's `infrastructure.metadata`; its `governance_overrides`,
`classification_overrides.default` and `finops`; the asset; the source connector's `metadata`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.model.job import METADATA
from dativo_hooks.model.values import Value, expanded, value_at, value_of
from dativo_hooks.position import Origin
from dativo_hooks.tags.tag import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.finding import Problem
    from dativo_hooks.model.asset import Asset, Connector
    from dativo_hooks.model.job import Job
    from dativo_hooks.position import Route


class Sources(NamedTuple):
    """Where a tag's value may stand: routes in the job, the asset and the connector's metadata."""

    job: tuple[Route, ...] = ()
    asset: tuple[Route, ...] = ()
    connector: tuple[Route, ...] = ()


def _finops(key: str) -> Sources:
    route: Route = ("finops", key)
    return Sources(((*METADATA, key), route), (route,), (route,))


_RETENTION = Sources(
    # "retention_days: 730  # Overrides compliance.retention_days": it sets both retention tags.
    (("governance_overrides", "retention_days"),),
    (("compliance", "retention_days"), ("governance", "retention_days")),
    (("compliance", "retention_days"),),
)


def _compliance(*route: str) -> Sources:
    return Sources((), (("compliance", *route),), (("compliance", *route),))


OWNER = "governance_owner"

TAGS: Mapping[str, Sources] = {
    "tenant_id": Sources((("tenant_id",),)),
    "environment": Sources((("environment",),)),
    "asset_name": Sources((), (("name",),)),
    "asset_version": Sources((), (("version",),)),
    "finops_cost_center": _finops("cost_center"),
    "finops_business_tags": _finops("business_tags"),
    "finops_project": _finops("project"),
    "finops_environment": _finops("environment"),
    "compliance_classification": Sources(
        (("classification_overrides", "default"),),
        (("compliance", "classification"), ("governance", "classification")),
        (("compliance", "classification"),),
    ),
    "compliance_regulations": _compliance("regulations"),
    "compliance_retention_days": _RETENTION,
    "compliance_encryption_required": _compliance("security", "encryption_required"),
    "compliance_access_control": _compliance("security", "access_control"),
    # The asset's owner has several spellings: model/asset.py knows them.
    OWNER: Sources((("governance_overrides", "owner"),), (), (("team", "owner"),)),
    "governance_domain": Sources(
        (("governance_overrides", "domain"),), (("domain",),), (("domain",),)
    ),
    "governance_data_product": Sources(
        (("governance_overrides", "dataProduct"), ("governance_overrides", "data_product")),
        (("dataProduct",),),
        (("dataProduct",),),
    ),
    "governance_retention_days": _RETENTION,
}
"""Every tag but `infra_*`, in the order in which they are written."""

INFRASTRUCTURE_PREFIX = "infra_"

_OWN_TAGS = frozenset(
    sources.job[0][-1]
    for sources in TAGS.values()
    if sources.job and sources.job[0][:2] == METADATA
)


class Derived(NamedTuple):
    """The tags of a job, and the `${VAR}` that keep some of them from being known."""

    tags: tuple[Tag, ...]
    problems: tuple[Problem, ...]


class Inherited(NamedTuple):
    """What an asset and a connector give for one tag, nearest first.

    `tag`: the one of a job that gives nothing itself, None where they give nothing either.
    `problems`: what keeps its value from being known.
    """

    values: tuple[Value, ...]
    tag: Tag | None
    problems: tuple[Problem, ...]


def inherited(
    asset: Asset, connector: Connector | None, variables: Mapping[str, str]
) -> dict[str, Inherited]:
    """What the jobs of an asset and a source connector get from them, by tag, in its order."""
    found = {}
    for key, sources in TAGS.items():
        values = [*_asset_values(key, sources, asset)]
        if connector is not None:
            values += [connector.value(*route) for route in sources.connector]
        known, problems = _known(values, variables)
        tag = Tag(key, known[0], tuple(known[1:])) if known else None
        found[key] = Inherited(tuple(known), tag, problems)
    return found


def tags_of(
    job: Job, from_others: Mapping[str, Inherited], variables: Mapping[str, str]
) -> Derived:
    """The effective tags of a job, in their fixed order; `from_others` as `inherited` has it."""
    tags: list[Tag] = []
    problems: list[Problem] = []
    top, path = job.document.value, job.document.path
    for key, others in from_others.items():
        own = [value_at(top, path, route) for route in TAGS[key].job]
        if any(own):
            known, faults = _known(own, variables)
            tags.append(Tag(key, known[0], (*known[1:], *others.values)))
            problems += faults
        elif others.tag is not None:
            tags.append(others.tag)
            problems += others.problems
    metadata = (top.get("infrastructure") or {}).get("metadata") or {}
    # Sorted: the order of a mapping says nothing, and must not make drift.
    for name, written in sorted(metadata.items(), key=lambda item: str(item[0])):
        if name not in _OWN_TAGS:
            origin = Origin(path, (*METADATA, str(name)))
            known, faults = _known([value_of(written, origin)], variables)
            if known:
                tags.append(Tag(f"{INFRASTRUCTURE_PREFIX}{name}", known[0]))
                problems += faults
    return Derived(tuple(tags), tuple(problems))


def _known(
    values: Iterable[Value | None], variables: Mapping[str, str]
) -> tuple[list[Value], tuple[Problem, ...]]:
    """Those of some values that there are, and what keeps the first from being known."""
    expansions = [expanded(value, variables) for value in values if value is not None]
    # What is overridden decides nothing.
    problems = expansions[0].problems if expansions else ()
    return [expansion.value for expansion in expansions], problems


def asset_tags(asset: Asset, variables: Mapping[str, str]) -> tuple[Tag, ...]:
    """The tags that an asset itself carries, whatever jobs say."""
    carried = inherited(asset, None, variables).values()
    return tuple([one.tag._replace(overrode=()) for one in carried if one.tag is not None])


def asset_can_carry(key: str) -> bool:
    """Whether an asset has a place for this tag."""
    return key == OWNER or bool(key in TAGS and TAGS[key].asset)


def _asset_values(key: str, sources: Sources, asset: Asset) -> Iterable[Value | None]:
    if key == OWNER:
        yield asset.owner
    for route in sources.asset:
        # Only the nested form has a `governance` block of its own.
        if route[0] != "governance" or asset.root:
            yield asset.value(*route)
