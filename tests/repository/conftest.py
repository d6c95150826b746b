from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.repository.sandbox import Repository, isolated

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What git is run with here; this process has it too, as the code under test inherits it."""
    variables = isolated(tmp_path)
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return variables


@pytest.fixture
def repository(tmp_path: Path, environment: dict[str, str]) -> Repository:
    return Repository.create(tmp_path / "repository", environment)
