"""Real git repositories in a temporary folder, cut off from the machine's own git settings."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SETTINGS = """\
[user]
    name = Test
    email = test@example.com
[commit]
    gpgsign = false
[init]
    defaultBranch = main
[core]
    autocrlf = false
[protocol "file"]
    allow = always
"""


def isolated(home: Path) -> dict[str, str]:
    """An environment in which git knows our settings only."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    settings = home / "gitconfig"
    settings.write_bytes(SETTINGS.encode())
    return {
        **environment,
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(home),
    }


class Repository(NamedTuple):
    """A git working tree and the environment to run git with."""

    path: Path
    environment: Mapping[str, str]

    @classmethod
    def create(cls, path: Path, environment: Mapping[str, str], *options: str) -> Repository:
        path.mkdir(parents=True)
        repository = cls(path, environment)
        repository.git("init", "-q", *options)
        return repository

    def git(self, *arguments: str, check: bool = True, **variables: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env={**self.environment, **variables},
            capture_output=True,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"git {arguments}: {done.stderr.decode()}")
        return done.stdout.decode("utf-8", "surrogateescape")

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    def commit(self, files: Mapping[str, str]) -> None:
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--no-verify")
