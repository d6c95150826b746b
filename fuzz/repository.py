"""The good repository that inputs are put into, and the inputs to begin with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fuzz import entry

ROOT = Path(__file__).resolve().parents[1]

JOB = "jobs/contacts.yaml"
ASSET = "assets/contacts.yaml"
TERRAFORM = "terraform/generated/acme-contacts.tf"
TERRAFORM_JSON = f"{TERRAFORM}.json"

_SOURCES = {
    JOB: b"""\
tenant_id: acme
environment: prod
source_connector_path: connectors/hubspot.yaml
target_connector_path: connectors/iceberg.yaml
asset_path: assets/contacts.yaml
infrastructure:
  runtime:
    type: aws_ecs_fargate
    cpu: 1024
    memory: 2048
    image_uri: dativo/dativo-ingest:1.4.0
""",
    ASSET: b"""\
name: contacts
version: "1.0"
source_type: hubspot
object: contacts
schema:
  - name: id
    type: string
team:
  owner: data-team@acme.com
finops:
  cost_center: ENG-001
  business_tags: [sales, crm]
compliance:
  classification: [PII]
""",
    "connectors/hubspot.yaml": b"name: hubspot\ntype: hubspot\nroles: [source]\n",
    "connectors/iceberg.yaml": b"name: iceberg\ntype: iceberg\nroles: [target]\n",
}

GOOD = {**_SOURCES, **entry.look(_SOURCES).generated}
"""One job on Fargate, what it names, and what is generated from it."""


@cache
def found_in_cases(part: str) -> tuple[bytes, ...]:
    """The files of the cases of `tests/` with this in their path."""
    return tuple(
        dict.fromkeys(
            path.read_bytes()
            for path in sorted((ROOT / "tests" / "cases").rglob("*"))
            if path.is_file() and part in path.as_posix().partition("/tests/cases/")[2]
        )
    )
