"""What somebody who waits is told: how far a run is, and where its time went."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.cli.progress import Progress

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("dativo_hooks.cli.progress.time.monotonic", lambda: now[0])
    return now


def test_progress_begins_after_a_while_and_leaves_nothing(
    clock: list[float], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    line = Progress(2000)
    line.advance(500)
    assert capsys.readouterr().err == ""
    clock[0] = 1.2
    line.advance(500)
    line.advance(500)  # too soon for another word
    assert capsys.readouterr().err == "\rdativo-hooks: 1,000 of 2,000 files"
    clock[0] = 1.5
    line.advance(1000)
    assert capsys.readouterr().err == "\rdativo-hooks: 2,000 of 2,000 files"
    line.end()
    assert capsys.readouterr().err == f"\r{' ' * 34}\r"
    line.end()
    assert capsys.readouterr().err == ""


def test_no_progress_where_nobody_looks(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    line = Progress(10)
    clock[0] = 60.0
    line.advance(5)
    line.end()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("arguments", [("check",), ("check", "--staged")], ids=" ".join)
def test_timings(project: Project, git: Repository, arguments: tuple[str, ...]) -> None:
    found = project.run(*arguments, "--timings")
    assert found.code == 0
    lines = found.err.splitlines()
    assert all(re.fullmatch(r"dativo-hooks: [a-z ]+ +\d+\.\d ms", line) for line in lines)
    assert any("looking at everything" in line for line in lines)
