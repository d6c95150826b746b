"""A value that a schema takes, to be shown where somebody has to write one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dativo_hooks.validation.schema import resolved

if TYPE_CHECKING:
    from dativo_hooks.validation.schema import Kind

_SCALARS: dict[str, Any] = {"string": "example", "integer": 1, "boolean": True}


def sample(kind: Kind, schema: Any) -> Any:
    """An example of the schema's own, or else what its type says."""
    schema = resolved(kind, schema)
    for known in (schema.get("examples"), schema.get("enum")):
        if known:
            return known[0]
    types = schema.get("type", "string")
    name = types if isinstance(types, str) else types[0]
    if name in _SCALARS:
        return max(schema.get("minimum", 1), 1) if name == "integer" else _SCALARS[name]
    if name == "array":
        return [sample(kind, schema.get("items", {}))]
    properties = schema.get("properties", {})
    wanted = schema.get("required") or [key for key in properties if key != "$schema"][:1]
    found = {key: sample(kind, properties[key]) for key in wanted if key in properties}
    return found or {"key": "value"}
