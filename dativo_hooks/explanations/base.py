"""The good repository that every example begins with: one job on Fargate, and what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

JOB = "jobs/contacts.yaml"
ASSET = "assets/contacts.yaml"
SOURCE = "connectors/hubspot.yaml"
TARGET = "connectors/iceberg.yaml"
CONFIGURATION = ".dativo-hooks.yaml"
TERRAFORM = "terraform/generated/acme-contacts.tf"

RUNTIME = """\
infrastructure:
  runtime:
    type: aws_ecs_fargate
    cpu: 1024
    memory: 2048
    image_uri: dativo/dativo-ingest:1.4.0
"""

FILES: Mapping[str, str] = {
    JOB: f"""\
tenant_id: acme
environment: prod
source_connector_path: connectors/hubspot.yaml
target_connector_path: connectors/iceberg.yaml
asset_path: assets/contacts.yaml
{RUNTIME}""",
    ASSET: """\
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
    SOURCE: """\
name: hubspot
type: hubspot
roles: [source]
""",
    TARGET: """\
name: iceberg
type: iceberg
roles: [target]
""",
}
"""Its sources, by path. The Terraform that they generate belongs to it, too."""
