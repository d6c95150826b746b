"""What is measured: the programs, where they are, and whether ours is of this checkout."""

from __future__ import annotations

import filecmp
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from bench.repository import environment

CHECKOUT = Path(__file__).resolve().parent.parent

PROGRAMS = ("git", "pre-commit", "check-jsonschema", "dativo-hooks")


class Tools(NamedTuple):
    """Programs by name, those that there are; `uncached`: our commands that have `--no-cache`."""

    paths: dict[str, str]
    uncached: frozenset[str]

    @property
    def script(self) -> Path:
        """Our console script."""
        return Path(self.paths["dativo-hooks"])


def found() -> Tools:
    """The programs, those beside the running Python before those on the PATH.

    Raises:
        RuntimeError: `dativo-hooks` isn't there, or isn't what this checkout holds.
    """
    beside = Path(sys.executable).parent
    paths = {"python": sys.executable}
    for name in PROGRAMS:
        path = shutil.which(name, path=str(beside)) or shutil.which(name)
        if path is not None:
            paths[name] = path
    if not Path(paths.get("dativo-hooks", "")).parent == beside:
        raise RuntimeError(f"no dativo-hooks beside this Python: {sys.executable} -m pip install .")
    _confirm_code()
    uncached = frozenset(
        command
        for command in ("check", "generate", "policy", "tags")
        if "--no-cache" in _help(paths, command)
    )
    return Tools(paths, uncached)


def version_of(path: str) -> str:
    """What a program says of its version, its last word."""
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


def _help(paths: dict[str, str], command: str) -> str:
    done = subprocess.run(
        [paths["dativo-hooks"], command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    return done.stdout


def _confirm_code() -> None:
    """An installed package that isn't this checkout's would be measured in silence."""
    program = "import dativo_hooks; print(dativo_hooks.__path__[0])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=CHECKOUT / "schemas",  # `-c` imports from this folder first: none of ours is here
        env=environment(),
    )
    installed, ours = Path(done.stdout.strip()), CHECKOUT / "dativo_hooks"
    modules = [str(path.relative_to(ours)) for path in ours.rglob("*.py")]
    _, other, missing = filecmp.cmpfiles(ours, installed, modules, shallow=False)
    if other or missing:
        raise RuntimeError(
            f"{installed} isn't what {ours} holds: {sys.executable} -m pip install {CHECKOUT}"
        )
