from __future__ import annotations

from tests.cli.conftest import git, project
from tests.repository.conftest import environment, repository

__all__ = ["environment", "git", "project", "repository"]
