"""`tags`, `validate` and `policy`: what they look at, and what they print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.engine.repositories import ASSET, FARGATE, JOB

if TYPE_CHECKING:
    from tests.cli.conftest import Project

JOB_FILE = "jobs/contacts.yaml"
DEALS = {
    "jobs/deals.yaml": JOB.replace("contacts", "deals") + FARGATE,
    "assets/deals.yaml": ASSET.replace("contacts", "deals"),
}


def test_tags_as_text(project: Project) -> None:
    project.edit(JOB_FILE, "infrastructure:", "finops: {cost_center: ENG-002}\ninfrastructure:")
    result = project.run("tags")
    assert result.code == 0
    assert result.out.splitlines() == [
        "jobs/contacts.yaml",
        "  tenant_id                  acme                jobs/contacts.yaml:1:12",
        "  environment                prod                jobs/contacts.yaml:2:14",
        "  asset_name                 contacts            assets/contacts.yaml:1:7",
        "  asset_version              1.0                 assets/contacts.yaml:2:10",
        (
            "  finops_cost_center         ENG-002             jobs/contacts.yaml:6:23"
            " (overrides ENG-001 of assets/contacts.yaml:11:16)"
        ),
        "  finops_business_tags       sales,crm           assets/contacts.yaml:12:18",
        "  compliance_classification  PII                 assets/contacts.yaml:14:19",
        "  governance_owner           data-team@acme.com  assets/contacts.yaml:9:10",
    ]


@pytest.mark.parametrize(
    ("cloud", "line"),
    [
        ("aws", "  finops_business_tags       sales:crm           assets/contacts.yaml:12:18"),
        ("gcp", "  finops-business-tags       sales-crm           assets/contacts.yaml:12:18"),
    ],
)
def test_tags_as_a_cloud_gets_them(project: Project, cloud: str, line: str) -> None:
    assert line in project.run("tags", JOB_FILE, "--cloud", cloud).out.splitlines()


def test_tags_as_json(project: Project) -> None:
    project.write(DEALS)
    project.edit(JOB_FILE, "infrastructure:", "finops: {cost_center: ENG-002}\ninfrastructure:")
    document = json.loads(project.run("tags", "--output-format", "json").out)
    assert document["version"] == 1
    assert [job["path"] for job in document["jobs"]] == [JOB_FILE, "jobs/deals.yaml"]
    tags = {tag["key"]: tag for tag in document["jobs"][0]["tags"]}
    assert tags["finops_cost_center"] == {
        "key": "finops_cost_center",
        "value": "ENG-002",
        "path": JOB_FILE,
        "line": 6,
        "column": 23,
        "overrides": [
            {"value": "ENG-001", "path": "assets/contacts.yaml", "line": 11, "column": 16}
        ],
    }
    one = json.loads(project.run("tags", "jobs/deals.yaml", "--output-format", "json").out)
    assert [job["path"] for job in one["jobs"]] == ["jobs/deals.yaml"]


@pytest.mark.parametrize("form", ["full", "json"])
def test_tags_of_a_job_whose_asset_is_gone(project: Project, form: str) -> None:
    (project.path / "assets" / "contacts.yaml").unlink()
    result = project.run("tags", JOB_FILE, "--output-format", form)
    assert result.code == 1
    assert "DH201" in result.out
    if form == "json":
        assert json.loads(result.out)["summary"]["errors"] == 1


def test_validate_looks_at_what_is_named(project: Project) -> None:
    project.write({"jobs/bad.yaml": "a: 1\n", "assets/bad.yaml": "b: 1\n"})
    assert project.run("validate", JOB_FILE).code == 0
    out = project.run("validate", "jobs/bad.yaml", "--output-format", "concise").out
    assert {line.split(":")[0] for line in out.splitlines()} == {"jobs/bad.yaml"}
    out = project.run("validate", "--output-format", "concise").out
    assert {line.split(":")[0] for line in out.splitlines()} == {
        "assets/bad.yaml",
        "jobs/bad.yaml",
    }


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("job", {"jobs/bad.yaml"}),
        ("asset", {"assets/bad.yaml"}),
        ("connector", {"connectors/bad.yaml"}),
        ("configuration", set()),
    ],
)
def test_validate_of_one_kind(project: Project, kind: str, files: set[str]) -> None:
    for folder in ("jobs", "assets", "connectors"):
        project.write({f"{folder}/bad.yaml": "- 1\n"})
    result = project.run("validate", "--kind", kind, "--output-format", "concise")
    assert {line.split(":")[0] for line in result.out.splitlines()} == files
    assert result.code == (1 if files else 0)


def test_the_kind_that_is_said_wins(project: Project) -> None:
    project.write({"other/thing.yaml": ASSET})
    assert project.run("validate", "other/thing.yaml").code == 2
    assert project.run("validate", "--kind", "asset", "other/thing.yaml").code == 0
    assert project.run("validate", "--kind", "job", "other/thing.yaml").code == 1


def test_the_configuration_is_known_by_its_name(project: Project) -> None:
    project.write({".dativo-hooks.yaml": "gcp: {}\n", "other.yaml": "gcp: 3\n"})
    assert project.run("validate", ".dativo-hooks.yaml").code == 0
    assert project.run("validate", "--kind", "configuration", "other.yaml").code == 1


def test_validate_checks_that_named_files_exist_and_no_more(project: Project) -> None:
    project.write({"assets/contacts.yaml": "nonsense: 1\n"})
    assert project.run("validate", JOB_FILE).code == 0
    (project.path / "assets" / "contacts.yaml").unlink()
    result = project.run("validate", JOB_FILE, "--output-format", "concise")
    assert result.out == (
        f"{JOB_FILE}:5:13: DH201 `assets/contacts.yaml` does not exist in the working tree\n"
    )


def test_policy_says_nothing_of_terraform(project: Project) -> None:
    assert project.run("policy") == project.run("policy", "--fail-on", "warning")
    assert project.run("policy").code == 0
    assert project.run("check").code == 1


def test_validate_of_a_folder_is_wrong_use(project: Project) -> None:
    result = project.run("validate", "jobs")
    assert result.code == 2
    assert "jobs is a folder: name its files" in result.err
