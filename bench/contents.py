"""The files of the measured repository, as text: the same bytes for the same number of jobs.

Shaped like `examples/acme`. What differs between two files follows from their numbers alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.layout import (
    JOBS_OF_ASSET,
    SOURCES,
    TARGETS,
    Source,
    asset_path,
    job_path,
    module_path,
    tenant_of,
    what,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS = (
    ("id", "string", ""),
    ("external_id", "string", ""),
    ("email", "string", "PII"),
    ("full_name", "string", "PII"),
    ("phone", "string", "PII"),
    ("country", "string", ""),
    ("status", "string", ""),
    ("amount", "double", ""),
    ("currency", "string", ""),
    ("quantity", "integer", ""),
    ("owner_id", "string", ""),
    ("source_system", "string", ""),
    ("created_at", "timestamp", ""),
    ("updated_at", "timestamp", ""),
)

_RUNTIMES = (
    """\
    type: aws_ecs_fargate
    cpu: 1024
    memory: {memory}
    image_uri: dativo/dativo-ingest:1.4.{patch}
    region: us-east-1
""",
    """\
    type: aws_lambda
    timeout: 900
    memory: {memory}
    image_uri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.{patch}
    region: us-east-1
""",
    """\
    type: gcp_cloud_run
    cpu: "1"
    memory: 2Gi
    image_uri: gcr.io/dativo/dativo-ingest:1.4.{patch}
    region: us-central1
    timeout: 3600
""",
    """\
    type: gcp_cloud_function
    runtime: python311
    timeout: 540
    memory: 512MB
    region: us-central1
""",
)

_SECRETS = (
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:{tenant}/{source}-AbCdEf",
    "projects/{tenant}-data/secrets/{source}-key",
)

CONFIGURATION = """\
tag_policy:
  required: [finops_cost_center, compliance_classification]
  recommended: [governance_owner, environment]
  conditional:
    - when: {compliance_classification: [PII, HIGH_PII]}
      require: [compliance_retention_days]
terraform:
  path: terraform/generated/{tenant}/{tenant}-{job}
  name: "{tenant}-{job}"
"""

PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: nothing
        name: nothing
        entry: "true"
        language: system
        always_run: true
        pass_filenames: false
"""


