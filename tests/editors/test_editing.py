"""What an editor offers and shows while a file is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editors.conftest import ROOT, blocks
from tests.editors.server import Server

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.lane("scanners")

JOB = "jobs/acme/new.yaml"
START = """\
tenant_id: acme
source_connector_path: connectors/hubspot.yaml
target_connector_path: connectors/iceberg.yaml
asset_path: assets/hubspot/v1.0/contacts.yaml
infrastructure:
"""
RUNTIME = f"{START}  runtime:\n"
FARGATE = f"{RUNTIME}    type: aws_ecs_fargate\n"

# A file with the cursor at its `|`, what is offered there, and what must not be.
COMPLETIONS = {
    "empty job": (JOB, "|", {"tenant_id", "asset_path", "infrastructure"}, {"runtime"}),
    "section": (JOB, f"{START}  |\n", {"runtime", "schedule", "metadata"}, {"tenant_id"}),
    "runtime": (JOB, f"{RUNTIME}    |\n", {"type"}, {"tenant_id"}),
    "type": (
        JOB,
        f"{RUNTIME}    type: |\n",
        {"aws_ecs_fargate", "aws_lambda", "gcp_cloud_run", "gcp_cloud_function"},
        {"type"},
    ),
    "keys of a type": (
        JOB,
        f"{FARGATE}    |\n",
        {"cpu", "memory", "image_uri", "environment", "execution"},
        {"entry_point", "type"},
    ),
    "keys of another type": (
        JOB,
        f"{RUNTIME}    type: gcp_cloud_function\n    |\n",
        {"runtime", "entry_point", "memory"},
        {"cpu", "execution"},
    ),
    "begun": (JOB, f"{FARGATE}    mem|\n", {"memory"}, set[str]()),
    "memory for a cpu": (
        JOB,
        f"{FARGATE}    cpu: 256\n    memory: |\n",
        {"512", "1024", "2048"},
        {"4096"},
    ),
    "configuration": (".dativo-hooks.yaml", "|", {"tag_policy", "terraform"}, {"tenant_id"}),
    "configured value": (".dativo-hooks.yaml", "terraform:\n  format: |", {"hcl", "json"}, set()),
    "asset": ("assets/x.yaml", "|", {"name", "schema", "finops"}, {"tenant_id"}),
    "finops": ("assets/x.yaml", "name: x\nfinops:\n  |\n", {"cost_center", "project"}, {"name"}),
    "connector": ("connectors/x.yaml", "name: x\n|\n", {"type", "roles"}, {"tenant_id"}),
}


@pytest.mark.parametrize("name", sorted(COMPLETIONS))
def test_completion(server: Server, name: str) -> None:
    path, text, offered, others = COMPLETIONS[name]
    labels = {item.label for item in server.completion(path, text)}
    assert offered <= labels
    assert not labels & others


def test_a_snippet_writes_what_a_runtime_must_have(server: Server) -> None:
    offered = {item.label: item for item in server.completion(JOB, f"{FARGATE}    |\n")}
    written = offered["AWS ECS Fargate"].inserts
    assert [line.split(":")[0] for line in written.splitlines()] == ["cpu", "memory", "image_uri"]


def test_every_offered_key_is_explained(server: Server) -> None:
    for path, text in ((JOB, "|"), (JOB, f"{FARGATE}    |\n"), (".dativo-hooks.yaml", "|")):
        for item in server.completion(path, text):
            assert item.documentation, item.label


def test_values_are_explained(server: Server) -> None:
    offered = server.completion(JOB, f"{RUNTIME}    type: |\n")
    assert len({item.documentation for item in offered}) == 4


def test_hover(server: Server) -> None:
    text = f"{FARGATE}    c|pu: 256\n    memory: 512\n    image_uri: x:1\n"
    said = server.hover(JOB, text)
    assert "CPU units" in said
    assert "256" in said


def test_diagnostics(server: Server) -> None:
    text = f"{FARGATE}    cpu: 256\n    memory: 4096\n    image_uri: x:1\ntennant: x\n"
    found = server.diagnostics({JOB: text})[JOB]
    assert [one.line for one in found] == [9, 11]
    assert "512" in found[0].message
    assert "tennant" in found[1].message


def test_the_example_is_clean(server: Server, workspace: Path) -> None:
    files = {
        path.relative_to(workspace).as_posix(): path.read_text()
        for path in workspace.rglob("*.yaml")
        if path.name != ".pre-commit-config.yaml"
    }
    assert len(files) > 15
    assert server.diagnostics(files) == {path: [] for path in files}


def test_a_line_at_the_top_of_a_file(node_modules: Path, workspace: Path) -> None:
    """Without any settings, and in a folder that no setting names."""
    (example,) = blocks("yaml")
    plain = Server(node_modules, workspace, {})
    try:
        labels = {item.label for item in plain.completion("some/where/x.yaml", f"{example}|\n")}
        assert {"asset_path", "infrastructure"} <= labels
        found = plain.diagnostics({"some/where/x.yaml": example})["some/where/x.yaml"]
        assert any("asset_path" in one.message for one in found)
        assert plain.diagnostics({JOB: "tenant_id: acme\n"})[JOB] == []
    finally:
        plain.close()


def test_the_schemas_are_those_that_we_check_with(workspace: Path) -> None:
    written = sorted((workspace / ".vscode").iterdir())
    assert len(written) == 4
    for path in written:
        name = path.name.removeprefix("dativo-")
        assert path.read_bytes() == (ROOT / "schemas" / name).read_bytes()
