"""A job for every shape that a generated file takes, and what their folder needs."""

from __future__ import annotations

import json
import shutil
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from dativo_hooks.engine.generating import GenerateOptions
from tests.engine.repositories import JOB, Files, generated, repository

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULES = Path(__file__).resolve().parents[3] / "terraform/modules"

CLOUDS = ("aws", "gcp")
LAYOUTS = ("resources", "module")
FORMATS = ("hcl", "json")

NAMES = {
    ".dativo-hooks.yaml": "terraform: {path: 'terraform/generated/{tenant}-{job}', "
    "name: '{tenant}-{job}'}\n"
}

_ODD = 'say \\"${x} %{y} $${z}\\" \\\\ café\\n\\t日本 <<EOT'
_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/token-AbCdEf"

# By cloud, then by name of the job: its runtime.
RUNTIMES: dict[str, dict[str, str]] = {
    "aws": {
        "fargate": "type: aws_ecs_fargate, cpu: 512, memory: 2048, "
        f"image_uri: 'dativo/dativo-ingest:1.4.0', secrets: {{TOKEN: '{_SECRET}'}}",
        "fargate-service": "type: aws_ecs_fargate, cpu: 256, memory: 512, region: eu-west-1, "
        "image_uri: 'dativo/dativo-ingest:1.4.0', execution: service, command: [serve, '${x}']",
        "lambda": "type: aws_lambda, memory: 1024, timeout: 600, region: us-east-1, image_uri: "
        "'123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.0', "
        f"secrets: {{TOKEN: '{_SECRET}'}}",
    },
    "gcp": {
        "run": "type: gcp_cloud_run, cpu: 2000m, memory: 2Gi, timeout: 7200, "
        "image_uri: 'gcr.io/dativo/dativo-ingest:1.4.0', "
        "secrets: {TOKEN: 'projects/p/secrets/t:3'}",
        "run-service": "type: gcp_cloud_run, cpu: 1, memory: 128Mi, region: europe-west1, "
        "image_uri: 'gcr.io/dativo/dativo-ingest:1.4.0', execution: service, command: []",
        "function": "type: gcp_cloud_function, runtime: python312, memory: 512MB, timeout: 300, "
        "entry_point: start, region: us-central1, secrets: {TOKEN: token}",
        "function-of-variables": "type: gcp_cloud_function, runtime: python312",
    },
}

VARIABLES: dict[str, dict[str, object]] = {
    "aws": {
        "aws_region": "eu-central-1",
        "ecs_cluster_arn": "arn:aws:ecs:eu-central-1:123456789012:cluster/dativo",
        "subnet_ids": ["subnet-1", "subnet-2"],
        "security_group_ids": ["sg-1"],
        "log_retention_in_days": 7,
    },
    "gcp": {
        "gcp_project": "acme-data",
        "gcp_region": "us-east1",
        "function_source_bucket": "acme-source",
        "function_source_object": "function-1.zip",
    },
}
ROLES: dict[str, dict[str, object]] = {
    "aws": {
        name: f"arn:aws:iam::123456789012:role/{name.replace('_', '-')}"
        for name in (
            "ecs_execution_role_arn",
            "ecs_task_role_arn",
            "lambda_role_arn",
            "scheduler_role_arn",
        )
    },
    "gcp": {
        "service_account_email": "jobs@acme-data.iam.gserviceaccount.com",
        "scheduler_service_account_email": "start@acme-data.iam.gserviceaccount.com",
    },
}


def jobs(cloud: str) -> Files:
    """Each runtime of the cloud, by hand and on a schedule."""
    files = dict(NAMES)
    for (name, runtime), schedule in product(RUNTIMES[cloud].items(), (False, True)):
        text = f'{JOB}infrastructure:\n  runtime: {{{runtime}, environment: {{ODD: "{_ODD}"}}}}\n'
        if schedule:
            text += "  schedule: {cron: '30 5 * * 1-5', timezone: Europe/Berlin}\n"
        files[f"jobs/{name}{'-nightly' if schedule else ''}.yaml"] = text
    found = repository(files)
    del found["jobs/contacts.yaml"]
    return found


def terraform_of(cloud: str, layout: str, form: str) -> Files:
    """What the cloud's jobs generate."""
    return generated(jobs(cloud), GenerateOptions(format=form, layout=layout))


def place(files: Mapping[str, bytes], root: Path) -> Path:
    """Put files and the modules in a folder, and return that of the generated files."""
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    shutil.copytree(MODULES, root / "terraform/modules", dirs_exist_ok=True)
    return root / "terraform/generated"


def asked_for(folder: Path) -> set[str]:
    """The variables that a folder in JSON syntax declares."""
    told = json.loads((folder / "variables.tf.json").read_text("utf-8"))
    return set(told["variable"])
