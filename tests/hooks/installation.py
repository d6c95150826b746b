"""Our hooks as managers have them: cloned from our address, installed, once for all workers."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from tests.locked import locked
from tests.published import ADDRESS, TAG, at_our_address, clean, once, published, run
from tests.repository.sandbox import isolated

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


class Installation(NamedTuple):
    """The hook repository, and a hook manager's home that has it installed."""

    repository: Path
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

    @property
    def variables(self) -> dict[str, str]:
        """What lets git and the manager find the hooks; what is installed is locked."""
        return {
            **at_our_address(self.repository),
            **locked(self.repository.parent),
            "PRE_COMMIT_HOME": str(self.home),
            "PRE_COMMIT_COLOR": "never",
            "PREK_HOME": str(self.home),
            "PREK_COLOR": "never",
            # It installs with uv, which it would look for in places other than a package registry.
            "PREK_UV_SOURCE": "pip",
        }

    def environment(self, home: Path) -> dict[str, str]:
        """What git and the manager run with: nothing of this machine's settings."""
        return {**clean(isolated(home)), **self.variables}


def install(shared: Path, manager: str) -> Installation:
    """Let a manager of `MANAGERS` install this working tree; `shared` is all workers' folder."""
    installation = Installation(published(shared), shared / manager, manager)
    once(installation.home, lambda _: _prepare(installation))
    return installation


def _prepare(installation: Installation) -> None:
    home, project = installation.home, installation.home / "project"
    project.mkdir()
    environment = {
        **installation.environment(home),
        # The user's own: pip finds its cache and its settings there.
        "HOME": os.environ.get("HOME", str(home)),
        # The `python3` that has the pip which prek gets uv by.
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
    }
    run("git", "init", "-q", folder=project, environment=environment)
    (project / ".pre-commit-config.yaml").write_text(
        f"repos: [{{repo: {ADDRESS!r}, rev: {TAG}, hooks: [{{id: dativo-check}}]}}]\n"
    )
    words = (sys.executable, *MANAGERS[installation.manager], _PREPARE[installation.manager])
    run(*words, folder=project, environment=environment)
