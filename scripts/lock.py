"""Renew the locked requirements: `python scripts/lock.py`, in the environment of the tests.

Writes from `setup.cfg`, with hashes, for every Python and system that it names:

- `requirements/dev.txt`: what linters and tests run with, and what builds the package;
- `requirements/oldest.txt`: the oldest packages that users may have;
- `requirements/fuzz.txt`: what fuzzes, beside those of `dev.txt`;
- `requirements/release.txt`: what builds and publishes a release, and nothing else.

Then it makes sure that every Python and system finds a wheel of each.
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
    """A file of locked requirements: how uv makes it, or from which extra alone."""

    file: str
    options: tuple[str, ...] = ()
    extra: str = ""


LOCKS = (
    Lock("dev.txt", ("--extra=dev", "--extra=release")),
    Lock("oldest.txt", ("--resolution=lowest-direct",)),
    Lock("fuzz.txt", extra="fuzz"),
    Lock("release.txt", extra="release"),
)


def settings() -> configparser.ConfigParser:
    """What `setup.cfg` says."""
    found = configparser.ConfigParser()
    found.read(ROOT / "setup.cfg", encoding="utf-8")
    return found


def pythons() -> list[str]:
    """The versions of Python that `setup.cfg` names, oldest first."""
    lines = settings()["metadata"]["classifiers"].splitlines()
    return [f"3.{line.removeprefix(_CLASSIFIER)}" for line in lines if line.startswith(_CLASSIFIER)]


def _uv(*words: str, given: str = "") -> None:
    options = ("--quiet", "--no-python-downloads", "--no-config")
    subprocess.run(
        [sys.executable, "-m", "uv", *options, "pip", *words],
        cwd=ROOT,
        check=True,
        input=given,
        encoding="utf-8",
    )


def _compile(lock: Lock) -> None:
    _uv(
        "compile",
        "-" if lock.extra else "setup.cfg",
        *lock.options,
        "--upgrade",
        "--universal",
        f"--python-version={pythons()[0]}",
        "--generate-hashes",
        "--custom-compile-command=python scripts/lock.py",
        f"--output-file=requirements/{lock.file}",
        given=settings()["options.extras_require"][lock.extra] if lock.extra else "",
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
    """Renew all files; 1 where uv can't, and says why."""
    try:
        for lock in LOCKS:
            _compile(lock)
            _every_one_has_wheels(lock)
    except subprocess.CalledProcessError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
