"""What a plan says of one job: the texts in all of its resources, wherever its runtime has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.terraform_modules.planned import resources
from tests.terraform_strings.cases import Expected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.terraform_modules.planned import Resource

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
"""What whoever applies a folder gives."""


def by_address(plan: Mapping[str, Any]) -> dict[str, dict[str, Resource]]:
    """The planned resources by their names in Terraform, then by type."""
    found: dict[str, dict[str, Resource]] = {}
    for resource in resources(plan):
        # `aws_lambda_function.job1`, or `module.job1.aws_lambda_function.this`
        found.setdefault(resource.address.split(".")[1], {})[resource.kind] = resource
    return found


def read(found: Mapping[str, Resource]) -> list[Expected]:
    """What every place of a job's resources says; several where its tags stand several times."""
    values = {kind: resource.values for kind, resource in found.items()}
    for kind, reader in _READERS.items():
        if kind in values:
            return reader(values[kind], values)
    raise AssertionError(sorted(values))


def _schedule(values: Mapping[str, dict[str, Any]]) -> tuple[str | None, str | None]:
    aws, gcp = (
        values.get(kind) for kind in ("aws_scheduler_schedule", "google_cloud_scheduler_job")
    )
    if aws is not None:
        return aws["schedule_expression"], aws["schedule_expression_timezone"]
    return (gcp["schedule"], gcp["time_zone"]) if gcp is not None else (None, None)


def _each(marks: list[dict[str, str]], rest: Expected) -> list[Expected]:
    return [rest._replace(tags=each) for each in marks]


def _task(task: dict[str, Any], values: Mapping[str, dict[str, Any]]) -> list[Expected]:
    (container,) = json.loads(task["container_definitions"])
    marks = [task["tags"], values["aws_cloudwatch_log_group"]["tags"]]
    if "aws_ecs_service" in values:
        marks.append(values["aws_ecs_service"]["tags"])
    secrets = {entry["name"]: entry["valueFrom"] for entry in container.get("secrets", ())}
    return _each(
        marks,
        Expected(
            {},
            {entry["name"]: entry["value"] for entry in container["environment"]},
            container["command"],
            secrets.get("SECRET_A"),
            None,
            container["image"],
            task["region"],
            *_schedule(values),
        ),
    )


def _function(function: dict[str, Any], values: Mapping[str, dict[str, Any]]) -> list[Expected]:
    given = function["environment"][0]["variables"]
    return _each(
        [function["tags"], values["aws_cloudwatch_log_group"]["tags"]],
        Expected(
            {},
            {name: text for name, text in given.items() if not name.endswith("_SECRET_ARN")},
            function["image_config"][0]["command"] or [],
            given.get("SECRET_A_SECRET_ARN"),
            None,
            function["image_uri"],
            function["region"],
            *_schedule(values),
        ),
    )


def _run(run: dict[str, Any], values: Mapping[str, dict[str, Any]]) -> list[Expected]:
    outer = run["template"][0]
    (container,) = (outer["template"][0] if "template" in outer else outer)["containers"]
    secrets = {
        entry["name"]: entry["value_source"][0]["secret_key_ref"][0]
        for entry in container["env"]
        if entry["value_source"]
    }
    return _each(
        [run["labels"], outer["labels"]],
        Expected(
            {},
            {e["name"]: e["value"] or "" for e in container["env"] if e["name"] not in secrets},
            container["args"] or [],
            _secret(secrets["SECRET_A"]) if "SECRET_A" in secrets else None,
            None,
            container["image"],
            run["location"],
            *_schedule(values),
        ),
    )


def _cloud_function(
    function: dict[str, Any], values: Mapping[str, dict[str, Any]]
) -> list[Expected]:
    service = function["service_config"][0]
    secrets = {entry["key"]: entry for entry in service["secret_environment_variables"]}
    entry_point = function["build_config"][0]["entry_point"]
    return _each(
        [function["labels"]],
        Expected(
            {},
            service["environment_variables"],
            None,
            _secret(secrets["SECRET_A"]) if "SECRET_A" in secrets else None,
            None if entry_point == "main" else entry_point,
            None,
            function["location"],
            *_schedule(values),
        ),
    )


def _secret(entry: Mapping[str, str]) -> str:
    """A secret as it may be written in a job: with its project and version if it has them."""
    project = entry.get("project_id", "acme-data")
    name = entry["secret"]
    if project != "acme-data":
        name = f"projects/{project}/secrets/{name}"
    return name if entry["version"] == "latest" else f"{name}:{entry['version']}"


_READERS = {
    "aws_ecs_task_definition": _task,
    "aws_lambda_function": _function,
    "google_cloud_run_v2_job": _run,
    "google_cloud_run_v2_service": _run,
    "google_cloudfunctions2_function": _cloud_function,
}
