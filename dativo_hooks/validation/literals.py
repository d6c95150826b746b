"""Values as people write them in YAML, for messages."""

from __future__ import annotations

import re
from typing import Any

_LONGEST = 60
_WORD = r"[A-Za-z0-9_./@-](?:[A-Za-z0-9_./@:-]*[A-Za-z0-9_./@-])?"
_BARE = rf"(?=[A-Za-z/]){_WORD}( {_WORD})*\Z|[1-9][0-9]*[A-Z][A-Za-z]*\Z"
# What YAML 1.1 reads as something else: http://yaml.org/type/bool.html and null.html.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_LISTED = 8


def literal(value: Any) -> str:
    """`value` on one line of YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return (
            value if re.match(_BARE, value) and value.lower() not in _WORDS else yaml_quoted(value)
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    return "null" if value is None else number(value)


def yaml_quoted(text: str) -> str:
    """`text` in double quotes, which mean the same in YAML as in JSON."""
    import json

    return json.dumps(text, ensure_ascii=False)


def elided(text: str) -> str:
    """`text` on one line, cut where it is too long to be read at a glance."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def described(value: Any) -> str:
    """What a value is, in words: `the number 5`, `the text "abc"`, `a list`."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"the boolean {literal(value)}"
    if isinstance(value, (int, float)):
        return f"the number {elided(number(value))}"
    if isinstance(value, str):
        return f"the text {yaml_quoted(elided(value))}" if value else "an empty text"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    name = type(value).__name__
    if name in {"date", "datetime"}:
        return f"the {'date' if name == 'date' else 'time'} {value}"
    return {"bytes": "binary data", "set": "a set"}.get(name, "a value that isn't plain data")


def number(value: float) -> str:
    """A number in digits, or how many there are of them."""
    if isinstance(value, int) and value.bit_length() > 200:
        return "(hundreds of digits)"
    return str(value)


def listed(values: list[Any]) -> str:
    """Allowed values: all of a short list, the beginning and end of a long one of numbers."""
    words = list(map(literal, values))
    if len(words) > _LISTED and all(isinstance(value, int) for value in values):
        words = [*words[:3], "…", words[-1]]
    if len(words) == 1:
        return words[0]
    return ", ".join(words)
