"""The words for each fault: what is there, what is allowed, and what to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin, route_text
from dativo_hooks.validation.literals import described, elided, listed, literal, number, quoted
from dativo_hooks.validation.schema import resolved, slow
from dativo_hooks.validation.secrecy import is_secret
from dativo_hooks.validation.suggestions import closest, elsewhere
from dativo_hooks.validation.written import key_written, read_as, surprise

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route
    from dativo_hooks.validation.fault import Fault
    from dativo_hooks.validation.schema import Kind
    from dativo_hooks.rule import Rule

    Words: TypeAlias = tuple[Rule, str, str]
    Wording: TypeAlias = Callable[[Document, Kind, Fault], Words]

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "a mapping",
}
_AMOUNT = re.compile(r"([0-9]{1,9})\s*(?:([MG])(?:i?B|i)?)?\Z", re.IGNORECASE)
_NULLS = frozenset({"", "~"})


def worded(document: Document, kind: Kind, fault: Fault) -> Problem:
    """The problem that says what is wrong at a fault."""
    if fault.keyword == "type" and _is_surprise(document, kind, fault):
        text = document.written(fault.route)
        assert text is not None  # a surprise is one of a plain scalar
        return surprise(document, fault.route, fault.value, text)
    rule, message, instead = _WORDINGS[fault.keyword](document, kind, fault)
    return Problem(
        rule,
        Origin(document.path, fault.route),
        message,
        instead,
        on_key=fault.on_key or not fault.route,
        secret=not fault.on_key and is_secret(fault.route),
    )


def _is_surprise(document: Document, kind: Kind, fault: Fault) -> bool:
    """Whether quotes alone would mend a value of the wrong type."""
    text = document.written(fault.route)
    if text is None or text in _NULLS or isinstance(fault.value, (str, list, dict)):
        return False
    return bool(slow(kind).evolve(schema=fault.schema).is_valid(text))


def _name(route: Route) -> str:
    return f"`{route_text(route)}`" if route else "the file"


def _shown(document: Document, fault: Fault) -> str:
    """The value as it is written, unless it may be a secret."""
    if is_secret(fault.route):
        return "not shown here"
    if isinstance(fault.value, str):
        return f"`{elided(fault.value)}`" if fault.value.strip() else f"`{quoted(fault.value)}`"
    return f"`{elided(document.written(fault.route) or literal(fault.value))}`"


def _wrong_type(document: Document, kind: Kind, fault: Fault) -> Words:
    types = [fault.limit] if isinstance(fault.limit, str) else list(fault.limit)
    wanted = " or ".join(_TYPES[name] for name in types if name != "null")
    if not fault.route:
        needed = resolved(kind, fault.schema).get("required", ())
        begin = f": begin with `{needed[0]}:`" if needed else ""
        what = "an" if kind == "asset" else "a"
        return (
            rules.WRONG_TYPE,
            f"the file holds {described(fault.value)}; {what} {kind} is a mapping of keys",
            f"write `key: value` lines{begin}",
        )
    if fault.value is None:
        word = document.written(fault.route)
        read = f"`{word}` is read as no value" if word and word not in _NULLS else "is empty"
        return (
            rules.WRONG_TYPE,
            f"{_name(fault.route)} {read}; {wanted} is wanted",
            _example(kind, fault) + ", or remove the key",
        )
    if is_secret(fault.route):
        return (
            rules.WRONG_TYPE,
            f"{_name(fault.route)} has the wrong type; {wanted} is wanted",
            f"write {wanted}",
        )
    value = described(fault.value)
    text = document.written(fault.route)
    if text and not isinstance(fault.value, str) and text != literal(fault.value):
        value = f"`{elided(text)}`, which YAML 1.1 reads as {read_as(fault.value, text)}"
    return (
        rules.WRONG_TYPE,
        f"{_name(fault.route)} is {value}; {wanted} is wanted",
        _converted(fault, types) or _example(kind, fault),
    )


def _converted(fault: Fault, types: list[str]) -> str:
    """The value in the type that is wanted, where it is plain what it would be."""
    key, value = fault.route[-1], fault.value
    unit = fault.schema.get("x-dativo", {}).get("unit")
    if "integer" in types and isinstance(value, str):
        match = _AMOUNT.match(value.strip())
        if match and (unit == "MB" or not match[2]):
            size = int(match[1]) * (1024 if (match[2] or "").upper() == "G" else 1)
            return f"write `{key}: {size}`, without quotes" + (" or unit" if match[2] else "")
    if "string" in types and type(value) is int and unit and 0 < value < 10**7:
        short = f"{value // 1024}Gi" if unit == "Mi" and value % 1024 == 0 else f"{value}{unit}"
        return f"write `{key}: {short}`, with its unit"
    if "boolean" in types and isinstance(value, str) and value.lower() in {"true", "false"}:
        return f"write `{key}: {value.lower()}`, without quotes"
    if "array" in types and isinstance(value, (str, int)) and isinstance(key, str):
        return f"write `{key}: [{elided(literal(value))}]`"
    return ""


def _example(kind: Kind, fault: Fault) -> str:
    """What to write at a place, by its schema."""
    schema = resolved(kind, fault.schema)
    wants = schema.get("x-dativo", {}).get("wants")
    allowed = schema.get("enum")
    examples = schema.get("examples")
    key = f"{fault.route[-1]}: " if isinstance(fault.route[-1], str) else ""
    if wants:
        return f"write {wants}"
    if allowed:
        return f"write one of {listed(allowed)}"
    if examples:
        return f"write `{key}{literal(examples[0])}`, for instance"
    return "fill it in" if fault.value is None else "write a value of that type"


def _not_allowed(document: Document, kind: Kind, fault: Fault) -> Words:
    if fault.on_key:
        return _unknown_name(document, kind, fault)
    says = fault.schema.get("x-dativo", {}).get("says", "which isn't an allowed value")
    key = f"{fault.route[-1]}: " if isinstance(fault.route[-1], str) else ""
    near = None
    if isinstance(fault.value, str):
        near = closest(fault.value, [value for value in fault.limit if isinstance(value, str)])
    elif type(fault.value) is int and all(isinstance(value, int) for value in fault.limit):
        larger = (value for value in fault.limit if value >= fault.value)
        near = min(larger, default=max(fault.limit))
    wants = fault.schema.get("x-dativo", {}).get("wants")
    choice = wants or ("one of " if len(fault.limit) > 1 else "") + listed(fault.limit)
    if near is None or wants:
        instead = f"write {choice}" if wants or not key else f"write `{key}` and {choice}"
    else:
        instead = f"write `{key}{literal(near)}`"
        instead += f", {choice}" if len(fault.limit) > 1 else ""
    return (
        rules.VALUE_NOT_ALLOWED,
        f"{_name(fault.route)} is {_shown(document, fault)}, {says}",
        instead,
    )


def _unknown_name(document: Document, kind: Kind, fault: Fault) -> Words:
    name = key_written(document, fault.route)
    near = closest(str(fault.value), fault.limit)
    return (
        rules.UNKNOWN_KEY,
        f"{_name(fault.route[:-1])} has the key `{name}`, which isn't a known one",
        f"did you mean `{near}`?" if near else f"write one of {listed(fault.limit)}",
    )


def _mismatch(document: Document, kind: Kind, fault: Fault) -> Words:
    words = fault.schema.get("x-dativo", {})
    wants = words.get("wants", "another value")
    if fault.on_key:
        return (
            rules.VALUE_NOT_ALLOWED,
            f"{_name(fault.route[:-1])} has the key `{elided(str(fault.value))}`, a name that "
            "isn't allowed there",
            f"use only {wants}",
        )
    says = words.get("says", f"not {wants}" if "such as" in wants else "which isn't allowed")
    return (
        rules.VALUE_NOT_ALLOWED,
        f"{_name(fault.route)} is {_shown(document, fault)}, {says}",
        f"write {wants}",
    )


def _out_of_range(document: Document, kind: Kind, fault: Fault) -> Words:
    least, most = fault.schema.get("minimum"), fault.schema.get("maximum")
    if fault.keyword == "minimum":
        default = f"less than {fault.limit}, the least"
    else:
        default = f"more than {fault.limit}, the most"
    says = fault.schema.get("x-dativo", {}).get("says", f"{default} that is allowed")
    span = f"from {least} to {most}" if least is not None and most is not None else ""
    span = span or (f"{least} or more" if least is not None else f"{most} or less")
    shown = f"`{number(fault.value)}`" if not is_secret(fault.route) else "not shown here"
    return (
        rules.VALUE_OUT_OF_RANGE,
        f"{_name(fault.route)} is {shown}, {says}",
        f"write a number {span}, such as `{fault.route[-1]}: {fault.limit}`",
    )


def _too_little(document: Document, kind: Kind, fault: Fault) -> Words:
    if fault.on_key:
        return (
            rules.VALUE_OUT_OF_RANGE,
            f"{_name(fault.route[:-1])} has an empty key",
            "give the key a name, or remove it",
        )
    return (
        rules.VALUE_OUT_OF_RANGE,
        f"{_name(fault.route)} is {described(fault.value)}",
        _example(kind, fault) + ", or remove it",
    )


def _missing(document: Document, kind: Kind, fault: Fault) -> Words:
    schema = resolved(kind, fault.schema.get("properties", {}).get(fault.key, {}))
    examples = schema.get("examples") or schema.get("enum")
    line = f"{fault.key}: {literal(examples[0])}" if examples else f"{fault.key}:"
    where = f"under `{route_text(fault.route)}`" if fault.route else "at the top level"
    other = fault.schema.get("x-dativo", {}).get("instead", {}).get(fault.key)
    return (
        rules.MISSING_KEY,
        f"{_name((*fault.route, fault.key))} is missing" + (f", or `{other}`" if other else ""),
        f"add `{line}` {where}",
    )


def _unknown(document: Document, kind: Kind, fault: Fault) -> Words:
    key, owner = str(fault.route[-1]), fault.route[:-1]
    known = list(fault.schema.get("properties", ()))
    name = key_written(document, fault.route)
    # `on:` has been read as the boolean true, and its route says `True`.
    odd = name != key and name.strip("'\"") != key
    read = " (YAML 1.1 doesn't read it as text)" if odd else ""
    message = f"nothing reads the key `{elided(name if odd else key)}`{read}" + (
        f" of `{route_text(owner)}`" if owner else ""
    )
    reason = fault.schema.get("x-dativo", {}).get("unknown", {}).get(key)
    homes = elsewhere(kind, key, owner)
    near = closest(key, known)
    if reason:
        instead = reason
    elif near and (_same_letters(near, key) or not homes):
        instead = f"did you mean `{near}`?"
    elif homes:
        instead = "it belongs in " + " or ".join(f"`{home}`" for home in homes)
    else:
        instead = "remove it; known here: " + ", ".join(known)
    return rules.UNKNOWN_KEY, message, instead


def _same_letters(one: str, other: str) -> bool:
    return one.replace("_", "").lower() == other.replace("_", "").replace("-", "").lower()


_WORDINGS: dict[str, Wording] = {
    "type": _wrong_type,
    "enum": _not_allowed,
    "pattern": _mismatch,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "minLength": _too_little,
    "minItems": _too_little,
    "minProperties": _too_little,
    "required": _missing,
    "additionalProperties": _unknown,
}
"""The keywords that our schemas use; a test holds them to these."""


def keywords() -> frozenset[str]:
    """The JSON Schema keywords that there are words for."""
    return frozenset(_WORDINGS)


__all__: list[Any] = ["keywords", "worded"]
