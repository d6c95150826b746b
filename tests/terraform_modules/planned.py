"""Read a plan: its resources in every module, and which of them take tags or labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.real_terraform.harness import Terraform

_MARKS = ("tags", "labels", "user_labels")
# The `labels` of a notification channel are its settings, such as an address.
_SETTINGS = {("google_monitoring_notification_channel", "labels")}


class Resource(NamedTuple):
    """A planned resource; unknown arguments are absent from `values`."""

    address: str
    kind: str
    values: dict[str, Any]


def _resources(module: Mapping[str, Any]) -> Iterator[Resource]:
    for found in module.get("resources", []):
        if found["mode"] == "managed":
            yield Resource(found["address"], found["type"], found["values"])
    for child in module.get("child_modules", []):
        yield from _resources(child)


def resources(plan: Mapping[str, Any]) -> list[Resource]:
    """Return what the plan creates, those of called modules included."""
    return list(_resources(plan["planned_values"]["root_module"]))


def of_kind(plan: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the values of the planned resources of one type, in order of address."""
    return [found.values for found in sorted(resources(plan)) if found.kind == kind]


def marked_arguments(terraform: Terraform) -> dict[str, str]:
    """Return, for each resource type that takes tags or labels, the argument that they go into."""
    found: dict[str, str] = {}
    for path in terraform.providers.schema_files().values():
        (schema,) = json.loads(path.read_text(encoding="utf-8"))["provider_schemas"].values()
        for kind, item in schema["resource_schemas"].items():
            for name in _MARKS:
                attribute = item["block"]["attributes"].get(name, {})
                if attribute.get("optional") and (kind, name) not in _SETTINGS:
                    found[kind] = name
    return found
