"""The harness tells good Terraform from bad, on every set of provider versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import needs
from tests.real_terraform.__main__ import main
from tests.real_terraform.harness import ModuleRun, Terraform
from tests.real_terraform.process import PROVIDER_SETS, TerraformError

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    google = { source = "hashicorp/google" }
  }
}

provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { owner = "platform" }
  }
}

provider "google" {
  project = "a-project"
}
"""

GOOD = """
variable "cluster" {
  type = string
}

resource "aws_ecs_cluster" "this" {
  name = var.cluster
  tags = { asset_name = "contacts" }
}

resource "google_cloud_run_v2_job" "this" {
  name     = "job"
  location = "us-central1"
  labels   = { asset-name = "contacts" }
  template {
    template {
      containers {
        image = "gcr.io/a/b:1"
      }
    }
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "Trust"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}
"""

CLUSTER = 'resource "aws_ecs_cluster" "this" {{\n  name = "a"\n  {}\n}}\n'
TASK = """
resource "aws_ecs_task_definition" "this" {{
  family                   = "a"
  requires_compatibilities = ["FARGATE"]
  {}
}}
"""

# name: (configuration, what the first diagnostic says)
BAD = {
    "unknown argument": (CLUSTER.format("colour = 1"), "Unsupported argument"),
    "unknown block": (CLUSTER.format("colour {\n  }"), "Unsupported block type"),
    "unknown type": ('resource "aws_ecs_klaster" "this" {\n}\n', "Invalid resource type"),
    "unknown reference": (CLUSTER.format("region = var.where"), "Reference to undeclared input"),
    "wrong type": (CLUSTER.format('tags = ["a"]'), "Incorrect attribute value type"),
    "computed": (CLUSTER.format('arn = "arn:aws:x"'), "Value for unconfigurable attribute"),
    "missing argument": ('resource "aws_ecs_cluster" "this" {\n}\n', "Missing required argument"),
    "missing block": (
        'resource "google_cloud_run_v2_job" "this" {\n  name = "a"\n  location = "b"\n}\n',
        "Insufficient template blocks",
    ),
    "labels where none are taken": (
        'resource "google_cloud_scheduler_job" "this" {\n  name = "a"\n  labels = {}\n}\n',
        "Unsupported argument",
    ),
    "tags where none are taken": (
        """\
resource "aws_scheduler_schedule" "this" {
  schedule_expression = "rate(1 day)"
  tags                = {}
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "a"
    role_arn = "b"
  }
}
""",
        "Unsupported argument",
    ),
    "missing module": (
        'module "this" {\n  source = "../nowhere"\n}\n',
        "terraform init failed",
    ),
    "comma in a tag": (CLUSTER.format('tags = { a = "b,c" }'), "Invalid tag value"),
    "reserved tag": (CLUSTER.format('tags = { "aws:a" = "b" }'), "Invalid tag key"),
    "capital in a label": (
        """\
resource "google_storage_bucket" "this" {
  name     = "a"
  location = "EU"
  labels   = { a = "B" }
}
""",
        "Invalid label value",
    ),
    "no Fargate size": (
        TASK.format('cpu = 256\n  memory = 8192\n  container_definitions = "[]"'),
        "No Fargate configuration",
    ),
    "long name": (
        f'resource "google_service_account" "this" {{\n  account_id = "{"a" * 31}"\n}}\n',
        "Invalid account_id",
    ),
    "empty tag of a schedule group": (
        'resource "aws_scheduler_schedule_group" "this" {\n  tags = { a = "" }\n}\n',
        "Invalid tag value",
    ),
    "no JSON": (
        TASK.format('cpu = 256\n  memory = 512\n  container_definitions = "[{]"'),
        "container_definitions is invalid JSON",
    ),
}


