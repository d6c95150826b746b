"""nightly.yml: a failure of the scheduled run is told in one issue."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from tests.workflows.files import run, script, workflow

if TYPE_CHECKING:
    from pathlib import Path

# Writes down its words; an issue is open where $OPEN is its number.
GH = """\
#!/bin/sh
printf '%s\\n' "$*" >>"$SAID"
case "$1 $2" in "issue list") printf '%s' "$OPEN" ;; esac
"""

JOBS = workflow("nightly.yml")["jobs"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "issue create --title The nightly run fails --label nightly --body The nightly run"),
        ("17", "issue comment 17 --body The nightly run failed: https://example.com/runs/5"),
    ],
)
def test_one_issue(tmp_path: Path, number: str, words: str) -> None:
    gh, said = tmp_path / "bin" / "gh", tmp_path / "said"
    gh.parent.mkdir()
    gh.write_text(GH)
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    variables = {
        "PATH": f"{gh.parent}{os.pathsep}{os.environ['PATH']}",
        "SAID": str(said),
        "OPEN": number,
        "RUN": "https://example.com/runs/5",
    }
    done = run(script("nightly.yml", "tell"), tmp_path, variables)
    assert done.returncode == 0, done.stderr
    commands = said.read_text().splitlines()
    assert [command.split(" ")[0:2] for command in commands[:2]] == [
        ["label", "create"],
        ["issue", "list"],
    ]
    assert commands[2].startswith(words)
    assert commands[2].endswith("https://example.com/runs/5")
    assert len(commands) == 3


def test_only_the_scheduled_run_of_our_repository_tells() -> None:
    tell = JOBS["tell"]
    assert set(tell["needs"]) == set(JOBS) - {"tell"}
    assert "github.event_name == 'schedule'" in tell["if"]
    assert "github.repository == 'dativo-io/dativo-hooks'" in tell["if"]


def test_only_that_job_writes() -> None:
    writing = [name for name, job in JOBS.items() if "write" in job["permissions"].values()]
    assert writing == ["tell"]
