"""The json format and the schema that documents it."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from dativo_hooks.finding import Finding
from dativo_hooks.report.json_report import VERSION
from dativo_hooks.resources import folder
from tests.laws import examples
from tests.report.hostile import FINDINGS, leaks
from tests.report.made import ERROR, WARNING, rendered

with open(os.path.join(folder("schemas"), "findings.schema.json"), encoding="utf-8") as file:
    SCHEMA: dict[str, Any] = json.load(file)


def closed(schema: Any) -> Any:
    """The schema, refusing keys that it doesn't describe."""
    if isinstance(schema, list):
        return [closed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {**inner, "additionalProperties": False} if schema.get("type") == "object" else inner


CLOSED = Draft202012Validator(closed(SCHEMA))


def written(findings: list[Finding]) -> Any:
    """What the format says of them."""
    return json.loads(rendered("json", findings))


def test_is_a_schema_of_this_version() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["const"] == VERSION


def test_takes_what_a_later_release_may_add() -> None:
    document = written([ERROR])
    document["findings"][0]["new"] = 1
    assert Draft202012Validator(SCHEMA).is_valid(document)
    assert not CLOSED.is_valid(document)


@pytest.mark.parametrize(
    ("key", "value"),
    [("code", "X1"), ("line", 0), ("severity", "note"), ("path", None), ("diff", "")],
)
def test_refuses_what_we_never_write(key: str, value: object) -> None:
    document = written([ERROR, WARNING])
    document["findings"][0][key] = value
    assert not Draft202012Validator(SCHEMA).is_valid(document)


@examples(25)
@given(FINDINGS)
def test_hostile_findings_fit(findings: list[Finding]) -> None:
    text = rendered("json", findings)
    assert text.isascii()
    assert not leaks(text)
    document = json.loads(text)
    CLOSED.validate(document)
    for finding in document["findings"]:
        assert not leaks(finding["message"] + finding["help"] + finding.get("diff", ""))
