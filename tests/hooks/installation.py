"""This repository as pre-commit gets it: committed, cloned and installed, once for all workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import filelock

from tests.repository.sandbox import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = Path(__file__).resolve().parents[2]
"""The repository that these tests belong to."""

ALL_HOOKS = (
    "dativo-validate-jobs",
    "dativo-validate-assets",
    "dativo-validate-connectors",
    "dativo-tag-policy",
    "dativo-terraform-drift",
    "dativo-terraform-generate",
    "dativo-check",
)
"""The hook ids of design §6."""

_FOREIGN = ("PYTHON", "PRE_COMMIT", "DATIVO_HOOKS_", "XDG_CONFIG", "PIP_REQUIRE_")
_FOREIGN_NAMES = ("SKIP", "VIRTUAL_ENV", "NO_COLOR", "FORCE_COLOR", "COLUMNS")


class Installation(NamedTuple):
    """The hook repository at a commit, and the pre-commit home that has it installed."""

    repository: Path
    revision: str
    home: Path

    @property
    def programs(self) -> Path:
        """The folder of `dativo-hooks`, as pre-commit installed it."""
        (found,) = [
            *self.home.glob("repo*/py_env-*/bin"),
            *self.home.glob("repo*/py_env-*/Scripts"),
        ]
        return found

    def environment(self, home: Path) -> dict[str, str]:
        """What git and pre-commit run with: nothing of this machine's settings."""
        kept = clean(isolated(home))
        return {**kept, "PRE_COMMIT_HOME": str(self.home), "PRE_COMMIT_COLOR": "never"}


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what this process and its user told Python, pre-commit and us."""
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(_FOREIGN) and name not in _FOREIGN_NAMES
    }


def install(folder: Path) -> Installation:
    """Commit this working tree as a repository, and let pre-commit install it.

    The first worker does it; the others wait for it.
    """
    installation = folder / "installation"
    with filelock.FileLock(f"{installation}.lock"):
        done = installation / "revision"
        if not done.exists():
            shutil.rmtree(installation, ignore_errors=True)
            revision = _build(installation)
            done.write_text(revision)
        return Installation(installation / "hooks", done.read_text(), installation / "home")


def _build(folder: Path) -> str:
    repository, home, project = folder / "hooks", folder / "home", folder / "project"
    for path in (repository, home, project):
        path.mkdir(parents=True)
    # The user's own HOME: pip finds its cache and its settings there.
    environment = clean({**isolated(folder), "HOME": os.environ.get("HOME", str(folder))})
    environment["PRE_COMMIT_HOME"] = str(home)

    def run(*words: str, cwd: Path) -> str:
        done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, check=False)
        said = done.stdout.decode("utf-8", "replace")
        assert done.returncode == 0, f"{words}: {said}{done.stderr.decode('utf-8', 'replace')}"
        return said.strip()

    trusted = ("-c", "safe.directory=*")  # a checkout in a container may be another user's
    words = ("git", *trusted, "ls-files", "-z", "-co", "--exclude-standard")
    listed = run(*words, cwd=SOURCE).split("\0")
    for name in filter(None, listed):
        if (SOURCE / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SOURCE / name, repository / name)
    run("git", "init", "-q", cwd=repository)
    run("git", "add", "-A", cwd=repository)
    run("git", "commit", "-qm", "Working tree", cwd=repository)
    revision = run("git", "rev-parse", "HEAD", cwd=repository)
    run("git", "init", "-q", cwd=project)
    (project / ".pre-commit-config.yaml").write_text(
        f"repos: [{{repo: {str(repository)!r}, rev: {revision}, hooks: [{{id: dativo-check}}]}}]\n"
    )
    run(sys.executable, "-m", "pre_commit", "install-hooks", cwd=project)
    return revision
