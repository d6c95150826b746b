"""Links that git wrote as files, as it does on Windows by default: they lead where they should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository import working_tree
from dativo_hooks.repository.root import find_root
from dativo_hooks.repository.working_tree import WorkingTree
from tests.repository.sandbox import Repository

if TYPE_CHECKING:
    from pathlib import Path

LINKS = {
    "link": "a",
    "sub/up": "../a",
    "sub/beside": "deep/b",
    "chain": "sub/beside",
    "sub/deep/é ü": "b",
    "outside": "../secret",
    "absolute": "/etc/hosts",
    "dangling": "nowhere",
    "circle": "circle",
    "folder": "sub",
}


@pytest.fixture
def origin(repository: Repository) -> Repository:
    repository.write({"a": "1", "sub/deep/b": "2", "sub/other/c": "3"})
    repository.git("add", "-A")
    for path, target in LINKS.items():  # no link on disk: not every system makes them
        repository.write({"target": target})
        blob = repository.git("hash-object", "-w", "target").strip()
        repository.git("update-index", "--add", "--cacheinfo", f"120000,{blob},{path}")
    repository.git("commit", "-qm", "x")
    return repository


def checkout(origin: Repository, path: Path, *options: str) -> Repository:
    origin.git("clone", "-q", *options, str(origin.path), str(path))
    return Repository(path, origin.environment)


def seen(root: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    tree = WorkingTree(find_root(str(root), str(root)))
    return {path: tree.read(path) for path in tree.paths}, dict(tree.outside)


@pytest.mark.parametrize("below", ["", "sub"])
def test_links_written_as_files(
    origin: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    expected = seen(checkout(origin, tmp_path / "links").path / below)
    files = checkout(origin, tmp_path / "files", "-c", "core.symlinks=false")
    assert not (files.path / "link").is_symlink()
    files.write({"sub/untracked": "4"})
    monkeypatch.setattr(working_tree, "LINKS_AS_FILES", True)
    contents, outside = seen(files.path / below)
    assert contents.pop("untracked" if below else "sub/untracked") == b"4"
    assert (contents, outside) == expected
    assert contents["deep/b" if below else "link"] == (b"2" if below else b"1")


def test_links_that_are_links_stay_so(
    origin: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = checkout(origin, tmp_path / "links")
    expected = seen(clone.path)
    monkeypatch.setattr(working_tree, "LINKS_AS_FILES", True)
    assert seen(clone.path) == expected
    (clone.path / "link").unlink()
    (clone.path / "sub" / "up").unlink()
    contents, outside = seen(clone.path)
    assert set(expected[0]) - set(contents) == {"link", "sub/up"}
    assert outside == expected[1]
