"""Pure functions on resource values: what is unknown at plan, and what apply makes of it.

A value is the decoded form of `tests.real_terraform.wire`: a dict for an object, with every
attribute and block of its schema. A block is the `block` of a schema document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.real_terraform.messages import Refusal
from tests.real_terraform.wire import UNKNOWN, has_unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Path = tuple[str | int, ...]
    Invent = Callable[[str, object], object]


def conform(value: Mapping[str, Any], block: Mapping[str, Any]) -> dict[str, Any]:
    """Fit a JSON object to a schema: absent attributes are null, absent repeated blocks empty."""
    out: dict[str, Any] = {name: value.get(name) for name in block.get("attributes", {})}
    for name, kind in block.get("block_types", {}).items():
        given = value.get(name)
        if kind["nesting_mode"] in {"list", "set"}:
            out[name] = [conform(item, kind["block"]) for item in given or []]
        else:
            out[name] = None if given is None else conform(given, kind["block"])
    return out


def _elements(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def await_computed(
    planned: dict[str, Any], config: Mapping[str, Any], block: Mapping[str, Any]
) -> None:
    """Make unknown, in place, what the configuration leaves to the provider."""
    for name, attribute in block.get("attributes", {}).items():
        if attribute.get("computed") and config.get(name) is None:
            planned[name] = UNKNOWN
    for name, kind in block.get("block_types", {}).items():
        given = planned.get(name)
        if isinstance(given, dict):
            await_computed(given, config.get(name) or {}, kind["block"])
        for item, written in zip(_elements(given), _elements(config.get(name)), strict=False):
            if isinstance(item, dict) and isinstance(written, dict):
                await_computed(item, written, kind["block"])


def settle(value: Mapping[str, Any], block: Mapping[str, Any], invent: Invent) -> dict[str, Any]:
    """Replace every unknown by what `invent(name, type)` gives."""
    out = dict(value)
    for name, attribute in block.get("attributes", {}).items():
        given = out.get(name)
        if isinstance(given, dict):
            out[name] = {
                key: f"mock-{key}" if item is UNKNOWN else item for key, item in given.items()
            }
        elif has_unknown(given):
            out[name] = invent(name, attribute["type"])
    for name, kind in block.get("block_types", {}).items():
        given = out.get(name)
        if given is UNKNOWN:
            out[name] = []
        elif isinstance(given, dict):
            out[name] = settle(given, kind["block"], invent)
        elif isinstance(given, list):
            out[name] = [settle(item, kind["block"], invent) for item in given]
    return out


def unconfigurable(
    value: Mapping[str, Any], block: Mapping[str, Any], path: Path = ()
) -> Iterator[Refusal]:
    """Refuse what the provider SDK itself refuses: a value for a computed-only attribute."""
    for name, attribute in block.get("attributes", {}).items():
        settable = attribute.get("optional") or attribute.get("required")
        if attribute.get("computed") and not settable and value.get(name) is not None:
            yield Refusal(
                "Value for unconfigurable attribute",
                f'Can\'t configure a value for "{name}": its value is decided by the provider.',
                (*path, name),
            )
    for name, kind in block.get("block_types", {}).items():
        given = value.get(name)
        if isinstance(given, dict):
            yield from unconfigurable(given, kind["block"], (*path, name))
        for index, item in enumerate(_elements(given)):
            if isinstance(item, dict):
                yield from unconfigurable(item, kind["block"], (*path, name, index))
