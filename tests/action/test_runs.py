"""What the action does with a repository: its exit code, its log, its reports, its outputs."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.action.conftest import JOB

if TYPE_CHECKING:
    from tests.action.runner import Runner


def break_job(runner: Runner) -> None:
    """A size that Fargate doesn't offer, in line 14."""
    file = runner.workspace / JOB
    file.write_text(file.read_text().replace("memory: 2048", "memory: 1024"))


def warn(runner: Runner) -> None:
    """A recommended tag that nothing has."""
    file = runner.workspace / ".dativo-hooks.yaml"
    text = file.read_text()
    assert "recommended: [" in text
    file.write_text(text.replace("recommended: [", "recommended: [infra_nowhere, "))


@pytest.mark.parametrize("shell", [("bash", "-eo", "pipefail"), ("sh", "-e")], ids=["bash", "sh"])
def test_clean(runner: Runner, shell: tuple[str, ...]) -> None:
    """The script is for every shell, so for the bash 3.2 of macOS as well."""
    result = runner.run(shell=shell)
    assert result.code == 0, result.log
    assert result.outputs == {"exit-code": "0", "errors": "0", "warnings": "0", "sarif-file": ""}
    assert result.summary == "## dativo-hooks: no findings\n"
    assert result.commands == []  # nothing was installed again either


def test_findings(runner: Runner) -> None:
    break_job(runner)
    result = runner.run({"sarif-file": "reports/dativo.sarif"})
    assert result.code == 1
    assert result.outputs == {
        "exit-code": "1",
        "errors": "1",
        "warnings": "0",
        "sarif-file": "reports/dativo.sarif",
    }
    (command,) = result.commands
    assert command.name == "error"
    assert (command.properties["file"], command.properties["line"]) == (JOB, "14")
    assert command.properties["title"].startswith("DH104 ")
    assert "14 |     memory: 1024" in result.log
    assert result.summary.startswith("## dativo-hooks: 1 error in 1 file\n")
    assert "DH104" in result.summary
    sarif = json.loads((runner.workspace / "reports" / "dativo.sarif").read_text())
    (found,) = sarif["runs"][0]["results"]
    assert found["ruleId"] == "DH104"


def test_nothing_is_left_behind(runner: Runner) -> None:
    places = (runner.workspace, runner.temporary)
    before = [set(place.rglob("*")) for place in places]
    assert runner.run().code == 0
    assert [set(place.rglob("*")) for place in places] == before


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_fail_on(runner: Runner, fail_on: str, code: int) -> None:
    warn(runner)
    result = runner.run({"fail-on": fail_on})
    assert (result.code, result.outputs["exit-code"]) == (code, str(code))
    assert result.outputs["errors"] == "0"
    assert int(result.outputs["warnings"]) > 0
    assert {command.name for command in result.commands} == {"warning"}


def test_more_arguments(runner: Runner) -> None:
    break_job(runner)
    result = runner.run({"args": "--exit-zero\n--color 'never'", "summary": "false"})
    assert (result.code, result.outputs["errors"], result.summary) == (0, "1", "")


def test_paths(runner: Runner) -> None:
    break_job(runner)
    (runner.workspace / "jobs" / "acme" / "-odd $(name) 'of' a job.yaml").write_text("tenant_id: 1")
    good = {"command": "validate", "format": "concise", "paths": "jobs/acme/csv_employees.yaml\n"}
    result = runner.run(good)
    assert result.code == 0, result.log
    paths = f"\n{JOB}\r\njobs/acme/-odd $(name) 'of' a job.yaml\n\n"
    result = runner.run(good | {"paths": paths})
    assert result.code == 1
    places = {line.split(":")[0] for line in result.log.splitlines() if " DH" in line}
    assert places == {JOB, "jobs/acme/-odd $(name) 'of' a job.yaml"}
    assert result.commands == []


def test_drift_of_one_command(runner: Runner) -> None:
    generated = runner.workspace / "terraform" / "generated" / "acme-hubspot-contacts.tf"
    text = generated.read_text()
    generated.write_text(text.replace("1024", "2048"))
    result = runner.run({"command": "generate", "args": "--check"})
    assert (result.code, len(result.errors)) == (1, 1)
    result = runner.run({"command": "generate"})
    assert (result.code, generated.read_text()) == (0, text)


def test_root_and_configuration(runner: Runner) -> None:
    inner = runner.workspace / "data team $(x)" / "acme"
    inner.mkdir(parents=True)
    for path in list(runner.workspace.iterdir()):
        if path.name not in {".git", inner.parent.name}:
            path.rename(inner / path.name)
    (inner / ".dativo-hooks.yaml").rename(runner.workspace / "of our own.yaml")
    inputs = {"root": "data team $(x)/acme", "config": "of our own.yaml"}
    assert runner.run(inputs).code == 0
    file = inner / JOB
    file.write_text(file.read_text().replace("memory: 2048", "memory: 1024"))
    result = runner.run(inputs)
    # Annotations want paths from the top of the repository.
    assert [one.properties["file"] for one in result.commands] == [f"data team $(x)/acme/{JOB}"]


def test_a_broken_configuration(runner: Runner) -> None:
    (runner.workspace / ".dativo-hooks.yaml").write_text("tag_polisy: {}\n")
    result = runner.run({"sarif-file": "x.sarif"})
    assert (result.code, result.outputs["exit-code"], result.outputs["errors"]) == (2, "2", "1")
    assert [one.properties["file"] for one in result.commands] == [".dativo-hooks.yaml"]
    assert (runner.workspace / "x.sarif").is_file()


def test_wrong_use(runner: Runner) -> None:
    result = runner.run({"root": "nowhere", "sarif-file": "x.sarif"})
    assert result.code == 2
    assert result.outputs == {"exit-code": "2", "errors": "", "warnings": "", "sarif-file": ""}
    assert result.errors == ["nothing was checked (exit code 2): the log says why"]
    assert "nowhere" in result.log


def test_python(runner: Runner) -> None:
    """One that is too old isn't taken; where `python-version` is given, that one is."""
    for name in ("python3", "python"):
        (runner.home / name).write_text("#!/bin/sh\nexit 1\n")
        (runner.home / name).chmod(0o755)
    too_old = {"PATH": os.pathsep.join([str(runner.home), os.environ["PATH"]])}
    result = runner.run(variables=too_old)
    assert result.code == 2
    assert result.errors == ["needs Python 3.10 or newer: set python-version"]
    assert runner.run({"python-version": sys.executable}, too_old).code == 0


def test_no_python(runner: Runner) -> None:
    result = runner.run(variables={"PATH": str(runner.home)})
    assert result.code == 2
    assert result.errors == ["needs Python 3.10 or newer: set python-version"]
