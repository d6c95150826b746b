"""A repository on disk and the command line, in this process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pytest

from dativo_hooks.cli.main import main
from tests.engine.repositories import repository
from tests.repository.sandbox import Repository, isolated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Result(NamedTuple):
    """What a run of the command left."""

    code: int
    out: str
    err: str


class Project:
    """A folder outside of git, which is also the working folder."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capsys = capsys

    def write(self, files: Mapping[str, bytes | str]) -> None:
        for name, data in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.path).as_posix(): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.is_file() and not path.is_symlink() and ".git" not in path.parts
        }

    def terraform(self) -> dict[str, bytes]:
        return {name: data for name, data in self.files().items() if ".tf" in name}

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name).decode()
        assert old in text
        self.write({name: text.replace(old, new)})

    def run(self, *arguments: str) -> Result:
        self._capsys.readouterr()
        code = main(arguments)
        out, err = self._capsys.readouterr()
        return Result(code, out, err)


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    """The repository of one good job, nothing generated yet."""
    for name in list(os.environ):
        if name.startswith(("DATIVO_HOOKS_", "GIT_")) or name == "NO_COLOR":
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    found = Project(tmp_path / "repository", capsys)
    found.write(repository())
    monkeypatch.chdir(found.path)
    return found


@pytest.fixture
def git(project: Project, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The project in git, generated and committed."""
    environment = isolated(project.path.parent)
    for name in ("HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"):
        monkeypatch.setenv(name, environment[name])
    repository = Repository(project.path, environment)
    repository.git("init", "-q")
    assert project.run("generate").code == 0
    repository.git("add", "-A")
    repository.git("commit", "-qm", "x")
    return repository
