"""What JSON Schema sees of a YAML value, which may hold dates, bytes, sets and keys of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dativo_hooks.position import Route

STAND_IN = 0.5
"""For what JSON doesn't have (a date, bytes, a set, not-a-number): our schemas want no such number
anywhere, so it is right only where every type is."""


def view(value: Any) -> Any:
    """A copy of `value` that is JSON, with keys as routes name them."""
    if isinstance(value, dict):
        return {key_step(key): view(item) for key, item in value.items()}
    if isinstance(value, list):
        return [view(item) for item in value]
    if value is None or isinstance(value, (str, int)):
        return value
    return value if isinstance(value, float) and value.is_integer() else STAND_IN


def key_step(key: Any) -> str:
    """A key as a step of a route: `True` for `on:`."""
    return key if isinstance(key, str) else str(key)


def at(value: Any, route: Route) -> Any:
    """The part of a YAML value at `route`; None where there is none."""
    for step in route:
        if isinstance(value, dict):
            if step in value:
                value = value[step]
                continue
            value = next((item for key, item in value.items() if key_step(key) == step), None)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
