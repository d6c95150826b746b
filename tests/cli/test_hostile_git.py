"""Git never runs what the repository says: its look-alikes, its settings, its own `git`."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository.root import find_root
from tests import needs
from tests.engine.repositories import FARGATE, JOB, repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

pytestmark = needs.shells

HOOKS = ("pre-commit", "post-checkout", "post-index-change", "reference-transaction")
COMMANDS = (
    "check",
    "check --staged",
    "policy --staged",
    "validate",
    "tags",
    "generate --check --staged",
    "generate --diff",
    "generate",
    "check --fix",
    "baseline",
)
TRACES = ("status", "add -A", "diff")
"""Git's own commands that do run what settings say: the tests below would notice it."""


class Canary:
    """A program that leaves a mark when it is run."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "canary"
        self._mark = folder / "has run"
        self.program.write_text(f"#!/bin/sh\necho >> {shlex.quote(str(self._mark))}\nexit 1\n")
        self.program.chmod(0o755)

    def has_run(self) -> bool:
        """Whether it was run since this was asked last."""
        there = self._mark.exists()
        self._mark.unlink(missing_ok=True)
        return there


@pytest.fixture
def canary(tmp_path: Path) -> Canary:
    return Canary(tmp_path)


@pytest.fixture(params=["this git", "git before 2.38"])
def any_git(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Git as it is; or as it was before it knew `safe.bareRepository`."""
    if request.param != "this git":
        real = shutil.which("git")
        program = tmp_path / "older" / "git"
        program.parent.mkdir()
        program.write_text(
            f"#!{sys.executable}\nimport os, sys\n"
            "kept = [a for a in sys.argv[1:] if a != 'safe.bareRepository=explicit']\n"
            f"kept = [a for a, b in zip(kept, kept[1:] + ['']) if (a, b) != ('-c', '-c')]\n"
            f"os.execv({real!r}, [{real!r}, *kept])\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return str(request.param)


@pytest.fixture
def look_alike(git: Repository, canary: Canary) -> Repository:
    """A project with an unknown runtime, in a folder that looks like a bare repository."""
    config = (
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
        f"\tfsmonitor = {canary.program}\n"
    )
    files = {"HEAD": "ref: refs/heads/main\n", "config": config}
    files |= {"objects/.k": "", "refs/heads/.k": ""}
    files |= {path: data.decode() for path, data in repository().items()}
    files["jobs/contacts.yaml"] = JOB + FARGATE.replace("aws_ecs_fargate", "aws_ecs")
    git.commit({f"services/etl/{name}": text for name, text in files.items()})
    return git


def test_a_look_alike_is_an_attack(look_alike: Repository, canary: Canary) -> None:
    folder = look_alike.path / "services" / "etl"
    subprocess.run(
        ["git", "status"], cwd=folder, env=look_alike.environment, check=False, capture_output=True
    )
    assert canary.has_run()


@pytest.mark.usefixtures("any_git", "look_alike")
@pytest.mark.parametrize(
    ("any_git", "command"),
    [
        *(("this git", command) for command in COMMANDS),
        *(("git before 2.38", command) for command in ("check", "check --staged", "generate")),
    ],
    indirect=["any_git"],
)
def test_a_folder_that_looks_like_a_repository_is_none(
    project: Project, canary: Canary, command: str
) -> None:
    result = project.run(*command.split(), "--root", "services/etl")
    assert not canary.has_run()
    assert result.code == (0 if command in ("tags", "baseline") else 1), result
    assert "aws_ecs" in result.out + result.err or command in ("tags", "baseline")


@pytest.mark.usefixtures("any_git")
@pytest.mark.parametrize("bare", ["true", "false"])
@pytest.mark.parametrize("below", ["", "jobs"])
def test_the_repository_is_the_one_with_a_git_entry(
    look_alike: Repository, bare: str, below: str
) -> None:
    folder = look_alike.path / "services" / "etl"
    for config in (
        f"[core]\n\tbare = {bare}\n",
        f"[core]\n\tbare = {bare}\n\tworktree = {look_alike.path.parent}\n",
        f"[core]\n\tbare = {bare}\n\tworktree = /nowhere\n",
    ):
        (folder / "config").write_text(config)
        root = find_root(str(look_alike.path), str(folder / below))
        assert root.git_top == str(look_alike.path.resolve())
        assert root.git_variables["GIT_DIR"] == str(look_alike.path.resolve() / ".git")


@pytest.mark.usefixtures("any_git")
def test_without_a_git_entry_there_is_no_repository(
    look_alike: Repository, project: Project, canary: Canary
) -> None:
    shutil.rmtree(look_alike.path / ".git")
    result = project.run("check", "--staged", "--root", "services/etl")
    assert (result.code, canary.has_run()) == (2, False)
    assert "in no git repository" in result.err


@pytest.mark.parametrize("command", COMMANDS)
def test_settings_name_programs_that_are_not_run(
    git: Repository, project: Project, canary: Canary, command: str
) -> None:
    inner = type(git).create(git.path / "inner", git.environment)
    inner.commit({"a": "1"})
    git.commit({".gitattributes": "* filter=x diff=x\n", "empty.yaml": "", "more.yaml": "1"})
    lost = git.git("rev-parse", "HEAD:connectors/iceberg.yaml").strip()
    inner.git("config", "core.fsmonitor", str(canary.program))
    _name_everywhere(git, canary)
    for trace in TRACES:
        git.write({"more.yaml": trace})
        git.git(*trace.split(), check=False)
        assert canary.has_run(), "git itself no longer runs what settings say"
    (git.path / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    canary.has_run()
    project.run(*command.split())
    assert not canary.has_run()


def _name_everywhere(git: Repository, canary: Canary) -> None:
    """Have each setting that names a program name the canary."""
    program = str(canary.program)
    hooks = git.path.parent / "hooks"
    hooks.mkdir()
    for hook in HOOKS:
        shutil.copy(canary.program, hooks / hook)
        shutil.copy(canary.program, git.path / ".git" / "hooks" / hook)
    settings = {
        "core.hooksPath": str(hooks),
        "core.untrackedCache": "true",
        "remote.origin.url": f"ext::{program}",
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "remote.origin.uploadpack": program,
        "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1",
        "protocol.ext.allow": "always",
        "diff.x.command": program,
        "filter.x.required": "true",
        "diff.trustExitCode": "true",
    }
    settings |= dict.fromkeys(
        (
            *("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass"),
            *("core.gitProxy", "core.alternateRefsCommand", "credential.helper", "gpg.program"),
            *("pager.ls-files", "pager.rev-parse", "pager.cat-file", "pager.diff-index"),
            *("diff.external", "diff.x.textconv", "uploadpack.packObjectsHook"),
            *("filter.x.clean", "filter.x.smudge", "filter.x.process"),
        ),
        program,
    )
    settings |= {
        f"alias.{name}": f"!{program}"
        for name in ("rev-parse", "ls-files", "cat-file", "diff-index")
    }
    # Last, as git itself heeds each from then on.
    for name, value in sorted(settings.items(), key=lambda one: one[0] == "core.fsmonitor"):
        git.git("config", name, value)


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("entry", ["", ".", "bin"])
def test_git_is_not_taken_from_the_current_folder(
    project: Project, canary: Canary, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    (project.path / "bin").mkdir()
    shutil.copy(canary.program, project.path / entry / "git")
    monkeypatch.setenv("PATH", f"{entry}{os.pathsep}{os.environ['PATH']}")
    assert project.run("check", "--staged").code == 0
    assert not canary.has_run()
    monkeypatch.setenv("PATH", entry)
    assert project.run("check", "--staged").code == 2
    assert not canary.has_run()
