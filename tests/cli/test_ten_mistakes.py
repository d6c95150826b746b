"""One job file with ten mistakes: one run tells of each, and each help line fixes its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dativo_hooks import __version__
from dativo_hooks.position import Position, Span
from tests.literal_help import applied

CASE = Path(__file__).parent.parent / "cases" / "mistakes"
JOB = "jobs/contacts.yaml"
TEXT = (CASE / JOB).read_text(encoding="utf-8")

EXPECTED = [
    (4, 1, "DH002", "duplicate key"),
    (6, 24, "DH201", "path of no file"),
    (8, 1, "DH103", "misspelt key"),
    (11, 14, "DH101", "wrong type"),
    (14, 16, "DH302", "bad cost centre"),
    (17, 3, "DH102", "missing key"),
    (20, 13, "DH104", "value that isn't allowed"),
    (21, 14, "DH106", "value out of range"),
    (23, 11, "DH505", "bad schedule"),
    (26, 14, "DH105", "YAML 1.1"),
]
"""Line, column, rule, and what the mistake is."""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as people do."""
    return subprocess.run(
        [sys.executable, "-m", "dativo_hooks", *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The case in a repository of its own."""
    folder = tmp_path / "acme"
    shutil.copytree(CASE, folder)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def findings(folder: Path, text: str) -> list[dict[str, Any]]:
    """What `check` says of the job's file with this text, and of anything else."""
    (folder / JOB).write_text(text, encoding="utf-8")
    done = run(folder, "check", "--output-format", "json")
    document = json.loads(done.stdout)
    assert done.returncode == bool(document["summary"]["errors"]), done.stderr
    found: list[dict[str, Any]] = document["findings"]
    return found


def fixed(text: str, finding: dict[str, Any]) -> str:
    """The text after the help of one finding was followed to the letter."""
    span = Span(
        Position(finding["line"], finding["column"]),
        Position(finding["end_line"], finding["end_column"]),
    )
    return applied(text, span, finding["help"])


def told(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Findings without their places, which move."""
    return [(one["code"], one["message"]) for one in found]


def test_one_run_tells_of_each_at_its_place(repository: Path) -> None:
    found = findings(repository, TEXT)
    assert [(one["line"], one["column"], one["code"]) for one in found] == [
        (line, column, code) for line, column, code, _ in EXPECTED
    ]
    assert {one["path"] for one in found} == {JOB}
    assert len({one["code"] for one in found}) == 10


@pytest.mark.parametrize("at", range(10), ids=[what for _, _, _, what in EXPECTED])
def test_each_help_fixes_its_own_and_nothing_else(repository: Path, at: int) -> None:
    found = findings(repository, TEXT)
    expected = told([*found[:at], *found[at + 1 :]])
    assert told(findings(repository, fixed(TEXT, found[at]))) == expected


def test_all_of_them_leave_a_clean_file(repository: Path) -> None:
    text = TEXT
    # From the last one on, so that the places of the others stay.
    for finding in reversed(findings(repository, TEXT)):
        text = fixed(text, finding)
    # All that is left to say is that its Terraform was never generated.
    assert {one["code"] for one in findings(repository, text)} == {"DH601"}
    assert run(repository, "generate").returncode == 0
    assert findings(repository, text) == []


def test_a_terminal_of_80_columns_shows_all_of_it(repository: Path) -> None:
    text = run(repository, "check").stdout
    expected = (CASE / "expected.txt").read_text(encoding="utf-8")
    assert text == expected.replace("/VERSION/", f"/v{__version__}/")
    wide = [line for line in text.splitlines() if len(line) > 80]
    assert all(line.startswith("docs: https://") for line in wide)
