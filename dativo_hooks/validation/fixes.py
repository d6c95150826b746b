"""What to write instead of a value or key that a schema refuses, where only one thing was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.finding import Fix
from dativo_hooks.position import Origin
from dativo_hooks.validation.suggestions import elsewhere, folded, slip
from dativo_hooks.validation.wrong_type import fits

if TYPE_CHECKING:
    from collections.abc import Callable

    from dativo_hooks.validation.broken_keyword import BrokenKeyword

_DECIMAL = re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z")


def fix_of(fault: BrokenKeyword) -> Fix | None:
    """The fix of a fault; None where a person must decide, or the value may be a secret."""
    make = _FIXES.get(fault.keyword)
    new = make(fault) if make is not None and not fault.secret else None
    if new is None:
        return None
    where = Origin(fault.document.path, fault.route)
    old = str(fault.value)
    return Fix(where, old, new, fault.on_key, fault.kind)


def _retyped(fault: BrokenKeyword) -> int | bool | None:
    """The number or boolean that a text is in letters: `"1024"`, `"true"`."""
    types = [fault.limit] if isinstance(fault.limit, str) else fault.limit
    text = fault.value
    if not isinstance(text, str):
        return None
    new: int | bool | None = None
    if "integer" in types and _DECIMAL.match(text):
        new = int(text)
    elif "boolean" in types:
        new = {"true": True, "false": False}.get(text.lower())
    return new if new is not None and fits(fault, new) else None


def _respelt(fault: BrokenKeyword) -> str | None:
    """The allowed value that differs in nothing but case, `-`, `_` and spaces."""
    if fault.on_key or not isinstance(fault.value, str):
        return None
    alike = [
        value
        for value in fault.limit
        if isinstance(value, str) and folded(value) == folded(fault.value)
    ]
    return alike[0] if len(alike) == 1 and "wants" not in fault.words else None


def _renamed(fault: BrokenKeyword) -> str | None:
    """The known key that an unknown one is a slip of, unless it belongs elsewhere as it is."""
    key = str(fault.route[-1])
    if key in fault.words.get("unknown", {}) or elsewhere(fault.kind, key, fault.route[:-1]):
        return None
    return slip(key, fault.schema["properties"])


_FIXES: dict[str, Callable[[BrokenKeyword], str | int | bool | None]] = {
    "type": _retyped,
    "enum": _respelt,
    "additionalProperties": _renamed,
}
"""By keyword of JSON Schema; what others refuse is a person's to fix."""
