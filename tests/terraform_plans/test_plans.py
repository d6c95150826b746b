"""What is planned: tags on all that takes them, and nothing left to do once it is applied."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.terraform_modules.planned import of_kind, resources
from tests.terraform_strings.api_models import CALLS, faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.real_terraform.harness import Terraform
    from tests.terraform_plans.conftest import Folder

Route = tuple[str, ...]

# The `tags` of Google Cloud bind to policies of an organization, and are named `tagKeys/123`.
_MARKS = {"aws": ("tags",), "google": ("labels", "user_labels")}
# Arguments of these names that mean something else than tags of the resource.
_OTHERS = {
    ("google_monitoring_notification_channel", ("labels",)),  # its settings
    ("aws_scheduler_schedule", ("target", "ecs_parameters", "tags")),  # propagated, see below
}


def _markable(terraform: Terraform) -> dict[str, list[Route]]:
    """By resource type, where its schema takes tags or labels, in blocks too."""
    found: dict[str, list[Route]] = {}
    for path in terraform.providers.schema_files().values():
        (schema,) = json.loads(path.read_text(encoding="utf-8"))["provider_schemas"].values()
        for kind, item in schema["resource_schemas"].items():
            names = _MARKS[kind.partition("_")[0]]
            routes = _routes(item["block"], names, ())
            found[kind] = [route for route in routes if (kind, route) not in _OTHERS]
    return found


def _routes(block: Mapping[str, Any], names: Route, above: Route) -> Iterator[Route]:
    for name in names:
        attribute = block.get("attributes", {}).get(name, {})
        if attribute.get("optional") and attribute.get("type") == ["map", "string"]:
            yield (*above, name)
    for name, nested in block.get("block_types", {}).items():
        yield from _routes(nested["block"], names, (*above, name))


def _at(value: Any, route: Route) -> Iterator[Any]:
    """What stands at a route, once for each block on the way."""
    if not route:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _at(item, route)
    elif value is not None:
        yield from _at(value.get(route[0]), route[1:])


def test_all_that_takes_tags_has_those_of_its_job(
    folder: Folder, plan: dict[str, Any], terraform: Terraform
) -> None:
    markable = _markable(terraform)
    assert ("template", "labels") in markable["google_cloud_run_v2_job"]
    seen: set[str] = set()
    for resource in resources(plan):
        address = resource.address.split(".")[1].partition("[")[0]
        for route in markable[resource.kind]:
            for carried in _at(resource.values, route):
                if resource.kind == "aws_scheduler_schedule_group" and address not in folder.tags:
                    shared = folder.tags.values()
                    assert carried == {
                        key: text
                        for key, text in next(iter(shared)).items()
                        if all(tags.get(key) == text for tags in shared)
                    }
                    continue
                assert carried == folder.tags[address], (resource.address, route)
                seen.add(address)
    assert seen == set(folder.tags)


def test_tasks_get_the_tags_of_their_definition(plan: dict[str, Any]) -> None:
    services = of_kind(plan, "aws_ecs_service")
    schedules = [
        each
        for found in of_kind(plan, "aws_scheduler_schedule")
        for each in found["target"][0]["ecs_parameters"]
    ]
    if any(resource.kind.startswith("aws") for resource in resources(plan)):
        assert len(services) >= 2
        assert schedules
    assert {each["propagate_tags"] for each in services + schedules} <= {"TASK_DEFINITION"}


def test_the_apis_take_it(plan: dict[str, Any]) -> None:
    kinds = set()
    for resource in resources(plan):
        known = resource.kind != "aws_ecs_task_definition" or (
            "container_definitions" in resource.values
        )
        if known:
            assert faults(resource.kind, resource.values) == []
            kinds.add(resource.kind)
    if "aws_lambda_function" in kinds:
        assert kinds >= set(CALLS) - {"aws_iam_role"}


def test_once_applied_nothing_is_left_to_do(folder: Folder, terraform: Terraform) -> None:
    again = terraform.plan_after_apply(folder.path, folder.variables)
    changes = [
        change["address"]
        for change in again["resource_changes"]
        if change["change"]["actions"] != ["no-op"]
    ]
    assert changes == []
    assert "resource_drift" not in again
    assert len(again["resource_changes"]) > 8
