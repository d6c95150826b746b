from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.hooks.installation import SOURCE, Installation, install
from tests.hooks.project import Project, write_configuration

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Start = Callable[..., Project]


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Our hooks as pre-commit has them, one for all workers of xdist."""
    folder = tmp_path_factory.getbasetemp()
    return install(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, installation: Installation) -> Path:
    """The example, committed, with `dativo-check` installed for commits and merges."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "acme"
    shutil.copytree(SOURCE / "examples" / "acme", path)
    project = Project(path, installation.environment(folder), installation)
    write_configuration(path, installation, "dativo-check")
    project.git("init", "-q")
    project.save()
    assert project.pre_commit("install").code == 0
    return path


@pytest.fixture
def start(tmp_path: Path, template: Path, installation: Installation) -> Start:
    """Makes a project: a copy of the example with these hooks (default: `dativo-check`)."""
    environment = installation.environment(tmp_path)

    def make(*hooks: str | Mapping[str, object], name: str = "acme") -> Project:
        path = tmp_path / name
        shutil.copytree(template, path, symlinks=True)
        project = Project(path, environment, installation)
        if hooks:
            project.configure(*hooks)
            project.save()
        return project

    return make


@pytest.fixture
def acme(start: Start) -> Project:
    """The example with `dativo-check`."""
    return start()
