"""ci.yml: what it runs is what the package claims, and one job says whether all of it went well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts.lock import settings
from tests.action.documented import WORKFLOWS
from tests.docs.markdown import ROOT
from tests.workflows.files import FOLDER, NAMES, run, script, workflow

if TYPE_CHECKING:
    from pathlib import Path

CI = workflow("ci.yml")
MATRIX = CI["jobs"]["tests"]["strategy"]["matrix"]

SYSTEMS = {
    "ubuntu-latest": "POSIX :: Linux",
    "macos-latest": "MacOS",
    "windows-latest": "Microsoft :: Windows",
}


def classified(beginning: str) -> set[str]:
    """What the package's classifiers name below a topic."""
    lines = settings()["metadata"]["classifiers"].splitlines()
    beginning = f"{beginning} :: "
    return {line.removeprefix(beginning) for line in lines if line.startswith(beginning)}


def test_classifiers_name_what_runs() -> None:
    assert classified("Programming Language :: Python") - {"3"} == set(MATRIX["python"])
    assert classified("Operating System") == {SYSTEMS[system] for system in MATRIX["os"]}


def test_the_oldest_python_runs() -> None:
    oldest = min(MATRIX["python"], key=lambda version: int(version.partition(".")[2]))
    assert settings()["options"]["python_requires"] == f">={oldest}"


def test_the_action_runs_on_the_same_systems() -> None:
    assert CI["jobs"]["action"]["strategy"]["matrix"]["os"] == MATRIX["os"]


def test_nightly_runs_the_ends_of_the_matrix() -> None:
    matrix = workflow("nightly.yml")["jobs"]["newest"]["strategy"]["matrix"]
    assert matrix["os"] == MATRIX["os"]
    assert matrix["python"] == [MATRIX["python"][0], MATRIX["python"][-1]]


def test_it_calls_every_lane_that_decides() -> None:
    called: list[str] = []
    for job in ("tests", "rest"):
        (command,) = [step["run"] for step in CI["jobs"][job]["steps"] if "run" in step]
        assert command.startswith(".ci/run ")
        called += command.split()[1:]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (decide,) = re.findall(r'^decide="(.*)"$', script, re.MULTILINE)
    assert sorted(called) == sorted(decide.split())


def test_done_needs_every_job() -> None:
    done = CI["jobs"]["done"]
    assert set(done["needs"]) == set(CI["jobs"]) - {"done"}
    assert done["if"] == "always()"


@pytest.mark.parametrize(
    ("results", "passes"),
    [
        ("success success success", True),
        ("success failure success", False),
        ("failure success success", False),
        ("success success cancelled", False),
        ("skipped success success", False),
    ],
)
def test_done_fails_unless_all_succeeded(tmp_path: Path, results: str, passes: bool) -> None:
    done = run(script("ci.yml", "done"), tmp_path, {"RESULTS": results})
    assert (done.returncode == 0) is passes


@pytest.mark.parametrize("name", NAMES)
def test_a_job_gets_what_it_names(name: str) -> None:
    read = workflow(name)
    assert read["permissions"] == {}
    assert "pull_request_target" not in read["on"]
    for job in read["jobs"].values():
        assert "permissions" in job
        for step in job.get("steps", []):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_an_action_has_one_pin() -> None:
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in NAMES]
    texts += [(ROOT / "action.yml").read_text(encoding="utf-8"), *WORKFLOWS]
    pins: dict[str, set[str]] = {}
    for text in texts:
        for action, pin in re.findall(r"uses: (\w[\w/-]+)@(\w{40} # v\S+)", text):
            pins.setdefault(action, set()).add(pin)
    assert pins["actions/checkout"]
    assert [action for action, found in pins.items() if len(found) > 1] == []
