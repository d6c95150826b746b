"""Each runtime in both formats: byte for byte, and as real Terraform judges it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from dativo_hooks.model.configuration import Configuration
from dativo_hooks.model.job import decode_job
from dativo_hooks.sources.loading import sources_of
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import state
from tests.generation.golden import (
    FORMATS,
    RUNTIMES,
    actual,
    expected,
    expected_folder,
    sources,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.real_terraform.harness import Terraform

each_folder = pytest.mark.parametrize(
    ("runtime", "form"), [(runtime, form) for runtime in RUNTIMES for form in FORMATS]
)

VALUES: dict[str, Any] = {
    "aws_region": "us-east-1",
    "ecs_execution_role_arn": "arn:aws:iam::123456789012:role/execution",
    "ecs_cluster_arn": "arn:aws:ecs:us-east-1:123456789012:cluster/etl",
    "subnet_ids": ["subnet-1"],
    "security_group_ids": ["sg-1"],
    "lambda_role_arn": "arn:aws:iam::123456789012:role/lambda",
    "scheduler_role_arn": "arn:aws:iam::123456789012:role/scheduler",
    "gcp_project": "acme-data",
    "gcp_region": "europe-west1",
    "scheduler_service_account_email": "s@acme-data.iam.gserviceaccount.com",
    "function_source_bucket": "sources",
    "function_source_object": "ingest.zip",
}

UNTAGGED = {
    "aws_scheduler_schedule": "EventBridge schedules take no tags: their group has them",
    "google_cloud_scheduler_job": "Cloud Scheduler takes no labels",
    "google_cloud_run_v2_job_iam_member": "a binding is no resource of its own",
    "google_cloud_run_v2_service_iam_member": "a binding is no resource of its own",
}


@each_folder
def test_the_bytes_are_as_reviewed(runtime: str, form: str) -> None:
    assert actual(runtime, form) == expected(runtime, form)


@each_folder
def test_terraform_would_write_it_so(terraform: Terraform, runtime: str, form: str) -> None:
    assert terraform.fmt_check(expected_folder(runtime, form)) == ""


@each_folder
def test_terraform_accepts_it_on_every_provider_version(
    every_terraform: tuple[Terraform, ...], runtime: str, form: str
) -> None:
    for terraform in every_terraform:
        assert terraform.validate(expected_folder(runtime, form)) == []


def _resources(plan: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for resource in plan["planned_values"]["root_module"]["resources"]:
        yield resource["type"], resource["name"], resource["values"]


def _plan(terraform: Terraform, runtime: str, form: str) -> dict[str, Any]:
    needed = {
        name: value
        for name, value in VALUES.items()
        if any(f'"{name}"'.encode() in data for data in expected(runtime, form).values())
    }
    return terraform.plan(expected_folder(runtime, form), needed)


@each_folder
def test_every_resource_that_takes_tags_has_those_of_its_job(
    terraform: Terraform, runtime: str, form: str
) -> None:
    cloud = runtime[:3]
    tags = {
        unit.names.address: {tag.key: tag.value for tag in unit.tags}
        for file in state(sources(runtime)).files.values()
        for unit in [file.unit]
        if unit is not None
    }
    seen = set()
    for type_, name, values in _resources(_plan(terraform, runtime, form)):
        if type_ in UNTAGGED:
            assert not values.get("tags")
            assert not values.get("labels")
            continue
        found = values["tags" if cloud == "aws" else "labels"]
        if type_ == "aws_scheduler_schedule_group":
            assert {"finops_cost_center", "compliance_classification"} <= set(found)
            continue
        assert found == tags[name]
        seen.add(name)
        if type_.startswith("google_cloud_run_v2"):
            assert values["template"][0]["labels"] == tags[name]
        if type_ == "aws_ecs_service":
            assert values["propagate_tags"] == "TASK_DEFINITION"
    assert seen == set(tags)


@pytest.mark.parametrize("form", FORMATS)
def test_scheduled_tasks_carry_their_tags(terraform: Terraform, form: str) -> None:
    plan = _plan(terraform, "aws_ecs_fargate", form)
    schedules = [v for type_, _, v in _resources(plan) if type_ == "aws_scheduler_schedule"]
    assert [
        schedule["target"][0]["ecs_parameters"][0]["propagate_tags"] for schedule in schedules
    ] == ["TASK_DEFINITION", "TASK_DEFINITION"]


@each_folder
def test_variables_reach_the_container_as_they_are_written(
    terraform: Terraform, runtime: str, form: str
) -> None:
    """Quotes, templates, line feeds: what YAML says is what the process gets."""
    (loaded,) = (
        loaded
        for loaded in sources_of(MemoryTree(sources(runtime)), Configuration()).jobs
        if loaded.job.path == "jobs/deals.yaml"
    )
    runtime_of_job = decode_job(loaded.job.document, {}).job.runtime
    assert runtime_of_job is not None
    wanted = {variable.name: variable.text for variable in runtime_of_job.environment}
    assert len(wanted) == 5
    (found,) = (
        _ENVIRONMENTS[type_](values)
        for type_, name, values in _resources(_plan(terraform, runtime, form))
        if name == "acme_hubspot_deals" and type_ in _ENVIRONMENTS
    )
    assert {name: found[name] for name in wanted} == wanted
    assert found["TENANT_ID"] == "acme"
    assert found["JOB_CONFIG_PATH"] == "/app/jobs/deals.yaml"


def _of_task(values: dict[str, Any]) -> dict[str, str]:
    (container,) = json.loads(values["container_definitions"])
    return {entry["name"]: entry["value"] for entry in container["environment"]}


def _of_run_job(values: dict[str, Any]) -> dict[str, str]:
    (container,) = values["template"][0]["template"][0]["containers"]
    return {entry["name"]: entry["value"] for entry in container["env"]}


_ENVIRONMENTS: dict[str, Callable[[dict[str, Any]], dict[str, str]]] = {
    "aws_ecs_task_definition": _of_task,
    "aws_lambda_function": lambda values: values["environment"][0]["variables"],
    "google_cloud_run_v2_job": _of_run_job,
    "google_cloudfunctions2_function": lambda values: values["service_config"][0][
        "environment_variables"
    ],
}
"""Where each kind of resource keeps the plain variables of its process."""
