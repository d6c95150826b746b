"""Hypothesis strategies: small repositories of jobs, each with an asset, on any runtime."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

from tests.engine.repositories import CONNECTORS, Files

Data = dict[str, Any]

WORDS = st.sampled_from(
    ["sales", "Crm", "data team", "a.b@c", "x_y", "x-y", "", "ü", "日本", "1.0"]
)
COST_CENTERS = st.sampled_from(["ENG-001", "HR-PROD-001", "FIN-042"])
ITEMS = st.lists(WORDS, max_size=3)
RUNTIMES: tuple[Data, ...] = (
    {
        "type": "aws_ecs_fargate",
        "cpu": 1024,
        "memory": 2048,
        "image_uri": "dativo/dativo-ingest:1.4.0",
    },
    {
        "type": "aws_lambda",
        "memory": 512,
        "image_uri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1",
        "region": "us-east-1",
    },
    {"type": "gcp_cloud_run", "cpu": "1", "memory": "2Gi", "image_uri": "gcr.io/d/ingest:1.4.0"},
    {"type": "gcp_cloud_function", "runtime": "python311", "memory": "256MB"},
)
SCHEDULES: tuple[Data | None, ...] = (
    None,
    {"cron": "0 2 * * *", "timezone": "Europe/Berlin"},
    {"expression": "cron(15 3 * * ? *)"},
)


def finops() -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries(
        {}, optional={"cost_center": COST_CENTERS, "business_tags": ITEMS, "project": WORDS}
    )


def compliance() -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries(
        {"classification": st.just(["PII"])},
        optional={
            "regulations": st.lists(st.sampled_from(["GDPR", "CCPA"]), max_size=2),
            "retention_days": st.integers(1, 3650),
            "security": st.fixed_dictionaries({"encryption_required": st.booleans()}),
        },
    )


def _without_nothing(value: Any) -> Any:
    """The schemas refuse a text that says nothing."""
    if isinstance(value, dict):
        return {k: _without_nothing(v) for k, v in value.items() if v not in ("", None)}
    if isinstance(value, list):
        return [item for item in value if item != ""]
    return value


@st.composite
def repositories(draw: st.DrawFn, most: int = 3) -> dict[str, Data]:
    """Documents by path; their names part them, so that all jobs can be generated."""
    documents: dict[str, Data] = {}
    for number in range(draw(st.integers(1, most))):
        name = f"{draw(st.sampled_from(['orders', 'my_orders', 'o1']))}{number}"
        runtime = dict(draw(st.sampled_from(RUNTIMES)))
        variables = draw(
            st.dictionaries(st.sampled_from(["A1", "B_1", "level"]), WORDS, max_size=3)
        )
        if variables:
            runtime["environment"] = variables
        infrastructure: Data = {
            "runtime": runtime,
            "metadata": draw(st.dictionaries(st.sampled_from(["stack", "zone"]), WORDS)),
        }
        schedule = draw(st.sampled_from(SCHEDULES))
        if schedule is not None:
            infrastructure["schedule"] = dict(schedule)
        job: Data = {
            "tenant_id": "acme",
            "environment": "prod",
            "source_connector_path": "connectors/hubspot.yaml",
            "target_connector_path": "connectors/iceberg.yaml",
            "asset_path": f"/app/assets/{name}.yaml",
            "finops": draw(finops()),
            "infrastructure": infrastructure,
        }
        asset: Data = {
            "name": name,
            "version": "1.0",
            "source_type": "hubspot",
            "object": name,
            "schema": [{"name": "id", "type": "string"}],
            "team": {"owner": "data-team@acme.com"},
            "finops": {"cost_center": "ENG-001", **draw(finops())},
            "compliance": draw(compliance()),
        }
        documents[f"jobs/{name}.yaml"] = _without_nothing(job)
        documents[f"assets/{name}.yaml"] = _without_nothing(asset)
    return documents


def written(documents: dict[str, Data]) -> Files:
    """The repository's files, keys in the order of the mappings."""
    texts = {
        path: yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
        for path, value in documents.items()
    }
    return {path: text.encode() for path, text in {**CONNECTORS, **texts}.items()}


@st.composite
def shuffled(draw: st.DrawFn, value: Any) -> Any:
    """The same value, the keys of its mappings in any order."""
    if isinstance(value, dict):
        return {key: draw(shuffled(value[key])) for key in draw(st.permutations(list(value)))}
    if isinstance(value, list):
        return [draw(shuffled(item)) for item in value]
    return value
