"""How a cloud spells tags, and its limits; each cloud's own are in its module."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Note, Problem
from dativo_hooks.tags.derive import INFRASTRUCTURE_PREFIX
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dativo_hooks.rule import Rule
    from dativo_hooks.tags.tag import Tag


class Limits(NamedTuple):
    """Lengths count characters, `bytes` UTF-8 bytes (0: no such limit)."""

    key: int
    value: int
    bytes: int
    tags: int
    source: str


class ValueRules(NamedTuple):
    """What a cloud refuses in values.

    `fault` says what, "" where nothing; `plain` gives an item of a value without it; `taken` says
    in words what goes through.
    """

    fault: Callable[[str], str]
    plain: Callable[[str], str]
    taken: str


class Dialect(NamedTuple):
    """How one cloud, called `title`, spells tags.

    `spelt_key` and `spelt_value` give the text that the cloud gets (the latter of a tag's items);
    `key_fault` says what the cloud refuses in a key, "" where nothing; `values` is None where it
    takes each value that is spelt so.
    """

    title: str
    noun: str
    limits: Limits
    spelt_key: Callable[[str], str]
    spelt_value: Callable[[tuple[str, ...]], str]
    key_fault: Callable[[str], str]
    values: ValueRules | None


class CloudTag(NamedTuple):
    """A tag as its cloud gets it."""

    key: str
    value: str
    tag: Tag


class Spelt(NamedTuple):
    """The tags of a job as the cloud gets them, and what it would refuse."""

    tags: tuple[CloudTag, ...]
    problems: tuple[Problem, ...]


def spell(tags: Iterable[Tag], dialect: Dialect) -> Spelt:
    """Spell a job's tags for a cloud."""
    spelt: dict[str, CloudTag] = {}
    problems: list[Problem] = []
    for tag in tags:
        items = tag.value.items
        key, value = dialect.spelt_key(tag.key), dialect.spelt_value(items)
        for rule, message, help_, on_key in _refusals(key, value, tag.key, items, dialect):
            problems.append(Problem(rule, tag.origin, message, help_, on_key=on_key))
        found = CloudTag(key, value, tag)
        other = spelt.setdefault(key, found)
        if other is not found:
            problems.append(
                Problem(
                    rules.TAG_KEY_COLLISION,
                    tag.origin,
                    f"`{tag.key}` and `{other.tag.key}` both become the {dialect.noun} "
                    f"`{found.key}` on {dialect.title}",
                    f"rename one of the two keys, this one to `{tag.origin.route[-1]}_2`, for "
                    "instance",
                    (Note(other.tag.origin, "the other one", on_key=True),),
                    on_key=True,
                )
            )
    if len(spelt) > dialect.limits.tags:
        extra = list(spelt.values())[dialect.limits.tags]
        problems.append(
            Problem(
                rules.TOO_MANY_TAGS,
                extra.tag.origin,
                f"the job has {len(spelt)} {dialect.noun}s; "
                f"{dialect.title} takes {dialect.limits.tags}",
                f"remove {len(spelt) - dialect.limits.tags} of them, this one first",
                on_key=True,
            )
        )
    return Spelt(tuple(spelt.values()), tuple(problems))


class _Refusal(NamedTuple):
    """A problem, wherever the tag stands."""

    rule: Rule
    message: str
    help: str
    on_key: bool


def _refusals(
    key: str, value: str, written_key: str, items: tuple[str, ...], dialect: Dialect
) -> Iterator[_Refusal]:
    cloud, noun, limits = dialect.title, dialect.noun, dialect.limits
    fault = (
        "it is empty"
        if not key
        else _too_long(key, limits.key, limits.bytes) or dialect.key_fault(key)
    )
    if fault:
        yield _Refusal(
            rules.TAG_KEY_INVALID,
            f"{cloud} refuses the {noun} key `{_short(key)}`: {fault}",
            f"rename the key to `{_plain_key(written_key, limits)}`: letters, digits, `_` and `-` "
            "go everywhere",
            on_key=True,
        )
    fault = _too_long(value, limits.value, limits.bytes)
    if fault:
        yield _Refusal(
            rules.TAG_VALUE_INVALID,
            f"{cloud} refuses the value of the {noun} `{_short(key)}`: {fault}",
            f"shorten it to {limits.value} characters: it is never cut silently",
            on_key=False,
        )
        return
    values = dialect.values
    fault = values.fault(value) if values else ""
    if values and fault:
        yield _Refusal(
            rules.TAG_VALUE_INVALID,
            f"{cloud} refuses the value of the {noun} `{_short(key)}`: {fault}",
            f"{_plain_value(items, dialect, values)}{values.taken}",
            on_key=False,
        )


def _plain_key(key: str, limits: Limits) -> str:
    """The key of the source, with what isn't taken replaced, within the limit."""
    own = key.removeprefix(INFRASTRUCTURE_PREFIX)
    room = limits.key - (len(key) - len(own))
    return re.sub(r"[^A-Za-z0-9_-]+", "_", own)[:room].strip("_-") or "key"


def _plain_value(items: tuple[str, ...], dialect: Dialect, values: ValueRules) -> str:
    """What to write instead of a value, where that is short."""
    plain = [values.plain(item) for item in items]
    text = literal(plain if len(plain) > 1 else plain[0])
    fits = all(plain) and not values.fault(dialect.spelt_value(tuple(plain)))
    return f"write `{text}`: " if fits and len(text) <= _LONGEST else "write it without: "


_LONGEST = 60
"""Characters of a value that is proposed."""


def _too_long(text: str, characters: int, octets: int) -> str:
    if len(text) > characters:
        return f"it is {len(text)} characters long, and {characters} is the most"
    size = len(text.encode("utf-8", "surrogatepass")) if octets else 0
    if size > octets:
        return f"it is {size} bytes long in UTF-8, and {octets} is the most"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]}…"
