"""What the modules and the examples plan: tags everywhere, schedules, the outputs of the guide."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.real_terraform.harness import Terraform
from tests.real_terraform.process import TerraformError
from tests.terraform_modules.planned import marked_arguments, of_kind, resources

if TYPE_CHECKING:
    from collections.abc import Callable

TERRAFORM = Path(__file__).resolve().parents[2] / "terraform"

# Tags of a caller's modules as the services get them.
TAGS = {
    "guide_aws": {
        "finops_cost_center": "ENG-001",
        "finops_business_tags": "sales:crm",
        "compliance_classification": "PII",
        "governance_owner": "data-team@acme.com",
        "asset_name": "hubspot_contacts",
    },
    "guide_gcp": {
        "finops_cost_center": "eng-001",
        "finops_business_tags": "sales-crm",
        "compliance_classification": "pii",
        "governance_owner": "data-team-acme-com",
        "asset_name": "hubspot-contacts",
    },
    "everything_gcp": {
        "finops_cost_center": "eng-001",
        "asset-name": "hubspot-contacts",
        "größe": "日本-ü",
        "empty": "",
    },
}
EVERYTHING_AWS = {
    "finops_cost_center": "ENG-001",
    "governance_owner": "data-team@acme.com",
    "team:unit": "Données / été",
}
# How many planned resources take tags or labels: none may go missing unnoticed.
MARKED = {"guide_aws": 6, "guide_gcp": 1, "everything_aws": 16, "everything_gcp": 6}


@pytest.mark.parametrize("name", MARKED)
def test_every_resource_that_takes_tags_carries_them(
    name: str, caller: Callable[[str], Path], every_terraform: tuple[Terraform, ...]
) -> None:
    folder = caller(name)

    for terraform in every_terraform:
        marks = marked_arguments(terraform)
        found = [item for item in resources(terraform.plan(folder)) if item.kind in marks]
        assert len(found) == MARKED[name]
        for item in found:
            carried = item.values[marks[item.kind]]
            if name == "everything_aws":
                separator = " " if item.address.startswith("module.job.") else "+"
                wanted = EVERYTHING_AWS | {"finops_business_tags": f"sales{separator}crm"}
                # Scheduler refuses an empty value.
                group = item.kind == "aws_scheduler_schedule_group"
                assert carried == (wanted if group else wanted | {"empty": ""}), item.address
            else:
                assert carried == TAGS[name], item.address


def test_the_guides_aws_example(caller: Callable[[str], Path], terraform: Terraform) -> None:
    folder = caller("guide_aws")
    assert terraform.validate(folder) == []

    plan = terraform.plan(folder)

    (task,) = of_kind(plan, "aws_ecs_task_definition")
    assert (task["family"], task["cpu"], task["memory"]) == (
        "acme-hubspot-contacts",
        "1024",
        "2048",
    )
    assert task["region"] == "us-east-1"
    (schedule,) = of_kind(plan, "aws_scheduler_schedule")
    assert schedule["schedule_expression"] == "cron(0 2 * * ? *)"
    assert schedule["schedule_expression_timezone"] == "UTC"
    (target,) = schedule["target"]
    assert target["arn"] == "arn:aws:ecs:us-east-1:123456789012:cluster/dativo-cluster"
    (parameters,) = target["ecs_parameters"]
    assert parameters["launch_type"] == "FARGATE"
    assert parameters["propagate_tags"] == "TASK_DEFINITION"
    (network,) = parameters["network_configuration"]
    assert network["subnets"] == ["subnet-12345", "subnet-67890"]
    assert network["assign_public_ip"] is False
    assert of_kind(plan, "aws_ecs_service") == []
    assert len(of_kind(plan, "aws_iam_role")) == 3


def test_the_outputs_of_the_aws_module(caller: Callable[[str], Path], terraform: Terraform) -> None:
    folder = caller("guide_aws")
    module = "module.hubspot_contacts_job"

    assert terraform.evaluate(folder, f"{module}.log_group_name") == "/ecs/acme-hubspot-contacts"
    assert terraform.evaluate(folder, f"{module}.service_name == null") is True
    assert terraform.evaluate(folder, f"{module}.task_definition_arn") is None  # after apply


def test_the_guides_gcp_example(caller: Callable[[str], Path], terraform: Terraform) -> None:
    folder = caller("guide_gcp")
    assert terraform.validate(folder) == []

    plan = terraform.plan(folder)

    (job,) = of_kind(plan, "google_cloud_run_v2_job")
    assert (job["name"], job["location"]) == ("acme-hubspot-contacts", "us-central1")
    assert job["template"][0]["labels"] == TAGS["guide_gcp"]
    (task,) = job["template"][0]["template"]
    assert task["timeout"] == "3600s"
    assert task["service_account"] == "dativo-runner@my-project.iam.gserviceaccount.com"
    assert task["containers"][0]["resources"][0]["limits"] == {"cpu": "1", "memory": "2Gi"}
    (schedule,) = of_kind(plan, "google_cloud_scheduler_job")
    assert (schedule["schedule"], schedule["time_zone"]) == ("0 2 * * *", "UTC")
    (target,) = schedule["http_target"]
    assert target["uri"].endswith(
        "/my-project/locations/us-central1/jobs/acme-hubspot-contacts:run"
    )
    (invoker,) = of_kind(plan, "google_cloud_run_v2_job_iam_member")
    assert invoker["role"] == "roles/run.invoker"
    assert invoker["name"] == "acme-hubspot-contacts"
    assert of_kind(plan, "google_service_account") == []


def test_the_outputs_of_the_gcp_module(caller: Callable[[str], Path], terraform: Terraform) -> None:
    folder = caller("guide_gcp")
    module = "module.hubspot_contacts_job"

    assert terraform.evaluate(folder, f"{module}.service_name") == "acme-hubspot-contacts"
    assert terraform.evaluate(folder, f"{module}.service_url == null") is True
    assert terraform.evaluate(folder, f"{module}.service_id") is None  # after apply


def test_roles_and_topics_may_be_known_only_after_apply(
    caller: Callable[[str], Path], every_terraform: tuple[Terraform, ...]
) -> None:
    folder = caller("roles_known_after_apply")

    for terraform in every_terraform:
        plan = terraform.plan(folder)
        # Those of the caller, and no other.
        assert len(of_kind(plan, "aws_iam_role")) == 1
        assert len(of_kind(plan, "google_service_account")) == 1
        assert len(of_kind(plan, "aws_cloudwatch_event_target")) == 1


def test_the_region_of_the_provider_is_the_default(
    caller: Callable[[str], Path], every_terraform: tuple[Terraform, ...]
) -> None:
    folder = caller("roles_known_after_apply")

    for terraform in every_terraform:
        (schedule, _lambda) = of_kind(terraform.plan(folder), "aws_scheduler_schedule")
        cluster = "arn:aws:ecs:us-east-1:123456789012:cluster/dativo"
        assert schedule["target"][0]["arn"] == cluster


def test_every_regional_resource_lies_in_the_given_region(
    caller: Callable[[str], Path], terraform: Terraform
) -> None:
    # The caller's provider is in another region.
    plan = terraform.plan(caller("everything_aws"))

    regions = {item.address: item.values.get("region", "global") for item in resources(plan)}
    assert set(regions.values()) == {"eu-central-1", "global"}
    assert all(".aws_iam_" in address for address in regions if regions[address] == "global")


def test_container_definitions_hold_strings_as_they_are(
    caller: Callable[[str], Path], terraform: Terraform
) -> None:
    folder = caller("everything_aws")
    main = folder / "main.tf"
    # The log group's name is known at plan, so is the container's definition.
    (task,) = of_kind(terraform.plan(folder), "aws_ecs_task_definition")
    (container,) = json.loads(task["container_definitions"])

    assert "$${c} %%{d}" in main.read_text(encoding="utf-8")
    assert {entry["name"]: entry["value"] for entry in container["environment"]} == {
        "TENANT_ID": "another",
        "QUOTED": 'a "b" ${c} %{d}\n',
    }
    assert [entry["name"] for entry in container["secrets"]] == ["A", "B"]


@pytest.mark.parametrize("cloud", ["aws", "gcp"])
def test_the_examples_plan_with_their_own_values(
    cloud: str, every_terraform: tuple[Terraform, ...], tmp_path: Path
) -> None:
    folder = TERRAFORM / "examples" / cloud
    written = (folder / "terraform.tfvars.example").read_text(encoding="utf-8")
    values: dict[str, object] = {
        name: json.loads(value)
        for name, value in re.findall(r"^(\w+)\s*= (.+)$", written, re.MULTILINE)
    }
    if cloud == "gcp":
        source = tmp_path / "exchange-rates.zip"
        source.write_bytes(b"PK")
        values["function_source"] = str(source)

    for terraform in every_terraform:
        marks = marked_arguments(terraform)
        found = resources(terraform.plan(folder, values))
        marked = [item for item in found if item.kind in marks]
        assert len(marked) >= 6
        for item in marked:
            carried = item.values[marks[item.kind]]
            assert {"finops_cost_center", "finops-cost-center"} & carried.keys(), item.address


# (caller, what is replaced, by what, what Terraform then says)
REFUSALS = [
    ("guide_aws", "memory           = 2048", "memory = 1024", "Fargate offers memory 2048"),
    ("guide_aws", '"sales,crm"', '"sales;crm"', "Not so: finops_business_tags."),
    ("guide_aws", "cron(0 2 * * ? *)", "0 2 * * *", "schedule_expression is cron"),
    ("guide_gcp", '"eng-001"', '"ENG-001"', "Not so: finops_cost_center."),
    ("guide_gcp", '"2Gi"', '"6Gi"', "memory from 512Mi to 4096Mi"),
]


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case[2])
def test_a_refusal_says_what_is_wrong(
    case: tuple[str, str, str, str], caller: Callable[[str], Path], terraform: Terraform
) -> None:
    name, old, new, said = case
    folder = caller(name)
    main = folder / "main.tf"
    text = main.read_text(encoding="utf-8")
    assert old in text
    main.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(TerraformError) as error:
        terraform.plan(folder)

    assert said in " ".join(str(error.value).split())
