"""The tags of a job, by the precedence of the guide ("Tag Sources", "Tag Categories").

Highest first: the job's `infrastructure.metadata`; its `governance_overrides`,
`classification_overrides.default` and `finops`; the asset; the source connector's `metadata`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dativo_hooks.model.job import METADATA
from dativo_hooks.model.values import Value, expanded, value_of
from dativo_hooks.position import Origin
from dativo_hooks.tags.tag import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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


_BLOCKS: tuple[Route, ...] = tuple(
    dict.fromkeys(route[:-1] for sources in TAGS.values() for route in sources.job)
)
"""The mappings of a job that give tags."""

_PLACES = tuple(
    (key, tuple((_BLOCKS.index(route[:-1]), route[-1], route) for route in sources.job))
    for key, sources in TAGS.items()
)
"""Of each tag, where a job may give it: the number of a block, a key in it, and the route."""


class Derived(NamedTuple):
    """The tags of a job, and the `${VAR}` that keep some of them from being known."""

    tags: tuple[Tag, ...]
    problems: tuple[Problem, ...]


class Given(NamedTuple):
    """What a file gives for a tag, nearest first, and what keeps the first from being known."""

    values: tuple[Value, ...]
    problems: tuple[Problem, ...]


Layer: TypeAlias = "dict[str, Given]"
"""What a file gives, by tag."""


def asset_layer(asset: Asset, variables: Mapping[str, str]) -> Layer:
    """What an asset gives to its jobs."""
    return _layer(lambda key, sources: _asset_values(key, sources, asset), variables)


def connector_layer(connector: Connector, variables: Mapping[str, str]) -> Layer:
    """What a source connector gives to its jobs."""
    return _layer(lambda _, sources: [connector.value(*r) for r in sources.connector], variables)


def _layer(
    values: Callable[[str, Sources], Iterable[Value | None]], variables: Mapping[str, str]
) -> Layer:
    found = {key: _given(values(key, sources), variables) for key, sources in TAGS.items()}
    return {key: given for key, given in found.items() if given.values}


def _given(values: Iterable[Value | None], variables: Mapping[str, str]) -> Given:
    found = tuple([value for value in values if value is not None])
    if not any("${" in item for value in found for item in value.items):
        return Given(found, ())
    expansions = [expanded(value, variables) for value in found]
    # What is overridden decides nothing.
    return Given(tuple([one.value for one in expansions]), expansions[0].problems)


class Inherited(NamedTuple):
    """What a job gets for one tag from others: the tag that it has if it gives nothing itself."""

    tag: Tag
    given: Given


def inherited(*layers: Layer) -> dict[str, Inherited]:
    """What jobs get from an asset and a connector, the nearest first, by tag."""
    found = {}
    for key in TAGS:
        given = [layer[key] for layer in layers if key in layer]
        if given:
            first, *others = [value for one in given for value in one.values]
            tag = Tag(key, first, tuple(others))
            found[key] = Inherited(tag, Given((first, *others), given[0].problems))
    return found


def tags_of(
    job: Job, from_others: Mapping[str, Inherited], variables: Mapping[str, str]
) -> Derived:
    """The effective tags of a job, in their fixed order; `from_others` as `inherited` has it."""
    tags: list[Tag] = []
    problems: list[Problem] = []
    top, path = job.document.value, job.document.path
    blocks = [_mapping_at(top, route) for route in _BLOCKS]
    for key, places in _PLACES:
        others = from_others.get(key)
        own = []
        for block, step, route in places:
            written = blocks[block].get(step)
            if written is not None and (value := value_of(written, Origin(path, route))):
                own.append(value)
        if own:
            values, faults = _given(own, variables)
            lower = others.given.values if others is not None else ()
            tags.append(Tag(key, values[0], (*values[1:], *lower)))
            problems += faults
        elif others is not None:
            tags.append(others.tag)
            problems += others.given.problems
    metadata = blocks[_BLOCKS.index(METADATA)]
    # Sorted: the order of a mapping says nothing, and must not make drift.
    for name, written in sorted(metadata.items(), key=lambda item: str(item[0])):
        if name not in _OWN_TAGS:
            origin = Origin(path, (*METADATA, str(name)))
            values, faults = _given([value_of(written, origin)], variables)
            if values:
                tags.append(Tag(f"{INFRASTRUCTURE_PREFIX}{name}", values[0]))
                problems += faults
    return Derived(tuple(tags), tuple(problems))


def _mapping_at(top: Any, route: Route) -> Mapping[str | int, Any]:
    """The mapping at `route`, an empty one where there is none."""
    for step in route:
        top = top.get(step) if isinstance(top, dict) else None
    return top if isinstance(top, dict) else {}


def asset_tags(layer: Layer) -> tuple[Tag, ...]:
    """The tags that an asset itself carries, whatever jobs say; `layer` is what it gives."""
    return tuple([Tag(key, given.values[0]) for key, given in layer.items()])


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
