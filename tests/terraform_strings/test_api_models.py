"""What Terraform can't see: the clouds' own models of tags, labels, containers and functions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.clouds.dialect import spell
from dativo_hooks.engine.tagging import tagged_jobs
from dativo_hooks.model.configuration import Configuration
from dativo_hooks.runtimes.registry import cloud_of
from dativo_hooks.sources.loading import sources_of
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import CONNECTORS
from tests.laws import examples
from tests.terraform_strings.api_models import TAGGINGS, call_faults, faults, label_faults
from tests.terraform_strings.cases import Case, documents
from tests.terraform_strings.test_strings import NAMES
from tests.terraform_strings.texts import ANY, LABEL_KEYS, LABELS, TAG_KEYS, TAGS

_KEYS = TAG_KEYS | LABEL_KEYS | ANY
_VALUES = TAGS | LABELS | ANY


@examples(60)
@given(
    st.sampled_from(["aws_ecs_fargate", "gcp_cloud_run"]),
    st.dictionaries(_KEYS, _VALUES, max_size=4),
    st.lists(_VALUES, max_size=3),
    _VALUES,
    st.sampled_from([":", " ", "/", "-"]),
)
def test_tags_that_pass_here_pass_there(
    runtime: str, metadata: dict[str, str], business: list[str], tenant: str, separator: str
) -> None:
    blank = Case(runtime, False, None, tenant, "prod", "contacts", metadata, business, "", "", "")
    files = {path: text.encode() for path, text in CONNECTORS.items()}
    files.update(documents(blank, 0))
    configuration = Configuration(terraform=NAMES, aws_list_separator=separator)
    sources = sources_of(MemoryTree(files), configuration)
    # One tag that is refused holds back its job; here the others are looked at all the same.
    for one in tagged_jobs(sources, configuration):
        spelt = spell(one.tags, cloud_of(runtime).dialect(configuration))
        refused = {problem.where for problem in spelt.problems}
        tags = {tag.key: tag.value for tag in spelt.tags if tag.tag.origin not in refused}
        assert len(tags) >= 4
        assert tag_faults(runtime, tags) == []


def tag_faults(runtime: str, tags: dict[str, str]) -> list[str]:
    if runtime.startswith("gcp"):
        return label_faults(tags)
    found = []
    for service, (operation, parameters) in TAGGINGS.items():
        found += call_faults(service, operation, parameters(tags))
    return found


@pytest.mark.parametrize("service", sorted(TAGGINGS))
def test_a_wrong_tag_is_seen(service: str) -> None:
    operation, parameters = TAGGINGS[service]
    assert call_faults(service, operation, parameters({"k": "v"})) == []
    assert call_faults(service, operation, parameters({"": "v"}))
    assert call_faults(service, operation, parameters({"k": "v" * 257}))
    has_pattern = service not in {"events", "scheduler"}
    assert bool(call_faults(service, operation, parameters({"k": "a,b"}))) == has_pattern


@pytest.mark.parametrize("key", ["", "A", "1a", "a.b", "東" * 43, "_a"])
def test_a_wrong_label_is_seen(key: str) -> None:
    assert label_faults({"a-1": "é東_9-"}) == []
    assert label_faults({key: "v"})
    assert key == "" or key in {"1a", "_a"} or label_faults({"k": key})


_TASK: dict[str, Any] = {
    "family": "acme",
    "cpu": "256",
    "memory": "512",
    "network_mode": "awsvpc",
    "requires_compatibilities": ["FARGATE"],
    "container_definitions": "[]",
    "tags": {"k": "v"},
}


@pytest.mark.parametrize(
    ("container", "says"),
    [
        ({"name": "a", "image": "b"}, ""),
        ({"name": "a", "imag": "b"}, "imag"),
        ({"name": "a", "environment": [{"name": "A", "value": 1}]}, "environment"),
        ({"name": "a", "environment": {"A": "1"}}, "environment"),
        ({"name": "a", "secrets": [{"name": "A"}]}, "valueFrom"),
        ({"name": "a", "logConfiguration": {"logDriver": "awslog"}}, "awslog"),
    ],
)
def test_a_wrong_container_is_seen(container: dict[str, Any], says: str) -> None:
    task = {**_TASK, "container_definitions": json.dumps([container])}
    found = "\n".join(faults("aws_ecs_task_definition", task))
    assert (says in found) if says else found == ""
