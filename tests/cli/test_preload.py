"""What is loaded while git works is what a small change needs, and no more."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from dativo_hooks.cli import preload as ahead
from dativo_hooks.cli.preload import MODULES, load_while_git_lists

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

RUN = """
import sys
from dativo_hooks.cli import preload as ahead
ahead.MODULES = ()
from dativo_hooks.cli.main import main
code = main(["check", "--staged"])
print(code, *sorted(sys.modules))
"""


def test_a_small_change_needs_all_of_it(project: Project, git: Repository) -> None:
    assert project.run("check", "--staged").code == 0
    project.write({"jobs/contacts.yaml": project.read("jobs/contacts.yaml") + b"# changed\n"})
    git.git("add", "-A")
    done = subprocess.run(
        [sys.executable, "-c", RUN], capture_output=True, text=True, check=True, cwd=project.path
    )
    code, *loaded = done.stdout.split()
    assert code == "0"
    assert set(MODULES) <= set(loaded)
    assert "yaml" not in loaded  # slow, and only for unusual files


class Git:
    """Works for so many questions."""

    def __init__(self, questions: int) -> None:
        self.left = questions

    @property
    def waits(self) -> bool:
        self.left -= 1
        return self.left >= 0


def test_nothing_is_loaded_when_git_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(ahead, "import_module", loaded.append)
    load_while_git_lists(Git(0))
    load_while_git_lists(object())
    assert loaded == []
    load_while_git_lists(Git(3))
    assert tuple(loaded) == MODULES[:3]
