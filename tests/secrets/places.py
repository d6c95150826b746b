"""Places of a repository that may hold a secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from tests.engine.repositories import ASSET, CONNECTORS, FARGATE, JOB, repository

if TYPE_CHECKING:
    from tests.engine.repositories import Files

_JOB = "jobs/contacts.yaml"
_ASSET = "assets/contacts.yaml"
_HUBSPOT = "connectors/hubspot.yaml"
_ICEBERG = "connectors/iceberg.yaml"

CLOUD_RUN = """\
infrastructure:
  runtime:
    type: gcp_cloud_run
    cpu: "1"
    memory: 2Gi
    region: europe-west1
    image_uri: europe-docker.pkg.dev/acme/etl/ingest:1.4.0
"""


class Place(NamedTuple):
    """A file with a secret in it, written where `@@` stands; `on_key`: as a key."""

    name: str
    path: str
    text: str
    on_key: bool = False

    def files(self, secret: str) -> Files:
        """The repository with this secret."""
        return repository({self.path: self.text.replace("@@", json.dumps(secret))})

    def start(self, secret: str) -> tuple[int, int]:
        """The line and column of the secret."""
        before = self.text.replace(f"<{secret}>", secret).partition("@@")[0]
        return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


PLACES = (
    Place("tenant", _JOB, JOB.replace("acme", "@@") + FARGATE),
    Place("environment", _JOB, JOB.replace("prod", "@@") + FARGATE),
    Place("asset's path", _JOB, JOB.replace("assets/contacts.yaml", "@@") + FARGATE),
    Place("source", _JOB, f"{JOB}source:\n  options: {{note: @@}}\n{FARGATE}"),
    Place("target", _JOB, f"{JOB}target:\n  connection:\n    s3:\n      note: @@\n{FARGATE}"),
    Place("retries", _JOB, f"{JOB}retry_config:\n  retryable_errors: [one, @@]\n{FARGATE}"),
    Place("owner", _JOB, f"{JOB}governance_overrides:\n  owner: @@\n{FARGATE}"),
    Place("list", _JOB, f"{JOB}finops:\n  business_tags: [sales, @@, crm]\n{FARGATE}"),
    Place("command", _JOB, f"{JOB}{FARGATE}    command: [run, --now, @@]\n"),
    Place("variable", _JOB, f"{JOB}{FARGATE}    environment:\n      NOTE: @@\n"),
    Place("secret's name", _JOB, f"{JOB}{FARGATE}    secrets:\n      NOTE: @@\n"),
    Place("image", _JOB, JOB + FARGATE.replace("dativo/dativo-ingest:1.4.0", "@@")),
    Place("metadata", _JOB, f"{JOB}{FARGATE}  metadata:\n    note: @@\n"),
    Place("metadata's key", _JOB, f"{JOB}{FARGATE}  metadata:\n    @@: x\n", on_key=True),
    Place("label", _JOB, f"{JOB}{CLOUD_RUN}  metadata:\n    note: @@\n"),
    Place("label's key", _JOB, f"{JOB}{CLOUD_RUN}  metadata:\n    @@: x\n", on_key=True),
    Place("variable on GCP", _JOB, f"{JOB}{CLOUD_RUN}    environment:\n      NOTE: @@\n"),
    Place("unknown key", _JOB, f"{JOB}@@: x\n{FARGATE}", on_key=True),
    Place("asset's name", _ASSET, ASSET.replace("name: contacts", "name: @@")),
    Place("asset's project", _ASSET, ASSET.replace("finops:", "finops:\n  project: @@")),
    Place("class", _ASSET, ASSET.replace("[PII]", "[PII, @@]")),
    Place("column", _ASSET, ASSET.replace("name: id", "name: id\n    description: @@")),
    Place("connector", _HUBSPOT, CONNECTORS[_HUBSPOT] + "credentials:\n  note: @@\n"),
    Place("connector's tag", _HUBSPOT, CONNECTORS[_HUBSPOT] + "metadata:\n  domain: @@\n"),
    Place("target's", _ICEBERG, CONNECTORS[_ICEBERG] + "connection_template:\n  s3: {a: @@}\n"),
)
