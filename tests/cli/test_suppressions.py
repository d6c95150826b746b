"""Suppressions on the command line: exit codes, summaries, audits, and the formats."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.engine.repositories import ASSET
from tests.report.junit_schema import cases, parsed

if TYPE_CHECKING:
    from tests.cli.conftest import Project

ASSET_FILE = "assets/contacts.yaml"
COMMENT = "# dativo-hooks: ignore[DH302] see OPS-12"


@pytest.fixture
def silent(project: Project) -> Project:
    """A repository whose one finding a comment silences."""
    project.write({ASSET_FILE: ASSET.replace("ENG-001", f"nope  {COMMENT}")})
    project.run("generate")
    return project


def test_a_silenced_finding_doesnt_count(silent: Project) -> None:
    result = silent.run("check", "--fail-on", "warning")
    assert (result.code, result.out) == (0, "")
    assert "dativo-hooks: no findings, 1 suppressed\n" in result.err


def test_what_is_left_does(silent: Project) -> None:
    silent.edit("jobs/contacts.yaml", "environment: prod\n", "")
    result = silent.run("policy", "--output-format", "concise", "--fail-on", "warning")
    assert (result.code, result.out.count("\n")) == (1, 1)
    assert "dativo-hooks: 1 warning in 1 file, 1 suppressed\n" in result.err


def test_an_audit_is_told_everything(silent: Project) -> None:
    silent.edit(ASSET_FILE, COMMENT, f"{COMMENT} # dativo-hooks: ignore[DH504, nope]")
    result = silent.run("check", "--no-ignores", "--output-format", "concise")
    assert (result.code, result.out.count(" DH302 "), result.out.count("\n")) == (1, 1, 1)
    assert "suppressed" not in result.err
    told = silent.run("check", "--output-format", "concise").out
    assert [line.split()[1] for line in told.splitlines()] == ["DH702", "DH703"]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_what_is_hidden_is_listed_when_asked_for(silent: Project, form: str) -> None:
    plain = silent.run("check", "--output-format", form).out
    assert "OPS-12" not in plain
    listed = silent.run("check", "--output-format", form, "--show-suppressed")
    assert listed.code == 0
    document = json.loads(listed.out)
    if form == "sarif":
        ((result,),) = [run["results"] for run in document["runs"]]
        assert result["suppressions"] == [{"kind": "inSource", "justification": "see OPS-12"}]
        return
    (one,) = document["suppressed"]
    assert (one["code"], one["suppressed_by"], one["reason"]) == ("DH302", "comment", "see OPS-12")
    assert document["findings"] == []
    assert document["summary"]["suppressed"] == 1


def test_what_is_hidden_is_a_skipped_test_when_asked_for(silent: Project) -> None:
    silent.run("check", "--output-format", "junit=x.xml", "--show-suppressed")
    ((suite, _, outcome),) = cases(parsed(silent.read("x.xml").decode()))
    assert outcome is not None
    assert outcome.attrib["message"].startswith("suppressed by a comment (see OPS-12): ")
    assert (suite.attrib["failures"], suite.attrib["skipped"]) == ("0", "1")


@pytest.mark.parametrize("form", ["full", "concise", "github", "gitlab", "markdown"])
def test_the_other_formats_tell_what_counts(silent: Project, form: str) -> None:
    result = silent.run("check", "--output-format", form, "--show-suppressed")
    assert result.code == 0
    assert "DH302" not in result.out
    assert ("no findings, 1 suppressed" in result.out) == (form == "markdown")


def test_a_job_of_its_own_speaks_of_its_own_files(project: Project) -> None:
    """What is wrong with another file's comments is no matter to `generate JOB`."""
    project.write({"assets/other.yaml": f"# dativo-hooks: ignore[nope] x\n{ASSET}"})
    assert project.run("generate").code == 1
    assert project.run("generate", "jobs/contacts.yaml").code == 0
    project.write({ASSET_FILE: f"# dativo-hooks: ignore[nope] x\n{ASSET}"})
    assert project.run("generate", "jobs/contacts.yaml").code == 1


def test_the_index_has_its_own_comments(silent: Project) -> None:
    """What is staged is judged by the comments that are staged."""
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *words], cwd=silent.path, check=True)
    silent.edit(ASSET_FILE, COMMENT, "")
    command = [sys.executable, "-m", "dativo_hooks", "check"]
    assert subprocess.run([*command, "--staged"], cwd=silent.path, check=False).returncode == 0
    assert subprocess.run(command, cwd=silent.path, check=False).returncode == 1
