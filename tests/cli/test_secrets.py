"""`generate` writes nothing that is made of a secret, and everything else."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Project
from tests.engine.repositories import ASSET, FARGATE, JOB

KEY = "AKIA" + "IOSFODNN7EXAMPLE"
JOB_FILE = "jobs/contacts.yaml"
OTHER = "jobs/other.yaml"
FILE = "terraform/generated/acme-contacts.tf"
OTHER_FILE = "terraform/generated/globex-contacts.tf"
GOOD = JOB.replace("acme", "globex") + FARGATE
WITH_NOTE = f"{JOB}{FARGATE}  metadata:\n    note: {KEY}\n"


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--layout", "module")])
def test_a_job_with_a_secret_is_not_written_and_others_are(
    project: Project, arguments: tuple[str, ...]
) -> None:
    project.write({JOB_FILE: WITH_NOTE, OTHER: GOOD})
    found = project.run("generate", *arguments, "--output-format", "concise")
    assert found.code == 1
    assert found.out.startswith(f"{JOB_FILE}:13:11: DH305 the tag `infra_note` holds an AWS access")
    assert f"nothing is written for {JOB_FILE} while a secret stands there (DH305)" in found.err
    written = project.terraform()
    assert {name.removesuffix(".json") for name in written} >= {OTHER_FILE}
    assert not any("acme" in name for name in written)
    assert not any(KEY.encode() in data for data in written.values())


def test_nothing_is_written_for_an_asset_or_a_connector_with_a_secret(project: Project) -> None:
    for path in ("assets/contacts.yaml", "connectors/hubspot.yaml", "connectors/iceberg.yaml"):
        before = project.read(path)
        project.write({path: before + f"description: {KEY}\n".encode()})
        assert project.run("generate").code == 1
        assert project.terraform() == {}
        project.write({path: before})
    assert project.run("generate").code == 0
    assert FILE in project.terraform()


def test_what_was_generated_before_stays(project: Project) -> None:
    assert project.run("generate").code == 0
    before = project.terraform()
    for job in (WITH_NOTE, WITH_NOTE.replace("acme", KEY)):  # the latter has another file's name
        project.write({JOB_FILE: job})
        assert project.run("generate").code == 1
        assert project.run("generate", JOB_FILE).code == 1
        assert project.terraform() == before
        checked = project.run("check", "--output-format", "concise")
        assert checked.code == 1
        assert {line.split()[1] for line in checked.out.splitlines()} == {"DH305"}


def test_the_difference_shows_no_job_with_a_secret(project: Project) -> None:
    project.write({JOB_FILE: WITH_NOTE, OTHER: GOOD})
    found = project.run("generate", "--diff")
    assert found.code == 1
    assert OTHER_FILE in found.out
    assert FILE not in found.out
    assert "DH305" in found.out


@pytest.mark.parametrize(
    "files",
    [
        {JOB_FILE: WITH_NOTE.replace(KEY, f"{KEY}  # dativo-hooks: ignore[DH305] a test's own")},
        {JOB_FILE: WITH_NOTE, ".dativo-hooks.yaml": "rules: {ignore: [secret]}\n"},
        {JOB_FILE: WITH_NOTE, ".dativo-hooks.yaml": "rules: {severity: {DH305: warning}}\n"},
    ],
)
def test_what_somebody_let_pass_is_written(project: Project, files: dict[str, str]) -> None:
    project.write(files)
    assert project.run("generate").code == 0
    assert FILE in project.terraform()
    assert project.run("check").code == 0


def test_a_secret_of_the_baseline_is_written(project: Project) -> None:
    project.write({JOB_FILE: WITH_NOTE})
    assert project.run("baseline").code == 0
    assert project.run("generate").code == 1
    found = project.run("generate", "--baseline", ".dativo-hooks-baseline.json")
    assert found.code == 0
    assert FILE in project.terraform()


def test_every_command_reports_a_secret(project: Project) -> None:
    asset = ASSET.replace("ENG-001", KEY)
    project.write({"assets/contacts.yaml": asset})
    for command in ("check", "policy", "generate", "generate --check", "generate --diff"):
        found = project.run(*command.split(), "--output-format", "concise")
        assert found.code == 1
        assert "assets/contacts.yaml:11:16: DH305" in found.out
        assert KEY not in found.out + found.err


def test_a_named_secret_shows_in_no_tag(project: Project) -> None:
    job = f"{JOB}{FARGATE}  metadata:\n    db_password: Horse-Batt\n    api_token: qx9\n"
    project.write({JOB_FILE: job})
    for arguments in (("tags",), ("tags", "--cloud", "gcp"), ("tags", "--output-format", "json")):
        found = project.run(*arguments)
        for part in ("Horse", "horse", "qx9"):
            assert part not in found.out
