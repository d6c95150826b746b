"""The words for each fault: what is there, what is allowed, and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin, route_text
from dativo_hooks.validation.broken_keyword import named
from dativo_hooks.validation.fixes import fix_of
from dativo_hooks.validation.literals import described, elided, listed, literal, number
from dativo_hooks.validation.schema import resolved
from dativo_hooks.validation.suggestions import closest, elsewhere, key_read_as
from dativo_hooks.validation.wrong_type import example, is_surprise, wrong_type
from dativo_hooks.validation.yaml_surprises import key_written, surprise

if TYPE_CHECKING:
    from collections.abc import Callable

    from dativo_hooks.validation.broken_keyword import BrokenKeyword
    from dativo_hooks.validation.wrong_type import Words


_LONGEST_NAME = 60
"""Characters of a name that is proposed."""


def worded(fault: BrokenKeyword) -> Problem:
    """The problem that says what is wrong at a fault."""
    if fault.keyword == "type" and is_surprise(fault):
        return surprise(fault.document, fault.kind, fault.route, fault.value, fault.written or "")
    rule, message, instead = WORDINGS[fault.keyword](fault)
    return Problem(
        rule,
        Origin(fault.document.path, fault.route),
        message,
        instead,
        on_key=fault.on_key or not fault.route,
        secret=fault.secret,
        fix=fix_of(fault),
    )


def _not_allowed(fault: BrokenKeyword) -> Words:
    if fault.on_key:
        return _unknown_name(fault)
    says = fault.words.get("says", "which isn't an allowed value")
    near = None
    if isinstance(fault.value, str):
        near = closest(fault.value, [value for value in fault.limit if isinstance(value, str)])
    elif type(fault.value) is int and all(isinstance(value, int) for value in fault.limit):
        larger = (value for value in fault.limit if value >= fault.value)
        near = min(larger, default=max(fault.limit))
    if "wants" in fault.words:
        instead = f"write {fault.words['wants']}"
    else:
        instead = f"write `{fault.setting}{literal(fault.limit[0] if near is None else near)}`"
        instead += f", one of {listed(fault.limit)}" if len(fault.limit) > 1 else ""
    return rules.VALUE_NOT_ALLOWED, f"{named(fault.route)} is {fault.shown}, {says}", instead


def _unknown_name(fault: BrokenKeyword) -> Words:
    near = closest(str(fault.value), fault.limit)
    return (
        rules.UNKNOWN_KEY,
        f"{named(fault.route[:-1])} has the key `{elided(str(fault.value))}`, "
        + fault.words.get("says", "which isn't a known one"),
        f"did you mean `{near}`?"
        if near
        else f"write `{literal(fault.limit[0])}`, one of {listed(fault.limit)}",
    )


def _mismatch(fault: BrokenKeyword) -> Words:
    wants = fault.words["wants"]
    if fault.on_key:
        owner = named(fault.route[:-1])
        return (
            rules.VALUE_NOT_ALLOWED,
            f"{owner} has the key `{elided(str(fault.value))}`, a name that isn't allowed there",
            f"rename it to `{_allowed_name(fault)}`: a name has {wants}",
        )
    says = fault.words.get("says", f"not {wants}")
    return (
        rules.VALUE_NOT_ALLOWED,
        f"{named(fault.route)} is {fault.shown}, {says}",
        f"write {wants}",
    )


def _allowed_name(fault: BrokenKeyword) -> str:
    """The key with what isn't allowed in it replaced."""
    import re

    name = re.sub(r"[^A-Za-z0-9_]+", "_", str(fault.value))[:_LONGEST_NAME]
    return next(
        (text for text in (name, f"_{name}") if re.search(fault.limit, text)), literal("NAME")
    )


def _out_of_range(fault: BrokenKeyword) -> Words:
    least, most = fault.schema.get("minimum"), fault.schema.get("maximum")
    if fault.keyword == "minimum":
        beyond = f"less than {fault.limit}, the least that is allowed"
    else:
        beyond = f"more than {fault.limit}, the most that is allowed"
    if least is not None and most is not None:
        span = f"from {least} to {most}"
    else:
        span = f"not below {least}" if least is not None else f"not above {most}"
    shown = "not shown here" if fault.secret else f"`{number(fault.value)}`"
    return (
        rules.VALUE_OUT_OF_RANGE,
        f"{named(fault.route)} is {shown}, {fault.words.get('says', beyond)}",
        f"write a whole number {span}, such as `{fault.setting}{fault.limit}`",
    )


def _too_little(fault: BrokenKeyword) -> Words:
    if fault.on_key:
        return (
            rules.VALUE_OUT_OF_RANGE,
            f"{named(fault.route[:-1])} has an empty key",
            "write a name for the key, such as `example`, or remove it",
        )
    message = f"{named(fault.route)} is {described(fault.value)}"
    return rules.VALUE_OUT_OF_RANGE, message, example(fault)


def _missing(fault: BrokenKeyword) -> Words:
    schema = resolved(fault.kind, fault.schema["properties"][fault.key])
    line = f"{fault.key}: {literal(schema['examples'][0])}"
    where = f"under `{route_text(fault.route)}`" if fault.route else "at the top level"
    other = fault.words.get("instead", {}).get(fault.key)
    if other:
        message = f"{named(fault.route)} has neither `{fault.key}` nor `{other}`"
    else:
        message = f"{named((*fault.route, fault.key))} is missing"
    return rules.MISSING_KEY, message, f"add `{line}` {where}"


def _unknown(fault: BrokenKeyword) -> Words:
    key, owner = str(fault.route[-1]), fault.route[:-1]
    known = list(fault.schema["properties"])
    read = key_read_as(fault.document, fault.route)
    shown = key_written(fault.document, fault.route) if read else elided(key)
    message = f"nothing reads the key `{shown}`"
    message += f" of {named(owner)}" if owner else ""
    message += f", which YAML 1.1 reads as {read}" if read else ""
    homes = elsewhere(fault.kind, key, owner)
    belongs = " or ".join(f"`{home}`" for home in homes)
    near = closest(key, known)
    if key in fault.words.get("unknown", {}):
        instead = fault.words["unknown"][key]
    elif near and homes:
        instead = f"did you mean `{near}`? `{key}` itself belongs in {belongs}"
    elif near:
        instead = f"did you mean `{near}`?"
    elif homes:
        instead = f"it belongs in {belongs}"
    else:
        instead = "remove it; known here: " + ", ".join(known)
    return rules.UNKNOWN_KEY, message, instead


WORDINGS: dict[str, Callable[[BrokenKeyword], Words]] = {
    "type": wrong_type,
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
"""The words by keyword of JSON Schema; a test holds our schemas to these keywords."""
