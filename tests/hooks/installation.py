"""This repository as hook managers get it: committed, cloned, installed, once for all workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import filelock

from tests.locked import locked
from tests.repository.sandbox import isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

MANAGERS = {"pre-commit": ("-m", "pre_commit"), "prek": ("-m", "prek")}
"""The programs that run hooks, as Python starts each."""

_PREPARE = {"pre-commit": "install-hooks", "prek": "prepare-hooks"}
_FOREIGN = ("PYTHON", "PRE_COMMIT", "PREK_", "DATIVO_HOOKS_", "XDG_CONFIG", "PIP_REQUIRE_")
_FOREIGN_NAMES = ("SKIP", "VIRTUAL_ENV", "NO_COLOR", "FORCE_COLOR", "COLUMNS")


class Installation(NamedTuple):
    """The hook repository at a commit, and a hook manager's home that has it installed."""

    repository: Path
    revision: str
    home: Path
    manager: str

    @property
    def programs(self) -> Path:
        """The folder of `dativo-hooks`, as the manager installed it."""
        environment = {"pre-commit": "repo*/py_env-*", "prek": "hooks/python-*"}[self.manager]
        (found,) = [
            *self.home.glob(f"{environment}/bin"),
            *self.home.glob(f"{environment}/Scripts"),
        ]
        return found

    def environment(self, home: Path) -> dict[str, str]:
        """What git and the manager run with: nothing of this machine's settings."""
        return {**clean(isolated(home)), **_manager_variables(self.home), **locked(home)}


def _manager_variables(home: Path) -> dict[str, str]:
    return {
        "PRE_COMMIT_HOME": str(home),
        "PRE_COMMIT_COLOR": "never",
        "PREK_HOME": str(home),
        "PREK_COLOR": "never",
        # It installs with uv, which it would look for in places other than a package registry.
        "PREK_UV_SOURCE": "pip",
    }


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what this process and its user told Python, pre-commit and us."""
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(_FOREIGN) and name not in _FOREIGN_NAMES
    }


def install(folder: Path, manager: str) -> Installation:
    """Commit this working tree as a repository, and let a manager of `MANAGERS` install it.

    The first worker does it; the others wait for it.
    """
    repository, home = folder / "hooks", folder / manager
    revision = once(repository, commit)
    installation = Installation(repository, revision, home, manager)
    once(home, lambda _: _prepare(installation))
    return installation


def once(folder: Path, make: Callable[[Path], str]) -> str:
    """What `make` gave when a worker called it for this folder, the first to come.

    The folder is new and empty then.
    """
    with filelock.FileLock(f"{folder}.lock"):
        done = folder.with_name(f"{folder.name}.done")
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            done.write_text(make(folder))
        return done.read_text()


def commit(repository: Path) -> str:
    """Commit this working tree into a new folder, as a repository; its commit."""
    environment = clean(isolated(repository.parent))
    trusted = ("-c", "safe.directory=*")  # a checkout in a container may be another user's
    words = ("git", *trusted, "ls-files", "-z", "-co", "--exclude-standard")
    listed = _run(*words, cwd=SOURCE, environment=environment).split("\0")
    for name in filter(None, listed):
        if (SOURCE / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SOURCE / name, repository / name)

    def git(*words: str) -> str:
        return _run("git", *words, cwd=repository, environment=environment)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "Working tree")
    return git("rev-parse", "HEAD")


def _prepare(installation: Installation) -> str:
    """Let the manager install the hooks; what it said."""
    home, project = installation.home, installation.home / "project"
    project.mkdir()
    environment = {
        **installation.environment(home),
        # The user's own: pip finds its cache and its settings there.
        "HOME": os.environ.get("HOME", str(home)),
        # The `python3` that has the pip which prek gets uv by.
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
    }
    _run("git", "init", "-q", cwd=project, environment=environment)
    (project / ".pre-commit-config.yaml").write_text(
        f"repos: [{{repo: {str(installation.repository)!r}, rev: {installation.revision}, "
        "hooks: [{id: dativo-check}]}]\n"
    )
    words = (sys.executable, *MANAGERS[installation.manager], _PREPARE[installation.manager])
    return _run(*words, cwd=project, environment=environment)


def _run(*words: str, cwd: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, check=False)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{words}: {said}{done.stderr.decode('utf-8', 'replace')}"
    return said.strip()
