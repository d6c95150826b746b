"""`version`: the action at one commit runs dativo-hooks of another."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from scripts.github_action import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.action.runner import Runner

pytestmark = pytest.mark.lane("install")


@pytest.fixture
def here(runner: Runner, tmp_path: Path) -> Mapping[str, str]:
    """An environment in which our repository's address is that of a copy with a tag."""
    copy = tmp_path / "copy"
    settings = tmp_path / "gitconfig"
    settings.write_text(
        f'[url "{copy.as_uri()}"]\n\tinsteadOf = {REPOSITORY}\n'
        '[protocol "file"]\n\tallow = always\n[user]\n\tname = T\n\temail = t@example.com\n'
    )
    environment = {"GIT_CONFIG_GLOBAL": str(settings)}

    def git(*words: str, cwd: Path) -> None:
        subprocess.run(["git", *words], cwd=cwd, check=True, capture_output=True, env=environment)

    git("clone", "-q", str(runner.action), str(copy), cwd=tmp_path)
    version = copy / "dativo_hooks" / "__init__.py"
    version.write_text(version.read_text() + '\n__version__ = "7.8.9"\n')
    git("commit", "-qam", "x", cwd=copy)
    git("tag", "v7.8.9", cwd=copy)
    git("reset", "-q", "--hard", "HEAD^", cwd=copy)
    return environment


def test_version(runner: Runner, here: Mapping[str, str]) -> None:
    before = set(runner.temporary.iterdir())
    result = runner.run({"version": "v7.8.9"}, here)
    assert result.code == 0, result.log
    (folder,) = set(runner.temporary.iterdir()) - before
    words = [str(folder / "bin" / "python"), "-I", "-m", "dativo_hooks", "--version"]
    assert subprocess.check_output(words) == b"dativo-hooks 7.8.9\n"


def test_a_version_that_is_not_there(runner: Runner, here: Mapping[str, str]) -> None:
    result = runner.run({"version": "v0.0.0"}, here)
    assert (result.code, result.outputs["exit-code"]) == (2, "2")
    assert result.errors == ["it can't be installed: the log says why"]
    assert "v0.0.0" in result.log
    # The next use in the job tries again.
    assert not [*runner.home.parent.glob("temporary/dativo-hooks-*/installed")][1:]
