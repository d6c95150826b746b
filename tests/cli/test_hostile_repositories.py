"""What may lie in a repository, and what must never show: secrets, control characters."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests import needs
from tests.engine.repositories import ASSET, CONNECTORS, FARGATE, JOB

if TYPE_CHECKING:
    from tests.cli.conftest import Project

JOB_FILE = "jobs/contacts.yaml"
SECRET = "AKIAIOSFODNN7EXAMPLE"
OUTSIDE_GIT = "dativo-hooks: not in a git repository: the files on disk are checked\n"


# Secrets and control characters.


def test_secrets_show_nowhere(project: Project) -> None:
    metadata = f"  metadata:\n    note: {SECRET}\n    deploy_token: hunter2-hunter2\n"
    project.write({JOB_FILE: JOB + FARGATE + metadata})
    runs: list[tuple[str, ...]] = [
        (command, "--output-format", form)
        for command in ("check", "policy", "tags", "validate")
        for form in ("full", "concise", "json")
    ]
    runs += [("generate", "--diff"), ("generate",), ("tags", "--cloud", "aws")]
    for arguments in runs:
        result = project.run(*arguments)
        assert result.out or result.err
        for secret in (SECRET, "hunter2-hunter2"):
            assert secret not in result.out + result.err, arguments


def test_a_secret_overridden_in_an_asset_shows_nowhere(project: Project) -> None:
    project.edit("assets/contacts.yaml", "ENG-001", f"{SECRET}\n  project: {SECRET}")
    project.edit(JOB_FILE, "infrastructure:", "finops: {project: crm}\ninfrastructure:")
    for form in ("full", "json"):
        result = project.run("tags", "--output-format", form)
        assert "AKIA•••" in result.out or "AKIA\\u2022" in result.out
        assert SECRET not in result.out


@needs.printable_names
def test_control_characters_are_spelt_out(project: Project) -> None:
    name = "jobs/\x1b[2Jx\ny\u202e.yaml"
    text = JOB.replace("acme", '"a\\e[2Jb"') + "\x85: \x9b31m\n"
    project.write({name: text})
    for arguments in (("check",), ("check", "--output-format", "concise"), ("tags",)):
        result = project.run(*arguments)
        assert not set("\x1b\x9b\x85\u202e") & set(result.out + result.err)
    concise = project.run("validate", "--output-format", "concise").out
    assert concise.startswith("jobs/\\x1b[2Jx\\ny\\u202e.yaml:")
    paths = json.loads(project.run("check", "--output-format", "json").out)["findings"]
    assert name in {finding["path"] for finding in paths}


# What may lie in a repository.


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("jobs/x.yaml", b"", "DH007"),
        ("jobs/x.yaml", b"- a\n", "DH101"),
        ("jobs/x.yaml", b"just text\n", "DH101"),
        ("jobs/x.yaml", b"tenant_id: [a]\n", "DH101"),
        ("jobs/x.yaml", b"infrastructure: []\n", "DH101"),
        ("jobs/x.yaml", b"\xff", "DH004"),
        ("jobs/x.yaml", b"a: \x00\n", "DH001"),
        ("jobs/x.yaml", b"a: 1\n---\nb: 2\n", "DH003"),
        ("jobs/x.yml", b"a: *b\n", "DH001"),
        ("assets/x.yaml", b"[]\n", "DH101"),
        ("assets/x.yaml", b"asset: []\n", "DH1"),
        ("connectors/x.yaml", b"3\n", "DH101"),
        ("jobs/x.yaml", b"tenant_id: " + b"x" * (1024 * 1024), "DH102"),
        ("jobs/x.yaml", b"a: " + b"x" * (5 * 1024 * 1024), "DH008"),
        ("jobs/x.yaml", b"[" * 100_000, "DH006"),
    ],
)
def test_hostile_files_are_findings(project: Project, name: str, data: bytes, said: str) -> None:
    project.write({name: data})
    result = project.run("check", "--output-format", "concise")
    assert result.code == 1
    of_file = [line for line in result.out.splitlines() if line.startswith(f"{name}:")]
    assert any(f" {said}" in line for line in of_file)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.rstrip("\n").encode(),
    ],
)
def test_other_spellings_of_a_text_are_fine(project: Project, encode: object) -> None:
    assert callable(encode)
    project.write({JOB_FILE: encode(JOB + FARGATE), "assets/contacts.yaml": encode(ASSET)})
    project.run("generate")
    assert project.run("check") == (0, "", OUTSIDE_GIT)


def test_paths_with_spaces_and_letters(project: Project) -> None:
    job = JOB.replace("contacts", "Büro 1/c d").replace("hubspot", "hub spot") + FARGATE
    project.write(
        {
            "jobs/a b/jöb.yaml": job,
            "assets/Büro 1/c d.yaml": ASSET.replace("contacts", "deals"),
            "connectors/hub spot.yaml": CONNECTORS["connectors/hubspot.yaml"],
        }
    )
    assert project.run("generate").code == 0
    assert project.run("check") == (0, "", OUTSIDE_GIT)
    assert b"/app/jobs/a b/j\xc3\xb6b.yaml" in project.read("terraform/generated/acme-deals.tf")


@needs.fifos
def test_what_is_no_file_is_passed_over(project: Project) -> None:
    project.run("generate")
    os.mkfifo(project.path / "jobs" / "pipe.yaml")
    (project.path / "jobs" / "folder.yaml").mkdir()
    (project.path / "terraform" / "generated" / "folder.tf").mkdir()
    os.mkfifo(project.path / "terraform" / "generated" / "pipe.tf")
    assert project.run("check") == (0, "", OUTSIDE_GIT)


@needs.links
def test_a_job_that_is_a_link_out_of_the_repository(project: Project) -> None:
    outside = project.path.parent / "x.yaml"
    outside.write_text("a: [\n")
    (project.path / "jobs" / "x.yaml").symlink_to(outside)
    result = project.run("validate", "jobs/x.yaml")
    assert result.code == 2
    assert "is a link that leads outside of the root" in result.err
