"""Where the files of the measured repository are, and what follows from a file's number."""

from __future__ import annotations

from typing import NamedTuple

JOBS_OF_TENANT = 200
JOBS_OF_ASSET = 5


class Source(NamedTuple):
    """A kind of source: its objects, and the class and domain of their data."""

    name: str
    objects: tuple[str, ...]
    domain: str
    classification: str
    credentials: str


SOURCES = (
    Source("hubspot", ("contacts", "deals", "owners"), "sales", "PII", "api_key"),
    Source("stripe", ("customers", "charges", "refunds"), "payments", "FINANCIAL", "api_key"),
    Source("github", ("issues", "pulls", "releases"), "engineering", "INTERNAL", "token"),
    Source("postgres", ("orders", "invoices", "items"), "commerce", "CONFIDENTIAL", "password"),
    Source("csv", ("employees", "salaries", "teams"), "hr", "HIGH_PII", "none"),
    Source("mysql", ("accounts", "sessions", "events"), "product", "PII", "password"),
    Source("zendesk", ("tickets", "agents", "ratings"), "support", "PII", "api_key"),
    Source("shopify", ("products", "carts", "discounts"), "commerce", "INTERNAL", "token"),
)
TARGETS = ("iceberg", "parquet")

_ENVIRONMENTS = ("prod", "prod", "staging", "dev")  # by tenant: a folder holds one environment


def job_path(number: int, jobs: int) -> str:
    """Where a job is, of so many."""
    source, thing = what(number // JOBS_OF_ASSET)
    return f"jobs/{tenant_of(number, jobs)[0]}/{source.name}_{thing}_{number:06}.yaml"


def asset_path(number: int) -> str:
    """Where an asset is."""
    source, thing = what(number)
    return f"assets/{source.name}/v1.{number % 4}/{thing}_{number:05}.yaml"


def jobs_of_asset(number: int, jobs: int) -> tuple[int, ...]:
    """The jobs that read an asset: of as many tenants as there are, up to five."""
    return tuple(range(number * JOBS_OF_ASSET, min(number * JOBS_OF_ASSET + JOBS_OF_ASSET, jobs)))


def module_path(number: int) -> str:
    """Where a file is that no check of ours concerns."""
    return f"src/acme/package_{number // 50:04}/module_{number:05}.py"


def what(asset: int) -> tuple[Source, str]:
    """The source and the object of an asset."""
    source = SOURCES[asset % len(SOURCES)]
    return source, source.objects[asset // len(SOURCES) % len(source.objects)]


def tenant_of(job: int, jobs: int) -> tuple[str, str]:
    """A job's tenant and environment."""
    number = job % max(2, jobs // JOBS_OF_TENANT)
    return f"acme-{number:03}", _ENVIRONMENTS[number % len(_ENVIRONMENTS)]
