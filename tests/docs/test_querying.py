"""The queries of `docs/QUERYING.md` ask for tags that exist, in a form that the clouds take."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import botocore.session
import pytest
import sqlglot
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify

from tests.docs.markdown import DOCS, blocks
from tests.docs.tag_tables import tags
from tests.terraform_strings.api_models import call_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (DOCS / "QUERYING.md").read_text(encoding="utf-8")

FILES = {
    block.options["file"]: json.loads(block.text)
    for block in blocks(PAGE)
    if block.language == "json"
}
SQL = [block.text for block in blocks(PAGE) if block.language == "sql"]

# https://cloud.google.com/billing/docs/how-to/export-data-bigquery-tables/standard-usage
BILLING = {
    "cost": "FLOAT64",
    "labels": "ARRAY<STRUCT<key STRING, value STRING>>",
    "_PARTITIONTIME": "TIMESTAMP",
}


def commands(program: str) -> list[list[str]]:
    """The commands of the page that call a program, as words."""
    found = []
    for block in blocks(PAGE):
        if block.language == "bash":
            lines = [line for line in block.text.splitlines() if not line.startswith("#")]
            for command in "\n".join(lines).replace("\\\n", " ").splitlines():
                words = shlex.split(command)
                if words[:1] == [program]:
                    found.append(words[1:])
    assert found
    return found


def options(words: list[str]) -> dict[str, list[str]]:
    """The words of each `--option`, by its name; `--option=value` as well."""
    found: dict[str, list[str]] = {}
    name = ""
    for word in words:
        if word.startswith("--"):
            name, _, value = word[2:].partition("=")
            found[name] = [value] if value else []
        elif name:
            found[name].append(word)
    return found


def camel(name: str) -> str:
    return "".join(part.title() for part in name.split("-"))


def shorthand(text: str) -> dict[str, object]:
    """`Key=a,Values=b` as the AWS command line reads it: `Values` is a list."""
    pairs = dict(piece.split("=", 1) for piece in text.split(","))
    return {key: [value] if key == "Values" else value for key, value in pairs.items()}


def value(words: list[str], kind: str, inner: str) -> Any:
    if words[0].startswith("file://"):
        return FILES[words[0].removeprefix("file://")]
    if kind == "list":
        return [shorthand(word) if inner == "structure" else word for word in words]
    return shorthand(words[0]) if kind == "structure" else words[0]


def calls() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The calls of AWS: the service, the operation, its parameters."""
    for service, command, *words in commands("aws"):
        operation = camel(command)
        model = botocore.session.get_session().get_service_model(service)
        members = model.operation_model(operation).input_shape.members
        parameters = {}
        for name, given in options(words).items():
            shape = next(
                shape for key, shape in members.items() if key.lower() == camel(name).lower()
            )
            key = next(key for key, one in members.items() if one is shape)
            inner = shape.member.type_name if shape.type_name == "list" else ""
            parameters[key] = value(given, shape.type_name, inner)
        yield service, operation, parameters


def test_calls_fit_the_models_of_aws() -> None:
    seen = set()
    for service, operation, parameters in calls():
        assert call_faults(service, operation, parameters) == []
        seen.add(operation)
    assert seen == {"UpdateCostAllocationTagsStatus", "GetCostAndUsage", "GetResources"}


@pytest.mark.parametrize("name", FILES)
def test_filters_fit_the_model_of_cost_explorer(name: str) -> None:
    (call,) = (each for _, operation, each in calls() if operation == "GetCostAndUsage")
    assert call_faults("ce", "GetCostAndUsage", {**call, "Filter": FILES[name]}) == []


def test_a_wrong_filter_is_seen() -> None:
    (call,) = (each for _, operation, each in calls() if operation == "GetCostAndUsage")
    wrong = {"Tags": {"Key": "finops_cost_center", "Values": "ENG-001"}}
    assert call_faults("ce", "GetCostAndUsage", {**call, "Filter": wrong})


def real(cloud: str) -> set[tuple[str, str]]:
    """Keys and values of all tags of the example, and the keys alone with ""."""
    every = {(tag["key"], tag["value"]) for job in tags("--cloud", cloud).values() for tag in job}
    return every | {(key, "") for key, _ in every}


def asked_of_aws() -> Iterator[tuple[str, str]]:
    found = re.findall(r"Key=([\w-]+)(?:,Values=(\S+))?", PAGE)
    yield from found
    for text in FILES.values():
        for tag in text.get("And", [text]):
            for wanted in tag["Tags"].get("Values", [""]):
                yield tag["Tags"]["Key"], wanted
    assert len(found) > 5


def asked_of_gcp() -> Iterator[tuple[str, str]]:
    found = re.findall(r"labels\.([\w-]+)=([\w-]+)", PAGE)
    assert len(found) == 4
    yield from found
    for query in SQL:
        keys = re.findall(r"key = '([\w-]+)'", query)
        assert keys
        yield from ((key, "") for key in keys)


def test_tags_that_are_asked_for_exist() -> None:
    assert set(asked_of_aws()) - real("aws") == set()
    assert set(asked_of_gcp()) - real("gcp") == set()


def qualified(query: str) -> str:
    schema: dict[str, object] = {
        "my-project": {"billing": dict.fromkeys(re.findall(r"gcp_\w+", query), BILLING)}
    }
    return qualify(
        sqlglot.parse_one(query, dialect="bigquery"), schema=schema, dialect="bigquery"
    ).sql()


@pytest.mark.parametrize("query", SQL)
def test_queries_are_bigquery_over_the_columns_of_the_export(query: str) -> None:
    assert "gcp_billing_export_v1_" in query
    assert "UNNEST" in qualified(query)


@pytest.mark.parametrize(
    ("good", "bad"),
    [("SUM(cost)", "SUM(costs)"), ("SUM(cost)", "SUM(cost"), ("UNNEST(labels)", "UNNEST(label)")],
)
def test_a_wrong_query_is_seen(good: str, bad: str) -> None:
    with pytest.raises(SqlglotError):
        qualified(SQL[0].replace(good, bad))