def files(jobs: int) -> Iterator[tuple[str, str]]:
    """All files but the generated ones: paths from the repository's root, and their text."""
    yield ".dativo-hooks.yaml", CONFIGURATION
    yield ".pre-commit-config.yaml", PRE_COMMIT
    yield "README.md", f"# {jobs} jobs\n"
    for source in SOURCES:
        yield f"connectors/{source.name}.yaml", _connector(source)
    for target in TARGETS:
        yield f"connectors/{target}.yaml", _target(target)
    for number in range(-(-jobs // JOBS_OF_ASSET)):
        yield asset_path(number), _asset(number)
    for number in range(jobs):
        yield job_path(number, jobs), _job(number, jobs)
    for number in range(jobs // 2):
        yield module_path(number), _module(number)


def edited(text: str, edit: int) -> str:
    """A job or an asset, changed in a way that its tags show: another text for each `edit`."""
    for key in ("ticket: DATA-", "project: project-"):
        before, found, after = text.partition(key)
        if found:
            return f"{before}{key}9{edit:06}\n{after.partition(chr(10))[2]}"
    raise ValueError(f"nothing to edit in:\n{text}")


def _connector(source: Source) -> str:
    variable = f"{source.name.upper()}_CREDENTIALS"
    return f"""\
name: {source.name}
type: {source.name}
roles: [source, target]
description: Connector of {source.name}
credentials:
  type: {source.credentials}
  from_env: {variable}
incremental:
  strategy: updated_after
  cursor_field_default: updated_at
  lookback_days_default: 1
"""


def _target(name: str) -> str:
    return f"""\
name: {name}
type: {name}
roles: [target]
description: Tables on S3
connection_template:
  s3:
    endpoint: "${{S3_ENDPOINT}}"
    region: "${{AWS_REGION}}"
file_format: parquet
"""


def _asset(number: int) -> str:
    """Flat where the number is even, nested under `asset` where it is odd."""
    source, thing = what(number)
    fields = "".join(
        f"  - name: {name}\n    type: {kind}\n"
        + (f"    classification: {classification}\n" if classification else "")
        + ("    required: true\n" if place % 5 == 0 else "")
        + f"    description: The {name.replace('_', ' ')} of one of {source.name}'s {thing}\n"
        for place, (name, kind, classification) in enumerate(_FIELDS)
    )
    name = f"{source.name}_{thing}_{number:05}"
    finops = f"""\
finops:
  cost_center: ENG-{number % 40:03}
  business_tags: [{source.domain}, {thing}]
  project: project-{number:06}
  environment: production
"""
    if number % 2:
        body = f"""\
name: {name}
source_type: {source.name}
object: {thing}
version: "1.{number % 4}"

schema:
{fields}
governance:
  owner: {source.domain}-team@acme.com
  tags: [{source.domain}, {thing}]
  classification: [{source.classification}]
  retention_days: {90 + number % 7 * 30}

{finops}"""
        return "asset:\n" + "".join(
            f"  {line}" if line.strip() else line for line in body.splitlines(keepends=True)
        )
    return f"""\
# The {thing} of {source.name}, read by {JOBS_OF_ASSET} jobs.
apiVersion: v3.0.2
kind: DataContract
id: 2a6a3ac3-6b5c-4f3b-a2fb-{number:012x}
name: {name}
version: "1.{number % 4}"
status: active
domain: {source.domain}
dataProduct: {source.domain}-{thing}

source_type: {source.name}
object: {thing}
schema:
{fields}
team:
  owner: {source.domain}-team@acme.com

data_quality:
  monitoring:
    enabled: true
    oncall_rotation: {source.domain}-oncall@acme.com

{finops}
compliance:
  classification: [{source.classification}]
  regulations: [GDPR, CCPA]
  retention_days: {90 + number % 7 * 30}
  security:
    encryption_required: true
    access_control: role_based
"""


def _job(number: int, jobs: int) -> str:
    asset = number // JOBS_OF_ASSET
    source, thing = what(asset)
    tenant, environment = tenant_of(number, jobs)
    mixed = number * 2654435761 % 2**32 >> 12  # Knuth's: neighbours have nothing in common
    kind = mixed % len(_RUNTIMES)
    on_aws = kind < 2
    prefix = "/app/" if mixed % 3 == 0 else ""  # as the container sees it
    runtime = _RUNTIMES[kind].format(memory=2048 + mixed % 3 * 1024, patch=mixed % 10)
    target = TARGETS[mixed // 5 % len(TARGETS)]
    secret = _SECRETS[not on_aws].format(tenant=tenant, source=source.name)
    overrides = f"""
classification_overrides:
  email: PII
  amount: FINANCIAL
  default: {source.classification}

governance_overrides:
  owner: {tenant}-data@acme.com
  retention_days: {365 + mixed % 4 * 365}
"""
    schedule = f"""\
  schedule:
    cron: "{mixed % 60} {mixed % 24} * * {("*", "1-5")[mixed % 2]}"
    timezone: {("UTC", "Europe/Berlin", "America/New_York")[mixed % 3]}
"""
    return f"""\
# The {thing} of {source.name} for {tenant}: into {target}.
tenant_id: {tenant}
environment: {environment}

source_connector: {source.name}
source_connector_path: {prefix}connectors/{source.name}.yaml
target_connector: {target}
target_connector_path: {prefix}connectors/{target}.yaml
asset: {source.name}_{thing}
asset_path: {prefix}{asset_path(asset)}
schema_validation_mode: {("strict", "warn")[mixed % 2]}

source:
  objects: [{thing}]
  incremental:
    strategy: updated_after
    cursor_field: updated_at
    lookback_days: {1 + mixed % 3}

target:
  branch: {tenant}
  warehouse: s3://{tenant}-lake/{source.domain}
  partitioning: [ingest_date]
{overrides if mixed % 2 else ""}
finops:
  cost_center: FIN-{mixed % 30:03}
  business_tags: [{source.domain}, {thing}, reporting]

retry_config:
  max_retries: 3
  initial_delay_seconds: 5
  backoff_multiplier: 2

infrastructure:
  runtime:
{runtime}    environment:
      LOG_LEVEL: INFO
      BATCH_SIZE: "{1000 + mixed % 5 * 500}"
    secrets:
      SOURCE_CREDENTIALS: {secret}
  metadata:
    team: {source.domain}
    ticket: DATA-{number:06}
{schedule if mixed // 11 % 3 else ""}
logging:
  redaction: true
  level: INFO
"""


def _module(number: int) -> str:
    functions = "".join(
        f"""

def step_{number}_{place}(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    \"\"\"Keep the rows of step {place}.\"\"\"
    return [row for row in rows if row.get("step") == {place}]
"""
        for place in range(6)
    )
    return f'"""Module {number}: nothing that concerns jobs."""\n{functions}'
