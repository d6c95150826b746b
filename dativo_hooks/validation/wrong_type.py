"""The words for a value of the wrong type, and for one that YAML 1.1 gave the wrong type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dativo_hooks import rules
from dativo_hooks.validation.broken_keyword import named
from dativo_hooks.validation.literals import described, elided, listed, literal
from dativo_hooks.validation.samples import sample
from dativo_hooks.validation.schema import slow
from dativo_hooks.validation.yaml_surprises import read_as

if TYPE_CHECKING:
    from typing import TypeAlias

    from dativo_hooks.rule import Rule
    from dativo_hooks.validation.broken_keyword import BrokenKeyword

    Words: TypeAlias = tuple[Rule, str, str]
    """The rule, what is wrong, and what to write."""

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "`true`/`false`",
    "array": "a list",
    "object": "a mapping",
}
_AMOUNT = re.compile(r"([0-9]{1,9})\s*(?:([MG])(?:i?B|i)?)?\Z", re.IGNORECASE)
_NULLS = frozenset({"", "~"})


def is_surprise(fault: BrokenKeyword) -> bool:
    """Whether quotes alone would fix the value."""
    text = fault.written
    if text is None or text in _NULLS or isinstance(fault.value, (str, list, dict)):
        return False
    return fits(fault, text)


def wrong_type(fault: BrokenKeyword) -> Words:
    """The words for a value of the wrong type."""
    types = [fault.limit] if isinstance(fault.limit, str) else list(fault.limit)
    words = [_TYPES[name] for name in types if name != "null"]
    wanted = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    if not fault.route:
        return _whole_file(fault)
    name = named(fault.route)
    if fault.value is None:
        word = fault.written
        read = f"`{word}`, which YAML reads as no value" if word and word not in _NULLS else "empty"
        return rules.WRONG_TYPE, f"{name} is {read}; {wanted} is wanted", example(fault)
    if fault.secret:
        return (
            rules.WRONG_TYPE,
            f"{name} has the wrong type; {wanted} is wanted",
            example(fault),
        )
    value, text = described(fault.value), fault.written
    if text and not isinstance(fault.value, str) and text != literal(fault.value):
        value = f"`{elided(text)}`, which YAML 1.1 reads as {read_as(fault.value, text)}"
    return (
        rules.WRONG_TYPE,
        f"{name} is {value}; {wanted} is wanted",
        _converted(fault, types) or example(fault),
    )


def example(fault: BrokenKeyword) -> str:
    """What to write at a place, by its schema."""
    allowed = fault.schema.get("enum")
    if "wants" in fault.words:
        return f"write {fault.words['wants']}"
    line = f"`{fault.setting}{literal(sample(fault.kind, fault.schema))}`"
    if allowed:
        return f"write {line}" + (f", one of {listed(allowed)}" if len(allowed) > 1 else "")
    if fault.value in (None, "") and not fault.schema.get("examples"):
        return f"write {line}, for instance, or remove it"
    return f"write {line}, for instance"


def _whole_file(fault: BrokenKeyword) -> Words:
    first, value = next(iter(sample(fault.kind, fault.schema).items()))
    article = "an" if fault.kind == "asset" else "a"
    return (
        rules.WRONG_TYPE,
        f"the file holds {described(fault.value)}; {article} {fault.kind} is a mapping of keys",
        f"write lines such as `{first}: {literal(value)}`, each with a key of its own",
    )


def fits(fault: BrokenKeyword, value: Any) -> bool:
    """Whether the schema at a place takes a value."""
    return bool(slow(fault.kind).evolve(schema=fault.schema).is_valid(value))


def _converted(fault: BrokenKeyword, types: list[str]) -> str:
    """The value in the type that is wanted, where it is plain what it would be."""
    value, unit = fault.value, fault.words.get("unit")
    new: Any = None
    how = "without quotes"
    if "integer" in types and isinstance(value, str):
        match = _AMOUNT.match(value.strip())
        if match and (unit == "MB" or not match[2]):
            new = int(match[1]) * (1024 if (match[2] or "").upper() == "G" else 1)
            how = f"in {unit}, without a unit" if match[2] else how
    elif "string" in types and type(value) is int and unit:
        new = f"{value // 1024}Gi" if unit == "Mi" and value % 1024 == 0 else f"{value}{unit}"
        how = "with its unit"
    elif "boolean" in types and isinstance(value, str):
        new = {"true": True, "false": False}.get(value.lower())
    elif "array" in types and isinstance(value, str):
        new, how = [value], "in brackets"
    if new is None or not fits(fault, new):
        return ""
    text = literal(new)
    return f"write `{fault.setting}{text}`, {how}" if elided(text) == text else f"write it {how}"
