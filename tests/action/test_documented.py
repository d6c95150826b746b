"""docs/ci.md and `action.yml` say the same, and what the page shows runs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.action.documented import GITLAB, JUNIT, PAGE, WORKFLOWS, ours
from tests.action.runner import ACTION
from tests.published import SOURCE
from tests.report.junit_schema import parsed

if TYPE_CHECKING:
    from tests.action.runner import Runner


def test_no_input_in_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert all(name.startswith("INPUT_") for name in step.get("env", {}))
    named = set(re.findall(r"inputs\.([\w-]+)", str(ACTION["runs"])))
    assert named == set(ACTION["inputs"])


@pytest.mark.parametrize("number", range(len(WORKFLOWS)))
def test_a_workflow_knows_the_action(number: int) -> None:
    text = WORKFLOWS[number]
    assert ours(text)
    for step in ours(text):
        assert set(step.get("with", {})) <= set(ACTION["inputs"])
        if "id" in step:
            read = re.findall(rf"steps\.{step['id']}\.outputs\.([\w-]+)", text)
            assert set(read) <= set(ACTION["outputs"])


def test_the_documented_inputs_run(runner: Runner) -> None:
    for text in WORKFLOWS:
        for step in ours(text):
            inputs = {**step.get("with", {})}
            if inputs.get("root") == "${{ matrix.root }}":
                inputs["root"] = "."
            result = runner.run(inputs)
            assert result.code == 0, result.log
            assert result.outputs["sarif-file"] == inputs.get("sarif-file", "")


def test_every_input_and_output_is_documented() -> None:
    rows = re.findall(r"^\| ((?:`[\w-]+`(?:, )?)+) \|(?: (.*?) )?\|", PAGE, re.MULTILINE)
    named = [name for names, _ in rows for name in re.findall(r"`([\w-]+)`", names)]
    assert named == [*ACTION["inputs"], *ACTION["outputs"]]
    defaults = {names.strip("`"): default.strip("`") for names, default in rows}
    for name, one in ACTION["inputs"].items():
        if one["default"]:
            assert defaults[name] == one["default"]


def test_the_gitlab_job_runs(runner: Runner) -> None:
    (job,) = yaml.safe_load(GITLAB[0]).values()
    install, check = job["script"]
    assert install.startswith("pip install git+https://github.com/dativo-io/dativo-hooks@")
    command = check.replace("dativo-hooks", f"{sys.executable} -m dativo_hooks", 1)
    done = subprocess.run(
        ["bash", "-euc", command],
        cwd=runner.workspace,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = runner.workspace / job["artifacts"]["reports"]["codequality"]
    assert json.loads(report.read_text()) == []


@pytest.mark.parametrize("text", JUNIT.values(), ids=JUNIT)
def test_the_jobs_with_a_junit_report_run(runner: Runner, text: str) -> None:
    (words,) = re.findall(r"dativo-hooks (check .*?)'?$", text, re.MULTILINE)
    done = subprocess.run(
        [sys.executable, "-m", "dativo_hooks", *words.split()],
        cwd=runner.workspace,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (named,) = re.findall(r"(?:junit '|testResultsFiles: )([\w.]+)", text)
    assert parsed((runner.workspace / named).read_text()).attrib["failures"] == "0"
