"""A reader's machine: a repository to type commands in, and the programs that they call."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from tests import needs
from tests.docs.markdown import ROOT
from tests.hooks.installation import install
from tests.published import clean
from tests.repository.sandbox import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "acme"
"""The folder's name, and `~/acme` in what is shown."""


class Done(NamedTuple):
    """How a command ended, and all that it said; no line ends with a blank."""

    code: int
    lines: list[str]


class Scratch(NamedTuple):
    """A repository below a home folder of its own."""

    home: Path
    environment: Mapping[str, str]

    @property
    def path(self) -> Path:
        return self.home / NAME

    def start(self, how: str) -> None:
        """Begin anew: an `empty` repository, or the example, `acme`, all of it committed."""
        shutil.rmtree(self.path, ignore_errors=True)
        if how == "acme":
            shutil.copytree(ROOT / "examples" / NAME, self.path)
        else:
            assert how == "empty", how
            self.path.mkdir()
        for command in ("git init -q", "git add -A", "git commit -q --allow-empty -m Start"):
            assert self.run(command).code == 0

    def run(self, command: str) -> Done:
        """Type a command at the top of the repository."""
        done = subprocess.run(
            ["bash", "-uc", command],
            cwd=self.path,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        text = done.stdout.replace(str(self.path), f"~/{NAME}")
        return Done(done.returncode, [line.rstrip() for line in text.rstrip().splitlines()])


def scratch(home: Path, published: Path | None) -> Scratch:
    """A machine whose home is `home`.

    `published`: the folder where pre-commit has our hooks installed, once for all; None for pages
    that don't use it.
    """
    needs.programs_in_sh()
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    environment = clean(isolated(home))
    if published is not None:
        environment |= install(published, "pre-commit").variables
    programs = home / "bin"
    programs.mkdir()
    for name, module in (("dativo-hooks", "dativo_hooks"), ("pre-commit", "pre_commit")):
        program = programs / name
        # Only here, since the hooks' own Python must import what pre-commit installed.
        path = f'PYTHONPATH="{ROOT}" ' if module == "dativo_hooks" else ""
        program.write_text(f'#!/bin/sh\n{path}exec "{sys.executable}" -m {module} "$@"\n')
        program.chmod(0o755)
    path = os.pathsep.join([str(programs), environment["PATH"]])
    return Scratch(home, {**environment, "PATH": path, "LC_ALL": "C.UTF-8"})
