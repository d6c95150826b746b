"""`--exclude` and `exclude`: files that no command reads, and Terraform that none touches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_selection import CONFIGURATION, found
from tests.engine.repositories import ASSET, FARGATE, JOB
from tests.repository.sandbox import Repository, isolated

if TYPE_CHECKING:
    from tests.cli.conftest import Project

OLD = "jobs/old/deals.yaml"
OLD_FILE = "terraform/generated/acme-deals.tf"
NEW_FILE = "terraform/generated/acme-contacts.tf"


@pytest.fixture
def two_jobs(project: Project) -> Project:
    """Two jobs and their Terraform."""
    project.write(
        {
            OLD: JOB.replace("assets/contacts", "assets/deals") + FARGATE,
            "assets/deals.yaml": ASSET.replace(": contacts", ": deals"),
        }
    )
    assert project.run("generate").code == 0
    assert project.run("check").code == 0
    return project


@pytest.mark.parametrize("where", ["option", "file", "both"])
def test_the_terraform_of_an_excluded_job_is_neither_judged_nor_touched(
    two_jobs: Project, where: str
) -> None:
    two_jobs.edit(OLD, "acme", "other")
    two_jobs.edit("jobs/contacts.yaml", "cpu: 1024", "cpu: 512")
    options = [] if where == "file" else ["--exclude", "none,jobs/old/**"]
    if where != "option":
        two_jobs.write({CONFIGURATION: "exclude: [jobs/old]\n"})
    before = two_jobs.terraform()
    assert found(two_jobs, *options) == {"DH602": "error"}
    assert OLD_FILE not in two_jobs.run("check", *options).out
    result = two_jobs.run("generate", *options)
    assert result.code == 0
    after = two_jobs.terraform()
    assert {path for path in after if after[path] != before[path]} == {NEW_FILE}
    assert after.keys() == before.keys()
    assert two_jobs.run("check", *options) == (0, "", result.err.splitlines()[0] + "\n")


def test_nor_is_it_deleted_where_every_job_is_excluded(two_jobs: Project) -> None:
    before = two_jobs.terraform()
    result = two_jobs.run("generate", "--exclude", "jobs")
    assert (result.code, two_jobs.terraform()) == (0, before)
    assert "has no job, no file like" in result.err
    assert "that `exclude` leaves in" in result.err
    assert two_jobs.run("check", "--exclude", "jobs").code == 0
    # What was not generated, is not deleted for it either.
    assert two_jobs.run("generate", "jobs/contacts.yaml", "--exclude", "jobs/old").code == 0
    assert two_jobs.terraform() == before


def test_files_that_pre_commit_names_are_passed_over_and_that_is_said(two_jobs: Project) -> None:
    two_jobs.write({OLD: "a: [\n", CONFIGURATION: "exclude: [jobs/old]\n"})
    result = two_jobs.run("validate", "--kind", "job", OLD, "jobs/contacts.yaml")
    assert (result.code, result.out) == (0, "")
    assert f"dativo-hooks: {OLD} not checked: left out by `exclude`\n" in result.err
    result = two_jobs.run("validate", OLD)
    assert (result.code, result.out) == (0, "")
    two_jobs.write({CONFIGURATION: ""})
    assert two_jobs.run("validate", OLD, "--exclude", "jobs").code == 0
    assert two_jobs.run("validate", "--kind", "job", "--exclude", "jobs/old").code == 0
    assert two_jobs.run("validate", OLD).code == 1
    both = two_jobs.run("validate", OLD, "jobs/contacts.yaml", "--exclude", "jobs")
    assert "jobs/old/deals.yaml and 1 more not checked" in both.err


@pytest.mark.parametrize("command", ["generate", "tags"])
def test_an_excluded_job_by_name_is_wrong_use(two_jobs: Project, command: str) -> None:
    result = two_jobs.run(command, OLD, "--exclude", "jobs/old")
    assert result.code == 2
    assert f"{OLD} is left out by `exclude`" in result.err


def test_excluded_files_are_not_among_those_looked_at(two_jobs: Project) -> None:
    out = two_jobs.run("check", "--show-files", "--exclude", "jobs/old,assets/deals.yaml").out
    assert OLD not in out
    assert "assets/deals.yaml" not in out
    assert OLD_FILE not in out
    assert NEW_FILE in out
    assert OLD_FILE in two_jobs.run("check", "--show-files").out


def test_staged_terraform_of_an_excluded_job_and_what_is_only_on_disk(
    two_jobs: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = isolated(two_jobs.path.parent)
    for name in ("HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"):
        monkeypatch.setenv(name, environment[name])
    git = Repository(two_jobs.path, environment)
    git.git("init", "-q")
    git.git("add", "-A", "--", "jobs", "assets", "connectors", NEW_FILE)
    before = two_jobs.terraform()
    # The file of the excluded job is in no index, and its job no longer wants it.
    result = two_jobs.run("generate", "--staged", "--exclude", "jobs")
    assert (result.code, two_jobs.terraform()) == (0, before)
    assert two_jobs.run("check", "--staged", "--exclude", "jobs").code == 0


def test_as_a_process_of_its_own(two_jobs: Project) -> None:
    two_jobs.write({OLD: "a: [\n"})
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "dativo_hooks", "check", "--output-format", "concise"]

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [*command, *arguments],
            cwd=two_jobs.path,
            env={"PYTHONPATH": str(root), "GIT_CEILING_DIRECTORIES": str(two_jobs.path.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    code, out = run("--select", "DH3")
    assert (code, out.split()[1]) == (1, "DH001")
    assert run("--ignore", "DH001") == (2, "")
    assert run("--exclude", "jobs/old/**") == (0, "")


def test_what_is_remembered_is_of_the_same_options(
    two_jobs: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = isolated(two_jobs.path.parent)
    for name in ("HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"):
        monkeypatch.setenv(name, environment[name])
    git = Repository(two_jobs.path, environment)
    git.git("init", "-q")
    # Without its Terraform, the excluded job keeps nothing from being remembered.
    (two_jobs.path / OLD_FILE).unlink()
    git.git("add", "-A")
    for _ in range(2):
        assert found(two_jobs, "--staged", "--exclude", "jobs/old") == {}
        assert found(two_jobs, "--staged") == {"DH601": "error"}
        assert found(two_jobs, "--staged", "--severity", "DH6=warning") == {"DH601": "warning"}
    assert two_jobs.run("generate", "--staged").code == 0
    git.git("add", "-A")
    for _ in range(2):
        assert two_jobs.run("check", "--staged") == (0, "", "")
        assert two_jobs.run("check", "--staged", "--ignore", "DH001").code == 2
