"""Which lane runs what."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests import needs
from tests.explanations import test_examples
from tests.lanes import LANES, SLOW, is_slow

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
KNOWN = re.findall(r"^lane_(\w+)\(\)", SCRIPT, re.MULTILINE)


@pytest.mark.parametrize("path", SLOW)
def test_what_is_slow_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_fast_lane_has_every_rule() -> None:
    """`test_every_rule_has_one_explanation_in_its_family` holds the examples to the rules."""
    assert not is_slow(Path(test_examples.__file__).relative_to(ROOT).as_posix())
    assert is_slow("tests/hooks/test_drift.py::test_new_job[prek]")
    assert not is_slow("tests/hooks_of_another.py::test_x")


def test_every_lane_of_pytest_is_one_of_the_script() -> None:
    assert set(re.findall(r"--lane (\w+)", SCRIPT)) == set(LANES)
    assert set(LANES) <= set(KNOWN)


def test_the_script_says_what_each_lane_is_for() -> None:
    assert re.findall(r"^#   (\w+) +\S", SCRIPT, re.MULTILINE) == KNOWN


def test_workflows_name_lanes_that_there_are() -> None:
    named = set()
    for path in (ROOT / ".github" / "workflows").iterdir():
        text = path.read_text(encoding="utf-8")
        for words in re.findall(r"\.ci/run ([\w ]+)$", text, re.MULTILINE):
            named |= set(words.split())
        for job in yaml.safe_load(text)["jobs"].values():
            named |= set(job.get("strategy", {}).get("matrix", {}).get("lane", []))
    assert named == set(KNOWN)


@needs.shells
@pytest.mark.parametrize(
    ("failing", "asked", "code", "last"),
    [
        ("", "", 0, "newest: passed in 0 s"),
        ("newest", "", 0, "!!! It decides nothing here"),
        ("newest", "newest", 1, "newest: failed in 0 s"),
        ("oldest", "", 1, "newest: passed in 0 s"),
        ("oldest newest", "", 1, "!!! It decides nothing here"),
        ("lint", "lint tests", 1, "tests: passed in 0 s"),
    ],
)
def test_what_decides(tmp_path: Path, failing: str, asked: str, code: int, last: str) -> None:
    """The script with lanes that end at once: passed, or failed."""
    lanes = re.compile(r"^(lane_(\w+)\(\) \{)$", re.MULTILINE)
    text = lanes.sub(lambda lane: f"{lane[1]} return {int(lane[2] in failing.split())};", SCRIPT)
    text = text.replace('in_environment locked "$install"; fi', "true; fi")
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_text(text, encoding="utf-8")
    words = ["bash", str(tmp_path / ".ci" / "run"), *asked.split()]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.splitlines()[-1].startswith(last)


@needs.shells
def test_an_unknown_lane_is_an_error() -> None:
    done = subprocess.run(
        ["bash", ".ci/run", "lint", "lnit"],
        cwd=ROOT,
        env={"PATH": str(Path(sys.executable).parent) + ":/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "no such lane: lnit\n")
