"""Our trees as seen from hooks that a real `git commit` runs."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

import dativo_hooks
from tests.repository.sandbox import Repository

PROGRAM = """
import json, sys
sys.path.insert(0, {package!r})
from dativo_hooks.repository.index import IndexTree
from dativo_hooks.repository.root import find_root
from dativo_hooks.repository.working_tree import WorkingTree

root = find_root(".", sys.argv[1] if len(sys.argv) > 1 else None)
report = {{"root": root.path, "prefix": root.prefix}}
for tree in (IndexTree(root), WorkingTree(root)):
    tree.prefetch(tree.paths)
    report[tree.name] = {{path: tree.read(path).decode() for path in tree.paths}}
with open({report!r}, "w") as file:
    json.dump(report, file)
"""


class Hook:
    """A pre-commit hook that reports what it saw."""

    def __init__(self, folder: Path) -> None:
        self._report = folder / "report.json"
        self._program = folder / "hook.py"
        package = str(Path(dativo_hooks.__file__).parent.parent)
        program = PROGRAM.format(package=package, report=str(self._report))
        self._program.write_bytes(program.encode())

    def install(self, git_dir: Path, folder: str = ".", *arguments: str) -> None:
        words = [sys.executable, str(self._program), *arguments]
        script = git_dir / "hooks" / "pre-commit"
        script.parent.mkdir(exist_ok=True)
        script.write_bytes(f"#!/bin/sh\ncd {folder} && exec {shlex.join(words)}\n".encode())
        script.chmod(0o755)

    def seen(self) -> dict[str, object]:
        seen: dict[str, object] = json.loads(self._report.read_text())
        self._report.unlink()
        return seen


@pytest.fixture
def hook(tmp_path: Path) -> Hook:
    return Hook(tmp_path)


# How the commit is made, and what of the two changed files it takes.
COMMITS = [
    (["commit", "-qm", "x"], {"sub/a": "staged", "sub/b": "old"}),
    (["commit", "-qam", "x"], {"sub/a": "changed", "sub/b": "changed"}),
    (["commit", "-qm", "x", "sub/b"], {"sub/a": "old", "sub/b": "changed"}),
    (["commit", "-qm", "x", "--include", "sub/b"], {"sub/a": "staged", "sub/b": "changed"}),
    (["--git-dir=.git", "commit", "-qm", "x"], {"sub/a": "staged", "sub/b": "old"}),
    (
        ["--git-dir=.git", "--work-tree=.", "commit", "-qm", "x", "sub/b"],
        {"sub/a": "old", "sub/b": "changed"},
    ),
]


def change(repository: Repository) -> None:
    repository.commit({"sub/a": "old", "sub/b": "old"})
    repository.write({"sub/a": "staged"})
    repository.git("add", "sub/a")
    repository.write({"sub/a": "changed", "sub/b": "changed"})


@pytest.mark.parametrize("folder", [".", "sub"])
@pytest.mark.parametrize(("command", "taken"), COMMITS)
def test_sees_what_is_committed(
    repository: Repository, hook: Hook, command: list[str], taken: dict[str, str], folder: str
) -> None:
    change(repository)
    hook.install(repository.path / ".git", folder)
    repository.git(*command)
    assert hook.seen() == {
        "root": str(repository.path.resolve()),
        "prefix": "",
        "index": taken,
        "working tree": {"sub/a": "changed", "sub/b": "changed"},
    }
    for path, text in taken.items():
        assert repository.git("show", f"HEAD:{path}") == text


@pytest.mark.parametrize(("command", "taken"), COMMITS[:4])
def test_sees_what_is_committed_in_a_linked_worktree(
    repository: Repository,
    tmp_path: Path,
    hook: Hook,
    command: list[str],
    taken: dict[str, str],
) -> None:
    repository.commit({"sub/a": "elsewhere"})
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"))
    linked = Repository(tmp_path / "linked", repository.environment)
    change(linked)
    hook.install(repository.path / ".git", "sub")
    linked.git(*command)
    seen = hook.seen()
    assert (seen["root"], seen["index"]) == (str(linked.path.resolve()), taken)


@pytest.mark.parametrize(("command", "taken"), COMMITS[:4])
def test_sees_what_is_committed_in_a_submodule(
    repository: Repository,
    tmp_path: Path,
    hook: Hook,
    command: list[str],
    taken: dict[str, str],
) -> None:
    origin = Repository.create(tmp_path / "origin", repository.environment)
    origin.commit({"x": ""})
    repository.git("submodule", "--quiet", "add", str(origin.path), "module")
    module = Repository(repository.path / "module", repository.environment)
    change(module)
    hook.install(repository.path / ".git" / "modules" / "module", "sub")
    module.git(*command)
    seen = hook.seen()
    assert (seen["root"], seen["index"]) == (str(module.path.resolve()), {**taken, "x": ""})


def test_sub_folder_as_root(repository: Repository, hook: Hook) -> None:
    change(repository)
    hook.install(repository.path / ".git", ".", "sub")
    repository.git("commit", "-qm", "x", "sub/b")
    seen = hook.seen()
    assert (seen["prefix"], seen["index"]) == ("sub/", {"a": "old", "b": "changed"})


def test_submodule_as_root_in_a_hook_around_it(
    repository: Repository, tmp_path: Path, hook: Hook
) -> None:
    origin = Repository.create(tmp_path / "origin", repository.environment)
    origin.commit({"x": "inner"})
    change(repository)
    repository.git("submodule", "--quiet", "add", str(origin.path), "module")
    hook.install(repository.path / ".git", ".", "module")
    repository.git("commit", "-qam", "x")
    assert hook.seen() == {
        "root": str((repository.path / "module").resolve()),
        "prefix": "",
        "index": {"x": "inner"},
        "working tree": {"x": "inner"},
    }
