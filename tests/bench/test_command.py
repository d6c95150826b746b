"""The whole benchmark, on a repository of 20 jobs."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from bench import command
from bench.repository import environment, made, next_edit
from bench.scenarios import SCENARIOS
from bench.tools import found

if TYPE_CHECKING:
    from pathlib import Path

JOBS = 20
OURS = [scenario.name for scenario in SCENARIOS if scenario.program == "dativo-hooks"]


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def test_every_scenario_of_ours_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("above\n<!-- measured -->\nold\n<!-- end of measured -->\nbelow\n")
    monkeypatch.setattr(command, "README", readme)
    kept = tmp_path / "kept"
    size = ["--jobs", str(JOBS), "--repeats", "1", "--keep", str(kept)]
    assert command.main([*size, "--write", "--only", *OURS]) == 0
    out = capsys.readouterr().out
    assert f"\n{JOBS} jobs, 1 run of each, medians:\n" in out
    titles = [line.split(" | ")[0].removeprefix("| ") for line in out.splitlines()]
    for scenario in SCENARIOS:
        if scenario.name in OURS:
            assert scenario.title in titles
    assert str(tmp_path) not in out
    assert (
        readme.read_text(encoding="utf-8")
        == f"above\n<!-- measured -->\n\n{out}<!-- end of measured -->\nbelow\n"
    )
    folder = kept / str(JOBS)
    assert _git(folder, "status", "--porcelain") == ""  # every edit is undone
    assert _git(folder, "rev-list", "--count", "HEAD") == "1\n"

    # Again in the same folder: nothing is made anew, and no edit is made twice.
    script = found().script
    before = next_edit(made(folder, JOBS, script))
    (folder / "stray").write_text("")
    assert next_edit(made(folder, JOBS, script)) == before + 1
    assert before > 4
    assert not (folder / "stray").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(RuntimeError, match="didn't make"):
        made(tmp_path, JOBS, found().script)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
