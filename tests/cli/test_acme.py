"""The example repository, as a user has it: a copy of `examples/acme`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.engine.repositories import files_below

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.real_terraform.harness import Terraform

TOP = Path(__file__).parent.parent.parent
ACME = TOP / "examples" / "acme"
JOB = "jobs/acme/hubspot_contacts.yaml"


@pytest.fixture
def acme(project: Project) -> Path:
    """A copy of the example, in the project's place."""
    shutil.rmtree(project.path)
    shutil.copytree(ACME, project.path)
    return project.path


@pytest.mark.parametrize(
    "command", [("check", "--fail-on", "warning"), ("generate", "--fail-on-change"), ("validate",)]
)
def test_it_is_clean(
    project: Project, acme: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(acme)
    before = files_below(acme)
    result = project.run(*command)
    assert (result.code, result.out) == (0, "")
    assert files_below(acme) == before


@pytest.mark.parametrize(
    "target",
    [("aws", "ecs_fargate"), ("gcp", "cloud_run")],
)
def test_the_guides_commands_change_nothing(acme: Path, target: tuple[str, str]) -> None:
    before = files_below(acme)
    cloud, resource_type = target
    done = subprocess.run(
        [
            sys.executable,
            "scripts/generate_terraform.py",
            JOB,
            *("--cloud", cloud),
            *("--resource-type", resource_type),
            *("--output-dir", "terraform/generated"),
            *("--format", "hcl"),
        ],
        cwd=acme,
        env={**os.environ, "PYTHONPATH": str(TOP), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert files_below(acme) == before


@pytest.mark.parametrize("extension", [".tf", ".tf.json"])
def test_terraform_accepts_both_clouds_in_one_folder(
    project: Project,
    acme: Path,
    monkeypatch: pytest.MonkeyPatch,
    every_terraform: tuple[Terraform, ...],
    extension: str,
) -> None:
    monkeypatch.chdir(acme)
    if extension == ".tf.json":
        assert project.run("generate", "--format", "json").code == 0
        # One job keeps the other syntax: both live in one folder.
        assert project.run("generate", JOB, "--format", "hcl").code == 0
    folder = acme / "terraform" / "generated"
    assert any(path.name.endswith(extension) for path in folder.iterdir())
    for terraform in every_terraform:
        assert terraform.fmt_check(folder) == ""
        assert terraform.validate(folder) == []
