"""Renew the locked requirements: `python scripts/lock.py`, in the environment of the tests.

Writes `requirements/dev.txt` (what linters, tests and releases run with) and
`requirements/oldest.txt` (the oldest packages that users may have) from `setup.cfg`, with hashes,
for every Python and system that it names; then makes sure that each of those finds a wheel of each.
"""

from __future__ import annotations

import configparser
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "requirements"

SYSTEMS = ("x86_64-manylinux_2_35", "aarch64-apple-darwin", "x86_64-pc-windows-msvc")
"""The systems of the CI matrix as uv names them; the first has the C library of Ubuntu 22.04."""

_CLASSIFIER = "Programming Language :: Python :: 3."


class Lock(NamedTuple):
    """A file of locked requirements, and what uv makes it from."""

    file: str
    options: tuple[str, ...]


LOCKS = (
    Lock("dev.txt", ("--extra", "dev")),
    Lock("oldest.txt", ("--resolution", "lowest-direct")),
)


def pythons() -> list[str]:
    """The versions of Python that `setup.cfg` names, oldest first."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = settings["metadata"]["classifiers"].splitlines()
    return [f"3.{line.removeprefix(_CLASSIFIER)}" for line in lines if line.startswith(_CLASSIFIER)]


def _uv(*words: str) -> None:
    options = ("--quiet", "--no-python-downloads", "--no-config")
    subprocess.run([sys.executable, "-m", "uv", *options, "pip", *words], cwd=ROOT, check=True)


def _compile(lock: Lock) -> None:
    _uv(
        "compile",
        "setup.cfg",
        *lock.options,
        "--upgrade",
        "--universal",
        f"--python-version={pythons()[0]}",
        "--generate-hashes",
        "--custom-compile-command=python scripts/lock.py",
        f"--output-file=requirements/{lock.file}",
    )


def _every_one_has_wheels(lock: Lock) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for system in SYSTEMS:
            for python in pythons():
                _uv(
                    "install",
                    "--dry-run",
                    "--require-hashes",
                    "--only-binary=:all:",
                    f"--python-platform={system}",
                    f"--python-version={python}",
                    f"--target={folder}",
                    f"--requirement=requirements/{lock.file}",
                )


def main() -> int:
    """Renew both files; 1 where uv can't, and says why."""
    try:
        for lock in LOCKS:
            _compile(lock)
            _every_one_has_wheels(lock)
    except subprocess.CalledProcessError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
