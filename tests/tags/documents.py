"""Documents made of values, without any text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dativo_hooks.document import Document

if TYPE_CHECKING:
    from dativo_hooks.position import Route


def document(path: str, value: dict[str, Any]) -> Document:
    """A document with this value."""
    return Document(path, b"", value)


def with_value(value: dict[str, Any], route: Route, leaf: object) -> dict[str, Any]:
    """`value` with `leaf` at a route of keys, its mappings made where they lack."""
    step, *rest = route
    assert isinstance(step, str)
    inner = with_value(value.get(step) or {}, tuple(rest), leaf) if rest else leaf
    return {**value, step: inner}
