"""`docs/CONFIG_REFERENCE.md` says what the schemas say, and its defaults are the real ones."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from dativo_hooks.validation.schema import KINDS, resolved, tree
from tests.docs.config_reference import PAGE, page
from tests.engine.repositories import JOB, generated, repository

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.validation.schema import Kind

ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.0"
LEAST: dict[str, dict[str, object]] = {
    "aws_ecs_fargate": {"cpu": 1024, "memory": 2048, "image_uri": "dativo/dativo-ingest:1.4.0"},
    "aws_lambda": {"image_uri": ECR},
    "gcp_cloud_run": {"image_uri": "gcr.io/dativo/dativo-ingest:1.4.0"},
    "gcp_cloud_function": {"runtime": "python311"},
}
"""What each runtime can't do without."""


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.docs.config_reference`"


def keys(kind: Kind, schema: Any, seen: tuple[int, ...] = ()) -> Iterator[str]:
    """Every key that a schema names anywhere."""
    schema = resolved(kind, schema)
    if not schema or id(schema) in seen:
        return
    for key, inner in schema.get("properties", {}).items():
        yield key
        yield from keys(kind, inner, (*seen, id(schema)))
    for key in ("items", "additionalProperties", "then", "else"):
        yield from keys(kind, schema.get(key), (*seen, id(schema)))
    for inner in schema.get("allOf", ()):
        yield from keys(kind, inner, (*seen, id(schema)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_told(kind: Kind) -> None:
    told = set(re.findall(r"^\| `(?:[^`]*[.\]])?([^`.\]]+)` \|", page(), re.MULTILINE))
    found = set(keys(kind, tree(kind)))
    assert len(found) > 3
    # `asset` is what the nested form stands under.
    assert found - told - {"$schema", "asset"} == set()


def defaults(schema: dict[str, Any]) -> dict[str, Any]:
    found = {key: resolved("job", inner) for key, inner in schema["properties"].items()}
    return {key: inner["default"] for key, inner in found.items() if "default" in inner}


@pytest.mark.parametrize("runtime", LEAST)
def test_the_defaults_of_a_runtime_generate_the_same(runtime: str) -> None:
    given = defaults(tree("job")["$defs"][runtime])
    assert given

    def terraform(**more: object) -> object:
        block = {"runtime": {"type": runtime, **LEAST[runtime], **more}}
        text = JOB + yaml.safe_dump({"infrastructure": block})
        return generated(repository({"jobs/contacts.yaml": text}))

    assert terraform(**given) == terraform()
    if "timeout" in given:
        assert terraform(timeout=60) != terraform()


def test_the_default_time_zone() -> None:
    schedule = tree("job")["properties"]["infrastructure"]["properties"]["schedule"]
    zone = schedule["else"]["properties"]["timezone"]["default"]

    def terraform(**more: str) -> object:
        block = {
            "runtime": {"type": "gcp_cloud_run", **LEAST["gcp_cloud_run"]},
            "schedule": {"cron": "0 2 * * *", **more},
        }
        text = JOB + f"infrastructure: {json.dumps(block)}\n"
        return generated(repository({"jobs/contacts.yaml": text}))

    assert terraform(timezone=zone) == terraform()
    assert terraform(timezone="Europe/Berlin") != terraform()
