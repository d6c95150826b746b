from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests import needs
from tests.action.runner import Runner
from tests.published import SOURCE, once, published

if TYPE_CHECKING:
    from pathlib import Path

JOB = "jobs/acme/hubspot_contacts.yaml"


def write_acme(workspace: Path) -> None:
    """Copy the example."""
    shutil.copytree(SOURCE / "examples" / "acme", workspace)


@pytest.fixture(scope="session")
def checkout(shared: Path) -> Path:
    """The action as a runner checks it out."""
    needs.programs_in_sh()
    return published(shared)


@pytest.fixture(scope="session")
def used(shared: Path, checkout: Path) -> Path:
    """A folder for what lasts a job, in which the action has been used already."""

    def use(folder: Path) -> None:
        home, workspace = folder / "home", folder / "workspace"
        home.mkdir()
        write_acme(workspace)
        result = Runner(checkout, workspace, folder, home).run()
        assert result.code == 0, result.log
        assert "::group::Install dativo-hooks" in result.log

    return once(shared / "runner", use)


@pytest.fixture
def runner(tmp_path: Path, checkout: Path, used: Path) -> Runner:
    """A job whose workspace is a copy of the example; it has used the action before."""
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    (installed,) = used.glob("dativo-hooks-*")
    (temporary / installed.name).symlink_to(installed)
    workspace = tmp_path / "work space"
    write_acme(workspace)
    subprocess.run(["git", "init", "-q", str(workspace)], check=True)
    return Runner(checkout, workspace, temporary, home)