def test_a_good_configuration_passes_with_every_provider(
    every_terraform: tuple[Terraform, ...], tmp_path: Path
) -> None:
    (tmp_path / "main.tf").write_text(SETTINGS + GOOD)

    assert len(every_terraform) == len(PROVIDER_SETS)
    for terraform in every_terraform:
        assert terraform.fmt_check(tmp_path) == ""
        assert terraform.validate(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["main.tf"]


@pytest.mark.parametrize("case", BAD)
def test_a_broken_configuration_is_refused(
    case: str, every_terraform: tuple[Terraform, ...], tmp_path: Path
) -> None:
    text, summary = BAD[case]
    (tmp_path / "main.tf").write_text(SETTINGS + text)

    for terraform in every_terraform:
        (found, *_) = terraform.validate(tmp_path)
        assert found.severity == "error"
        assert summary in found.summary


def test_a_plan_shows_what_the_providers_add(terraform: Terraform, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(SETTINGS + GOOD)

    plan = terraform.plan(tmp_path, {"cluster": "main"})

    planned = plan["planned_values"]["root_module"]["resources"]
    cluster, job = (resource["values"] for resource in planned)
    assert cluster["name"] == "main"
    assert cluster["tags_all"] == {"owner": "platform", "asset_name": "contacts"}
    assert cluster["region"] == "eu-west-1"
    assert job["effective_labels"] == {
        "asset-name": "contacts",
        "goog-terraform-provisioned": "true",
    }
    assert job["project"] == "a-project"
    assert plan["resource_changes"][0]["change"]["after_unknown"]["arn"] is True


def test_an_aliased_provider_keeps_its_own_configuration(
    terraform: Terraform, tmp_path: Path
) -> None:
    alias = 'provider "aws" {\n  alias  = "{0}"\n  region = "{0}"\n}\n'
    cluster = 'resource "aws_ecs_cluster" "{0}" {\n  name     = "a"\n  provider = aws.{0}\n}\n'
    names = ("us-east-1", "us-west-2", "eu-north-1")
    text = "".join((alias + cluster).replace("{0}", name) for name in names)
    (tmp_path / "main.tf").write_text(SETTINGS + text)

    planned = terraform.plan(tmp_path)["planned_values"]["root_module"]["resources"]

    assert {item["name"]: item["values"]["region"] for item in planned} == {
        name: name for name in names
    }


def test_a_plan_without_its_variables_is_refused(terraform: Terraform, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(SETTINGS + GOOD)

    with pytest.raises(TerraformError, match="No value for required variable"):
        terraform.plan(tmp_path)


def test_a_value_from_a_variable_is_checked_at_plan(terraform: Terraform, tmp_path: Path) -> None:
    text = 'variable "a" {\n  type = string\n}\n' + CLUSTER.format("tags = { a = var.a }")
    (tmp_path / "main.tf").write_text(SETTINGS + text)

    with pytest.raises(TerraformError, match="Invalid tag value"):
        terraform.plan(tmp_path, {"a": "b,c"})


def test_expressions_are_evaluated(terraform: Terraform, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(SETTINGS + GOOD)
    values = {"cluster": "main"}

    assert terraform.evaluate(tmp_path, "upper(var.cluster)", values) == "MAIN"
    assert terraform.evaluate(tmp_path, "aws_ecs_cluster.this.arn", values) is None
    policy = "jsondecode(data.aws_iam_policy_document.trust.json).Statement"
    assert terraform.evaluate(tmp_path, policy, values) == [
        {
            "Action": ["sts:AssumeRole"],
            "Effect": "Allow",
            "Principal": {"Service": ["ecs-tasks.amazonaws.com"]},
            "Sid": "Trust",
        }
    ]


def test_fmt(terraform: Terraform, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("a=1\n")

    assert "+a = 1" in terraform.fmt_check(tmp_path)
    assert terraform.fmt_text("a=1\nlong  = 2\n") == "a    = 1\nlong = 2\n"
    with pytest.raises(TerraformError, match="Missing expression"):
        terraform.fmt_text("a = {\n")


def test_modules_are_found_in_the_tree_around_a_folder(
    terraform: Terraform, tmp_path: Path
) -> None:
    module, caller = tmp_path / "terraform/modules/a", tmp_path / "terraform/generated"
    for folder in (module, caller):
        folder.mkdir(parents=True)
    (module / "main.tf").write_text('variable "b" {\n  type = number\n}\n')
    call = 'module "a" {{\n  source = "../modules/a"\n  b      = {}\n}}\n'
    (caller / "main.tf").write_text(call.format("[]"))
    assert "Invalid value for input variable" in terraform.validate(caller)[0].summary

    (caller / "main.tf").write_text(call.format("1"))
    assert terraform.validate(caller) == []
    assert [path.name for path in caller.iterdir()] == ["main.tf"]


def test_test_files_run(terraform: Terraform, tmp_path: Path) -> None:
    check = '  assert {{\n    condition     = {1}\n    error_message = "no {0}"\n  }}\n'
    run = f'run "{{0}}" {{{{\n{check}}}}}\n'
    (tmp_path / "main.tf").write_text(SETTINGS + GOOD)
    mocks = 'mock_provider "aws" {}\nmock_provider "google" {}\nvariables {\n  cluster = "a"\n}\n'
    good = run.format("good", 'aws_ecs_cluster.this.name == "a"')
    bad = run.format("bad", "length(aws_ecs_cluster.this.tags) == 2")
    (tmp_path / "a.tftest.hcl").write_text(mocks + good + bad)

    passed, failed = terraform.test(tmp_path)

    assert passed == ModuleRun("a.tftest.hcl", "good", "pass", ())
    assert (failed.name, failed.status) == ("bad", "fail")
    assert "no bad" in failed.problems[0].detail


def test_a_worker_is_replaced_after_its_share_of_runs() -> None:
    needs.providers()
    with Terraform(runs_per_worker=2) as terraform:
        texts = [terraform.fmt_text(f"a={number}\n") for number in range(5)]

    assert texts == [f"a = {number}\n" for number in range(5)]


def test_the_command_line_reports_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs.providers()
    monkeypatch.chdir(tmp_path.parent)
    (tmp_path / "main.tf").write_text(SETTINGS + GOOD)
    assert main([tmp_path.name]) == 0

    (tmp_path / "main.tf").write_text(SETTINGS + CLUSTER.format("colour=1"))
    assert main([str(tmp_path)]) == 1
    shown = capsys.readouterr().out
    assert shown.count("Unsupported argument") == len(PROVIDER_SETS)
    assert shown.count("not canonical") == 1
    assert main([str(tmp_path / "nowhere")]) == 2
