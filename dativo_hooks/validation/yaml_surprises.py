"""Where YAML 1.1 reads a value differently from how it looks, and the schema allows it.

`timeout: 012` is ten seconds, `release: no` makes the tag `false`, `{on: x}` has the key `True`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Fix, Problem
from dativo_hooks.position import Origin, route_text
from dativo_hooks.validation.literals import described, elided, literal, number, yaml_quoted
from dativo_hooks.validation.secrecy import is_secret
from dativo_hooks.validation.view import key_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route
    from dativo_hooks.validation.schema import Kind


class Sites(NamedTuple):
    """Routes into a kind of file; `*` is any key or item.

    `integers` are whole numbers, `texts` become text (a tag, a variable) whatever they are, and
    the keys of `names` become text.
    """

    integers: tuple[Route, ...] = ()
    texts: tuple[Route, ...] = ()
    names: tuple[Route, ...] = ()


_RUNTIME = ("infrastructure", "runtime")
SITES: dict[Kind, Sites] = {
    "job": Sites(
        (
            (*_RUNTIME, "cpu"),
            (*_RUNTIME, "memory"),
            (*_RUNTIME, "timeout"),
            ("governance_overrides", "retention_days"),
        ),
        (
            ("infrastructure", "metadata", "*"),
            ("infrastructure", "metadata", "*", "*"),
            (*_RUNTIME, "environment", "*"),
        ),
        (
            ("infrastructure", "metadata"),
            (*_RUNTIME, "environment"),
            (*_RUNTIME, "secrets"),
            ("classification_overrides",),
        ),
    ),
    "asset": Sites(
        (
            ("compliance", "retention_days"),
            ("asset", "compliance", "retention_days"),
            ("asset", "governance", "retention_days"),
        )
    ),
    "connector": Sites((("metadata", "compliance", "retention_days"),)),
    "configuration": Sites(
        (),
        (
            ("tag_policy", "conditional", "*", "when", "*"),
            ("tag_policy", "conditional", "*", "when", "*", "*"),
            ("tag_policy", "conditional", "*", "require", "*"),
            ("tag_policy", "conditional", "*", "require", "*", "*"),
        ),
        (("variables",), ("paths", "prefixes")),
    ),
}

_BASE_60 = r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?\Z"
_WITH_UNDERSCORES = r"[1-9][0-9]*(?:_[0-9]+)+\Z"
_EXACT = 2**53
"""Up to here every whole number is a float of its own."""
# Both words are what a tag says for them, so neither surprises.
_PLAIN_BOOLEANS = frozenset({"true", "false"})


def surprises(document: Document, kind: Kind) -> Iterator[Problem]:
    """The values of a document that aren't what they look like; none where it isn't `odd`."""
    sites = SITES[kind]
    for pattern in sites.integers:
        for route, value in _reached(document.value, pattern):
            if isinstance(value, float):
                if value.is_integer():  # anything else is the schema's to refuse
                    yield _whole_float(document, kind, route, value)
            elif type(value) is int:
                yield from _odd_number(document, kind, route, value, as_text=False)
    for pattern in sites.texts:
        for route, value in _reached(document.value, pattern):
            if isinstance(value, float):
                if value.is_integer():
                    yield surprise(
                        document, kind, route, value, document.written(route) or str(value)
                    )
            elif isinstance(value, bool):
                said = document.written(route)
                if said and said.lower() not in _PLAIN_BOOLEANS:
                    yield surprise(document, kind, route, value, said)
            elif isinstance(value, int):
                yield from _odd_number(document, kind, route, value, as_text=True)
    for pattern in sites.names:
        for route, value in _reached(document.value, pattern):
            for key in value if isinstance(value, dict) else ():
                if not isinstance(key, str):
                    yield _odd_key(document, kind, (*route, key_step(key)), key)


def surprise(document: Document, kind: Kind, route: Route, value: Any, text: str) -> Problem:
    """The problem of a plain scalar that was meant as text and is none."""
    secret = is_secret(route)
    name = route_text(route)
    if secret:
        message = f"`{name}` isn't read as text by YAML 1.1"
        instead = "put it in quotes"
    else:
        message = f"`{name}`: `{elided(text)}` is read as {read_as(value, text)} by YAML 1.1, "
        message += "where text is wanted"
        key = f"{literal(route[-1])}: " if route and isinstance(route[-1], str) else ""
        if text == elided(text):
            instead = f"write `{key}{yaml_quoted(text)}`, in quotes, to keep it as text"
        else:
            instead = "put it in quotes to keep it as text"
    # Nobody calls a thing `null`: who wrote it may have meant nothing at all.
    where = Origin(document.path, route)
    fix = None if secret or value is None else Fix(where, text, text, kind=kind)
    return Problem(rules.YAML_SURPRISE, where, message, instead, secret=secret, fix=fix)


def read_as(value: Any, text: str) -> str:
    """What YAML makes of a plain scalar, and why."""
    if value is None:
        return "no value at all"
    why = ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        digits = text.lstrip("+-")
        if re.match(_BASE_60, text):
            why = " (base 60)"
        elif isinstance(value, int) and digits[:2] in {"0x", "0b"}:
            why = " (hexadecimal)" if digits[1] == "x" else " (binary)"
        elif isinstance(value, int) and len(digits) > 1 and digits[0] == "0":
            why = " (octal)"
    return described(value) + why


def key_written(document: Document, route: Route) -> str:
    """The text of a key as it is written."""
    start, end = document.key_span(route)
    return document.lines.line(start.line)[start.column - 1 : end.column - 1]


def _reached(value: Any, pattern: Route, done: Route = ()) -> Iterator[tuple[Route, Any]]:
    if not pattern:
        yield done, value
    elif isinstance(value, dict):
        if pattern[0] != "*":
            if pattern[0] in value:
                yield from _reached(value[pattern[0]], pattern[1:], (*done, pattern[0]))
        else:
            for key, item in value.items():
                yield from _reached(item, pattern[1:], (*done, key_step(key)))
    elif isinstance(value, list) and pattern[0] == "*":
        for index, item in enumerate(value):
            yield from _reached(item, pattern[1:], (*done, index))


def _whole_float(document: Document, kind: Kind, route: Route, value: float) -> Problem:
    where, text = Origin(document.path, route), document.written(route)
    exact = abs(value) <= _EXACT
    return Problem(
        rules.WRONG_TYPE,
        where,
        f"`{route_text(route)}` is {described(value)}; a whole number is wanted",
        f"write `{route[-1]}: {int(value)}`",
        fix=Fix(where, text, int(value), kind=kind) if text and exact else None,
    )


def _odd_number(
    document: Document, kind: Kind, route: Route, value: int, *, as_text: bool
) -> Iterator[Problem]:
    text = document.written(route)
    if text is None or text == number(value):
        return
    if as_text:
        yield surprise(document, kind, route, value, text)
        return
    where = Origin(document.path, route)
    yield Problem(
        rules.YAML_SURPRISE,
        where,
        f"`{route_text(route)}`: `{elided(text)}` is read as {read_as(value, text)} by YAML 1.1",
        _decimal(route, value, text),
        # Of `012` nobody knows whether ten was meant, or twelve.
        fix=Fix(where, text, value, kind=kind) if re.match(_WITH_UNDERSCORES, text) else None,
    )


def _decimal(route: Route, value: int, text: str) -> str:
    meant = f"`{route[-1]}: {number(value)}` if that is meant"
    digits = text.lstrip("0")
    if text.startswith("0") and digits.isdecimal():
        return f"write `{route[-1]}: {digits}`, without the zero, or {meant}"
    return f"write {meant}"


def _odd_key(document: Document, kind: Kind, route: Route, key: Any) -> Problem:
    text = key_written(document, route)
    where = Origin(document.path, route)
    return Problem(
        rules.YAML_SURPRISE,
        where,
        f"the key `{text}` is read as {described(key)} by YAML 1.1",
        f"write `{yaml_quoted(text)}`, in quotes",
        on_key=True,
        fix=Fix(where, text, text, on_key=True, kind=kind),
    )
