"""Real plans: both formats plan the same, and both layouts the same job."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.engine.repositories import generated
from tests.generation.layout.jobs import (
    CLOUDS,
    FORMATS,
    LAYOUTS,
    ROLES,
    VARIABLES,
    asked_for,
    jobs,
    place,
    terraform_of,
)
from tests.real_terraform.process import TerraformError
from tests.terraform_modules.planned import marked_arguments, of_kind, resources

if TYPE_CHECKING:
    from pathlib import Path

    from tests.generation.layout.conftest import Key
    from tests.real_terraform.harness import Terraform

Plans = dict["Key", dict[str, Any]]

# What both layouts make of a job, and which argument names it.
KINDS = {
    "aws": {
        "aws_cloudwatch_log_group": ("name", 6),
        "aws_ecs_task_definition": ("family", 4),
        "aws_ecs_service": ("name", 2),
        "aws_lambda_function": ("function_name", 2),
    },
    "gcp": {
        "google_cloud_run_v2_job": ("name", 2),
        "google_cloud_run_v2_service": ("name", 2),
        "google_cloudfunctions2_function": ("name", 4),
    },
}
MARKS = {"aws": "tags", "gcp": "labels"}
SCHEDULES = {
    "aws": ("aws_scheduler_schedule", ("schedule_expression", "schedule_expression_timezone"), 3),
    "gcp": ("google_cloud_scheduler_job", ("schedule", "time_zone"), 4),
}


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", FORMATS)
def test_folders_are_canonical_and_valid(
    cloud: str,
    layout: str,
    form: str,
    folders: dict[Key, Path],
    every_terraform: tuple[Terraform, ...],
) -> None:
    folder = folders[cloud, layout, form]
    assert every_terraform[-1].fmt_check(folder) == ""
    for terraform in every_terraform:
        assert terraform.validate(folder) == []


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_json_plans_what_hcl_plans(cloud: str, layout: str, plans: Plans) -> None:
    hcl, json_ = (plans[cloud, layout, form] for form in FORMATS)
    assert len(hcl["resource_changes"]) > 10
    for part in ("planned_values", "resource_changes", "variables"):  # unknown values are in these
        assert json_[part] == hcl[part]


@pytest.mark.parametrize("cloud", CLOUDS)
def test_layouts_plan_the_same_names_and_marks(cloud: str, plans: Plans) -> None:
    inline, called = (plans[cloud, layout, "hcl"] for layout in LAYOUTS)
    for kind, (name, count) in KINDS[cloud].items():
        found = [
            {
                item[name]: (item[MARKS[cloud]], _template_labels(item))
                for item in of_kind(plan, kind)
            }
            for plan in (inline, called)
        ]
        assert len(found[0]) == count
        assert found[1] == found[0]


def _template_labels(item: dict[str, Any]) -> object:
    """The labels that billing sees: those of a Cloud Run template."""
    return [template.get("labels") for template in item.get("template", ())]


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_everything_that_takes_marks_has_them(
    cloud: str, layout: str, plans: Plans, terraform: Terraform
) -> None:
    marks = marked_arguments(terraform)
    found = [item for item in resources(plans[cloud, layout, "hcl"]) if item.kind in marks]
    assert len(found) >= 8
    for item in found:
        carried = item.values[marks[item.kind]]
        key = "finops_cost_center" if cloud == "aws" else "finops-cost-center"
        assert carried[key] in {"ENG-001", "eng-001"}, item.address
        assert len(carried) >= 7, item.address


@pytest.mark.parametrize("cloud", CLOUDS)
def test_layouts_plan_the_same_schedules(cloud: str, plans: Plans) -> None:
    kind, arguments, count = SCHEDULES[cloud]
    inline, called = (
        {
            item["name"]: [item[a] for a in arguments]
            for item in of_kind(plans[cloud, lay, "hcl"], kind)
        }
        for lay in LAYOUTS
    )
    assert len(inline) == count
    assert called == inline


def test_layouts_plan_the_same_tasks(plans: Plans) -> None:
    inline, called = (
        {
            item["family"]: item
            for item in of_kind(plans["aws", layout, "hcl"], "aws_ecs_task_definition")
        }
        for layout in LAYOUTS
    )
    for family, task in inline.items():
        other = called[family]
        for argument in ("cpu", "memory", "network_mode", "requires_compatibilities"):
            assert other[argument] == task[argument]
    containers = {
        layout: {
            family: json.loads(item["container_definitions"])[0]
            for family, item in tasks.items()
            if "container_definitions" in item
        }
        for layout, tasks in (("resources", inline), ("module", called))
    }
    regional = {"acme-fargate-service", "acme-fargate-service-nightly"}
    assert regional <= set(containers["resources"])  # the region of the others is the provider's
    for family, container in containers["resources"].items():
        other = containers["module"][family]
        for argument in ("name", "image", "command", "essential"):
            assert other[argument] == container[argument]
        assert _pairs(other["environment"], "value") == _pairs(container["environment"], "value")
        assert _pairs(other.get("secrets", []), "valueFrom") == _pairs(
            container.get("secrets", []), "valueFrom"
        )
        options = container["logConfiguration"]["options"]
        for option in ("awslogs-group", "awslogs-region"):
            assert other["logConfiguration"]["options"][option] == options[option]
    odd = _pairs(containers["resources"]["acme-fargate-service"]["environment"], "value")
    assert odd["ODD"] == 'say "${x} %{y} $${z}" \\ café\n\t日本 <<EOT'
    assert odd["TENANT_ID"] == "acme"
    assert odd["JOB_CONFIG_PATH"] == "/app/jobs/fargate-service.yaml"


def _pairs(entries: list[dict[str, str]], value: str) -> dict[str, str]:
    return {entry["name"]: entry[value] for entry in entries}


@pytest.mark.parametrize(
    ("cloud", "kind", "paths"),
    [
        (
            "aws",
            "aws_lambda_function",
            (
                "image_uri",
                "memory_size",
                "timeout",
                "region",
                "environment.0.variables",
                "image_config.0.command",
                "logging_config.0.log_group",
            ),
        ),
        ("aws", "aws_cloudwatch_log_group", ("region", "retention_in_days", "kms_key_id")),
        ("aws", "aws_ecs_service", ("region", "cluster", "desired_count", "propagate_tags")),
        (
            "gcp",
            "google_cloud_run_v2_service",
            (
                "location",
                "ingress",
                "template.0.timeout",
                "template.0.containers.0.image",
                "template.0.containers.0.args",
                "template.0.containers.0.resources.0.limits",
            ),
        ),
        (
            "gcp",
            "google_cloud_run_v2_job",
            (
                "location",
                "template.0.template.0.timeout",
                "template.0.template.0.containers.0.image",
                "template.0.template.0.containers.0.args",
                "template.0.template.0.containers.0.resources.0.limits",
            ),
        ),
        (
            "gcp",
            "google_cloudfunctions2_function",
            (
                "location",
                "build_config.0.runtime",
                "build_config.0.entry_point",
                "build_config.0.source.0.storage_source",
                "service_config.0.available_memory",
                "service_config.0.timeout_seconds",
                "service_config.0.environment_variables",
                "service_config.0.secret_environment_variables",
            ),
        ),
    ],
)
def test_layouts_plan_the_same_values(
    cloud: str, kind: str, paths: tuple[str, ...], plans: Plans
) -> None:
    name = KINDS[cloud][kind][0]
    inline, called = (
        {
            item[name]: [_at(item, path) for path in paths]
            for item in of_kind(plans[cloud, lay, "hcl"], kind)
        }
        for lay in LAYOUTS
    )
    assert called == inline


def _at(value: Any, path: str) -> Any:
    for part in path.split("."):
        value = value[int(part)] if part.isdigit() else value.get(part)
    return value


@pytest.mark.parametrize("kind", ["google_cloud_run_v2_job", "google_cloud_run_v2_service"])
def test_layouts_plan_the_same_variables_of_cloud_run(kind: str, plans: Plans) -> None:
    def variables(item: dict[str, Any]) -> dict[str, Any]:
        template = item["template"][0]
        inner = template["template"][0] if kind.endswith("job") else template
        return {
            entry["name"]: (entry.get("value") or "", entry["value_source"])
            for entry in inner["containers"][0]["env"]
        }

    inline, called = (
        {item["name"]: variables(item) for item in of_kind(plans["gcp", layout, "hcl"], kind)}
        for layout in LAYOUTS
    )
    assert all({"TENANT_ID", "JOB_CONFIG_PATH", "ODD"} <= set(found) for found in inline.values())
    assert called == inline


@pytest.mark.parametrize("cloud", CLOUDS)
def test_modules_create_no_role_that_is_given(
    cloud: str, folders: dict[Key, Path], plans: Plans, terraform: Terraform
) -> None:
    # Four tasks have two roles each, two functions one, three schedules one.
    made = {"aws": ("aws_iam_role", 13), "gcp": ("google_service_account", 8)}[cloud]
    assert len(of_kind(plans[cloud, "module", "hcl"], made[0])) == made[1]
    given = terraform.plan(folders[cloud, "module", "hcl"], {**VARIABLES[cloud], **ROLES[cloud]})
    assert of_kind(given, made[0]) == []
    accounts = {item["service_account"] for item in _run_templates(given)}
    assert accounts <= {ROLES["gcp"]["service_account_email"]}


def _run_templates(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [item["template"][0]["template"][0] for item in of_kind(plan, "google_cloud_run_v2_job")]


@pytest.mark.parametrize("cloud", CLOUDS)
def test_only_resources_need_the_roles(
    cloud: str, folders: dict[Key, Path], terraform: Terraform
) -> None:
    needed = set(ROLES[cloud]) - {"ecs_task_role_arn", "service_account_email"}
    with pytest.raises(TerraformError) as refused:
        terraform.plan(folders[cloud, "resources", "json"], VARIABLES[cloud])
    for name in needed:
        assert f'"{name}"' in str(refused.value)
    for layout in LAYOUTS:
        assert set(ROLES[cloud]) <= asked_for(folders[cloud, layout, "json"])


def test_a_folder_of_both_layouts_plans(tmp_path: Path, terraform: Terraform) -> None:
    inline, called = (terraform_of("aws", layout, "hcl") for layout in LAYOUTS)
    own = {path for path in inline if "-nightly" in path}
    mixed = {**called, **{path: data for path, data in inline.items() if path in own}}
    folder = place(generated({**jobs("aws"), **mixed}), tmp_path)
    plan = terraform.plan(folder, {**VARIABLES["aws"], **ROLES["aws"]})
    addresses = [item.address for item in resources(plan)]
    assert any(address.startswith("module.acme_fargate.") for address in addresses)
    assert "aws_ecs_task_definition.acme_fargate_nightly" in addresses
    versions = (folder / "versions.tf").read_text("utf-8")
    assert 'required_version = ">= 1.9"' in versions
