"""Messages of Terraform's plugin protocol 5 that have a shape of their own.

Field numbers: https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/tfplugin5.proto
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.real_terraform.wire import field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NESTING = {"single": 1, "list": 2, "set": 3, "map": 4, "group": 5}
_STEP_NAME, _STEP_INDEX = 1, 3
_ERROR = 1


class Refusal(NamedTuple):
    """What a provider refuses: a diagnostic at the attribute that `path` leads to."""

    summary: str
    detail: str
    path: tuple[str | int, ...] = ()


def _block(block: Mapping[str, Any]) -> bytes:
    attributes = b"".join(
        field(
            2,
            field(1, name)
            + field(2, json.dumps(attribute["type"]))
            + field(4, attribute.get("required"))
            + field(5, attribute.get("optional"))
            + field(6, attribute.get("computed"))
            + field(7, attribute.get("sensitive")),
        )
        for name, attribute in block.get("attributes", {}).items()
    )
    nested = b"".join(
        field(
            3,
            field(1, name)
            + field(2, _block(kind["block"]))
            + field(3, _NESTING[kind["nesting_mode"]])
            + field(4, kind.get("min_items"))
            + field(5, kind.get("max_items")),
        )
        for name, kind in block.get("block_types", {}).items()
    )
    return attributes + nested


def _schema(schema: Mapping[str, Any]) -> bytes:
    return field(1, schema.get("version")) + field(2, _block(schema["block"]))


def _named(schemas: Mapping[str, Any], number: int) -> bytes:
    return b"".join(
        field(number, field(1, name) + field(2, _schema(schema)))
        for name, schema in schemas.items()
    )


def provider_schema(document: Mapping[str, Any]) -> bytes:
    """GetProviderSchema.Response of one entry of `terraform providers schema -json`."""
    return (
        field(1, _schema(document["provider"]))
        + _named(document.get("resource_schemas", {}), 2)
        + _named(document.get("data_source_schemas", {}), 3)
    )


def _step(step: str | int) -> bytes:
    if isinstance(step, str):
        return field(1, field(_STEP_NAME, step))
    # An index inside a oneof is written even when it is 0, which `field` would leave out.
    return field(1, bytes([_STEP_INDEX << 3, step]))


def diagnostics(number: int, refusals: Iterable[Refusal]) -> bytes:
    """Encode refusals as the repeated Diagnostic field `number`."""
    return b"".join(
        field(
            number,
            field(1, _ERROR)
            + field(2, refusal.summary)
            + field(3, refusal.detail)
            + field(4, b"".join(_step(step) for step in refusal.path)),
        )
        for refusal in refusals
    )
