"""This working tree as if it were published: committed, tagged, found at our public address."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from dativo_hooks import __version__
from tests.repository.sandbox import isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SOURCE = Path(__file__).resolve().parents[1]
"""The repository that these tests belong to."""

ADDRESS = "https://github.com/dativo-io/dativo-hooks"
TAG = f"v{__version__}"

_FOREIGN = ("PYTHON", "PRE_COMMIT", "PREK_", "DATIVO_HOOKS_", "XDG_CONFIG", "PIP_REQUIRE_")
_FOREIGN_NAMES = ("SKIP", "VIRTUAL_ENV", "NO_COLOR", "FORCE_COLOR", "COLUMNS")


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what this process and its user told Python, pre-commit and us."""
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(_FOREIGN) and name not in _FOREIGN_NAMES
    }


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to come makes, new and empty; the others wait for it."""
    with filelock.FileLock(f"{folder}.lock"):
        done = folder.with_name(f"{folder.name}.done")
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def published(shared: Path) -> Path:
    """The repository that has this working tree as its one commit, `TAG`; one for all workers."""
    return once(shared / "published", commit)


def at_our_address(repository: Path) -> dict[str, str]:
    """Variables by which git finds a repository at `ADDRESS`."""
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{repository.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
    }


def run(*words: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What a program says, which must succeed."""
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{words}: {said}{done.stderr.decode('utf-8', 'replace')}"
    return said


def commit(repository: Path) -> None:
    """Commit this working tree into an empty folder, as `TAG`."""
    environment = clean(isolated(repository.parent))
    trusted = ("-c", "safe.directory=*")  # a checkout in a container may be another user's
    words = ("git", *trusted, "ls-files", "-z", "-co", "--exclude-standard")
    for name in filter(None, run(*words, folder=SOURCE, environment=environment).split("\0")):
        if (SOURCE / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SOURCE / name, repository / name)
    for command in ("init -q", "add -A", f"commit -qm {TAG}", f"tag {TAG}"):
        run("git", *command.split(), folder=repository, environment=environment)
