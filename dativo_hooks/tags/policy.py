"""The tag policy: required, recommended and conditional tags, and allowed values.

A tag that an asset should carry and doesn't is one problem at the asset, with the jobs that it
concerns as notes; what only a job can say is a problem at the job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Fix, Note, Problem
from dativo_hooks.model.job import METADATA
from dativo_hooks.position import Origin, route_text
from dativo_hooks.reading.faults import MOST_FAULTS, too_many_faults
from dativo_hooks.tags.derive import INFRASTRUCTURE_PREFIX, OWNER, TAGS, asset_can_carry
from dativo_hooks.tags.examples import allows, example_of, is_case, suggestion, written
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dativo_hooks.document import Document
    from dativo_hooks.model.asset import Asset
    from dativo_hooks.model.configuration import AllowedValues, TagPolicy
    from dativo_hooks.model.job import Job
    from dativo_hooks.position import Route
    from dativo_hooks.rule import Rule
    from dativo_hooks.tags.tag import Tag


def asset_problems(
    asset: Asset, tags: Iterable[Tag], jobs: Sequence[Job], policy: TagPolicy
) -> Iterator[Problem]:
    """What is wrong with the tags that an asset itself carries; `jobs` are those that use it."""
    own = {tag.key: tag for tag in tags}
    for key in policy.required:
        if key not in own and asset_can_carry(key):
            yield _missing_in_asset(rules.MISSING_REQUIRED_TAG, key, asset, jobs, policy)
    for tag in own.values():
        yield from _value_problems(tag, policy)


def job_problems(
    job: Job, asset: Asset, tags: Iterable[Tag], policy: TagPolicy
) -> Iterator[Problem]:
    """What is wrong with a job's effective tags.

    A required tag that the asset could carry is left to `asset_problems`.
    """
    effective = {tag.key: tag for tag in tags}
    for key in policy.required:
        if key not in effective and not asset_can_carry(key):
            yield _missing_in_job(rules.MISSING_REQUIRED_TAG, key, job, policy)
    conditional = _conditional_problems(job, asset, effective, policy)
    yield from conditional.problems
    for key in policy.recommended:
        if key in effective or key in policy.required or key in conditional.missing:
            continue
        if asset_can_carry(key):
            yield _missing_in_asset(rules.MISSING_RECOMMENDED_TAG, key, asset, [job], policy)
        else:
            yield _missing_in_job(rules.MISSING_RECOMMENDED_TAG, key, job, policy)
    for tag in effective.values():
        if tag.key in policy.values:
            yield from _value_problems(tag, policy)


def _value_problems(tag: Tag, policy: TagPolicy) -> Iterator[Problem]:
    allowed = policy.values.get(tag.key)
    if allowed is None:
        return
    wrong = ((at, one) for at, one in enumerate(tag.value.items) if not allows(allowed, one))
    for count, (at, item) in enumerate(wrong):
        if count == MOST_FAULTS:
            yield too_many_faults(tag.origin.path)
            return
        where, instead = tag.value.part(at), suggestion(tag.key, item, allowed)
        yield Problem(
            rules.TAG_VALUE_NOT_ALLOWED,
            where,
            f"`{tag.key}` is `{_short(item)}`, which the tag policy doesn't allow; "
            f"{_wanted(allowed)}",
            f"write `{written(tag.key, instead)}`"
            if instead
            else f"write what matches `{allowed.pattern}`",
            fix=Fix(where, item, instead) if is_case(item, instead, allowed) else None,
        )


def _wanted(allowed: AllowedValues) -> str:
    wanted = []
    if allowed.allowed:
        wanted.append(f"one of {', '.join(allowed.allowed)}")
    if allowed.pattern:
        wanted.append(f"what matches `{allowed.pattern}`")
    return "it wants " + " or ".join(wanted)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]}… ({len(text)} characters)"


def _missing_in_asset(
    rule: Rule,
    key: str,
    asset: Asset,
    jobs: Sequence[Job],
    policy: TagPolicy,
    wanted: tuple[str, ...] = (),
) -> Problem:
    route: Route = ("team", "owner") if key == OWNER else TAGS[key].asset[0]
    notes = tuple(Note(Origin(job.path, ("asset_path",)), "used by this job") for job in jobs)
    # Jobs may give a required tag themselves, and the asset must carry it all the same.
    why = (
        f"and the tag policy wants `{key}` of every asset"
        if rule is rules.MISSING_REQUIRED_TAG
        else f"so its resources get no tag `{key}`"
    )
    return _missing(
        rule,
        f"the asset has no `{route_text(route)}`, {why}",
        asset.document,
        (*asset.root, *route),
        (key, example_of(key, policy.values.get(key), wanted)),
        notes,
    )


def _missing_in_job(
    rule: Rule, key: str, job: Job, policy: TagPolicy, wanted: tuple[str, ...] = ()
) -> Problem:
    if key in TAGS and TAGS[key].job:
        route = TAGS[key].job[-1]
    else:
        route = (*METADATA, key.removeprefix(INFRASTRUCTURE_PREFIX))
    return _missing(
        rule,
        f"the job has no `{route_text(route)}`, so its resources get no tag `{key}`",
        job.document,
        route,
        (key, example_of(key, policy.values.get(key), wanted)),
    )


def _missing(
    rule: Rule,
    message: str,
    document: Document,
    route: Route,
    example: tuple[str, str],
    notes: tuple[Note, ...] = (),
) -> Problem:
    owner = _deepest(document.value, route)
    key, value = example
    said = "" if value else f", with a value that the tag policy allows for `{key}`"
    if owner == route:  # it is there, and is blank: `classification: []`
        help_ = f"write `{route[-1]}: {written(key, value or 'example')}`{said}"
    elif isinstance(_value(document.value, owner), list):  # ODCS 3.0.x: a team of members
        member = f"{{username: {literal(value or 'jane@company.com')}, role: owner}}"
        help_ = f"add the member `{member}` to `{route_text(owner)}`{said}"
    else:
        text = written(key, value or "example")
        for step in reversed(route[len(owner) + 1 :]):
            text = f"{{{step}: {text}}}"
        below = f"under `{route_text(owner)}`" if owner else "at the top level"
        help_ = f"add `{route[len(owner)]}: {text}` {below}{said}"
    return Problem(rule, Origin(document.path, owner), message, help_, notes, on_key=True)


def _deepest(value: Any, route: Route) -> Route:
    """The longest part of `route` whose keys exist."""
    for depth, step in enumerate(route):
        if not isinstance(value, dict) or step not in value:
            return route[:depth]
        value = value[step]
    return route


def _value(value: Any, route: Route) -> Any:
    for step in route:
        value = value[step]
    return value


class _Conditional(NamedTuple):
    """What conditions have against a job; `missing` are the tags that they say are missing."""

    problems: tuple[Problem, ...]
    missing: frozenset[str]


def _conditional_problems(
    job: Job, asset: Asset, effective: Mapping[str, Tag], policy: TagPolicy
) -> _Conditional:
    problems: list[Problem] = []
    missing: set[str] = set()
    for condition in policy.conditional:
        causes = [
            effective[key]
            for key, values in condition.when
            if key in effective and (not values or _has_one(effective[key], values))
        ]
        if len(causes) < len(condition.when) or not causes:
            continue
        because = Note(causes[0].origin, f"`{causes[0].key}` is `{_short(causes[0].text)}` here")
        why = f"where `{causes[0].key}` is `{_short(causes[0].text)}`"
        for key, values in condition.require:
            tag = effective.get(key)
            if tag is None and key not in policy.required and key not in missing:
                missing.add(key)
                rule = rules.MISSING_CONDITIONAL_TAG
                problem = (
                    _missing_in_asset(rule, key, asset, [job], policy, values)
                    if asset_can_carry(key)
                    else _missing_in_job(rule, key, job, policy, values)
                )
                problems.append(
                    problem._replace(
                        message=f"{problem.message}; the tag policy wants it {why}",
                        notes=(*problem.notes, because),
                    )
                )
            elif tag is not None and values and not _has_one(tag, values):
                problems.append(
                    Problem(
                        rules.TAG_VALUE_NOT_ALLOWED,
                        tag.origin,
                        f"`{key}` is `{_short(tag.text)}`; the tag policy wants "
                        f"{' or '.join(values)} {why}",
                        f"write `{written(key, values[0])}`",
                        (because,),
                    )
                )
    return _Conditional(tuple(problems), frozenset(missing))


def _has_one(tag: Tag, values: tuple[str, ...]) -> bool:
    folded = {value.lower() for value in values}
    return any(item.lower() in folded for item in tag.value.items)
