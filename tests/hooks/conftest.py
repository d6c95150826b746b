from __future__ import annotations

import functools
import shutil
from typing import TYPE_CHECKING

import pytest

from tests import needs
from tests.hooks.installation import Installation, install
from tests.hooks.project import Project, write_configuration
from tests.published import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Start = Callable[..., Project]


@pytest.fixture
def manager(request: pytest.FixtureRequest) -> str:
    """What runs the hooks: pre-commit, unless the test is parametrised over several."""
    return str(getattr(request, "param", "pre-commit"))


@pytest.fixture
def installation(shared: Path, manager: str) -> Installation:
    """Our hooks as the manager has them, one for all workers."""
    needs.programs_in_sh()
    return install(shared, manager)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Installation], Path]:
    """The example, committed, with `dativo-check` installed for commits and merges."""

    @functools.cache
    def template(installation: Installation) -> Path:
        folder = tmp_path_factory.mktemp("template")
        path = folder / "acme"
        shutil.copytree(SOURCE / "examples" / "acme", path)
        project = Project(path, installation.environment(folder), installation)
        write_configuration(path, "dativo-check")
        project.git("init", "-q")
        project.save()
        assert project.manager("install").code == 0
        return path

    return template


@pytest.fixture
def start(
    tmp_path: Path, templates: Callable[[Installation], Path], installation: Installation
) -> Start:
    """Makes a project: a copy of the example with these hooks (default: `dativo-check`)."""
    environment = installation.environment(tmp_path)
    template = templates(installation)

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
