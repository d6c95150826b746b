"""The command line as a process of its own: streams, folders, locales."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.cli.arguments import parser
from dativo_hooks.cli.main import main
from tests import needs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

JOB_FILE = "jobs/contacts.yaml"
OUTSIDE_GIT = "dativo-hooks: not in a git repository: the files on disk are checked\n"


# As a process of its own.


def _process(
    project: Project, *arguments: str, out: int | None = None, variables: Mapping[str, str] = {}
) -> subprocess.Popen[bytes]:
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    environment = {**os.environ, "PYTHONPATH": here, **variables}
    return subprocess.Popen(
        [sys.executable, "-m", "dativo_hooks", *arguments],
        stdout=subprocess.PIPE if out is None else out,
        stderr=subprocess.PIPE,
        cwd=project.path,
        env=environment,
    )


def test_as_a_module(project: Project) -> None:
    with _process(project, "check", "--output-format", "concise") as process:
        out, _ = process.communicate()
    assert process.returncode == 1
    assert out.startswith(f"{JOB_FILE}:7:3: DH601 ".encode())


def test_a_reader_that_has_seen_enough(project: Project) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with _process(project, "check", out=writing) as process:
        os.close(writing)
        _, err = process.communicate()
    assert process.returncode == 1
    assert b"Traceback" not in err
    assert b"BrokenPipe" not in err


def test_the_parser_is_built_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert parser().prog == "dativo-hooks"


def test_the_working_folder_is_the_root_outside_of_git(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    result = project.run("check")
    assert (result.code, result.out) == (0, "")
    # A wrong root must not look like a clean run.
    globs = "`jobs/**/*.yaml` or `jobs/**/*.yml`"
    said = f"dativo-hooks: the working tree of {empty} has no job, no file like {globs}\n"
    assert result.err == OUTSIDE_GIT + said
    assert project.run("check", "--root", str(project.path)).code == 1


@pytest.mark.parametrize("command", ["check", "tags", "generate --diff", "--version"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@needs.shells
def test_closed_streams_change_no_exit_code(project: Project, command: str, closed: str) -> None:
    expected = project.run(*command.split())
    shell = f'"$0" -m dativo_hooks {command} {closed}'
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    done = subprocess.run(
        ["sh", "-c", shell, sys.executable],
        cwd=project.path,
        env={**os.environ, "PYTHONPATH": here},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expected.code
    assert done.stdout == ("" if closed.startswith(">") else expected.out)


@needs.full_device
def test_a_full_disk_is_no_bug_of_ours(project: Project) -> None:
    with open("/dev/full", "wb") as full, _process(project, "check", out=full.fileno()) as process:
        _, err = process.communicate()
    assert process.returncode == 2
    assert err.decode().splitlines()[-1] == "dativo-hooks: No space left on device"
    assert b"Traceback" not in err


@needs.removals
def test_a_deleted_working_folder_is_2(project: Project) -> None:
    gone = project.path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    result = project.run("check", "--root", str(project.path))
    assert result.code == 2
    assert "was deleted" in result.err


def test_a_glob_that_is_none_is_2(project: Project) -> None:
    project.write({".dativo-hooks.yaml": "paths:\n  jobs: ['jobs/*.yaml', 'x/[z-a].yaml']\n"})
    result = project.run("check", "--output-format", "concise")
    assert result.code == 2
    assert result.out == (
        ".dativo-hooks.yaml:2:25: DH104 `paths.jobs[1]` isn't a glob: bad character range z-a\n"
    )


def test_names_that_the_locale_cannot_spell_are_2(project: Project) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project.path, check=True)
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with _process(project, "policy", variables=ascii_only) as process:
        process.communicate()
    assert process.returncode == 0
    project.write({"assets/\u00fc.yaml": project.read("assets/contacts.yaml")})
    with _process(project, "policy", variables=ascii_only) as process:
        _, err = process.communicate()
    assert process.returncode == 2
    assert b"set PYTHONUTF8=1" in err
    with _process(project, "policy", variables={"LC_ALL": "C"}) as process:
        process.communicate()
    assert process.returncode == 0


def test_a_failure_is_a_bug_of_ours(
    project: Project, git: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("dativo_hooks.engine.parallel.look", failing)
    assert main(["check", "--no-cache"]) == 3


@pytest.mark.parametrize("count", ["0", "-1", "x", "1000", "٣"])
def test_a_number_of_processes_that_is_none(project: Project, count: str) -> None:
    found = project.run("check", "-j", count)
    assert found.code == 2
    assert "write a number from 1 to 256" in found.err
