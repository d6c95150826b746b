"""A glance at the working tree says what a listing of it says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository.glancing import GlancedTree
from dativo_hooks.repository.index import IndexTree
from dativo_hooks.repository.root import find_root
from dativo_hooks.repository.working_tree import WorkingTree
from dativo_hooks.tree import MAX_FILE_SIZE, UnreadableFile
from tests import needs

if TYPE_CHECKING:
    from tests.repository.sandbox import Repository

PATHS = (
    "tracked.tf", "deleted.tf", "changed.tf", "became a link.tf", "became a folder.tf", "link.tf",
    "dangling.tf", "untracked.tf", "ignored.tf", "nowhere.tf", "folder/inside.tf", "big.tf",
    "behind/inside.tf", "ü sp.tf", "became a folder.tf/x.tf",
)  # fmt: skip


@pytest.fixture
def shaped(repository: Repository) -> Repository:
    """Every state that a path can be in."""
    top = repository.path
    (top / "folder").mkdir()
    (top / "behind").mkdir()
    for path in ("tracked.tf", "deleted.tf", "changed.tf", "became a link.tf", "ü sp.tf", "big.tf",
                 "became a folder.tf", "folder/inside.tf", "behind/inside.tf"):  # fmt: skip
        (top / path).write_text("# one\n")
    (top / "link.tf").symlink_to("tracked.tf")
    (top / "dangling.tf").symlink_to("nowhere")
    (top / ".gitignore").write_text("ignored.tf\n")
    repository.git("add", "-A")
    (top / "deleted.tf").unlink()
    (top / "changed.tf").write_text("# two\n")
    (top / "became a link.tf").unlink()
    (top / "became a link.tf").symlink_to("tracked.tf")
    (top / "became a folder.tf").unlink()
    (top / "became a folder.tf").mkdir()
    (top / "became a folder.tf/x.tf").write_text("# x\n")
    (top / "behind/inside.tf").unlink()
    (top / "behind").rmdir()
    (top / "behind").symlink_to("folder")
    (top / "untracked.tf").write_text("# three\n")
    (top / "ignored.tf").write_text("# four\n")
    (top / "big.tf").write_bytes(b"#" * (MAX_FILE_SIZE + 1))
    return repository


def told(tree: GlancedTree | WorkingTree, path: str) -> object:
    try:
        return tree.read(path)
    except (KeyError, UnreadableFile) as error:
        return repr(error)


@needs.links
@pytest.mark.parametrize("path", PATHS)
def test_a_glance_and_a_listing_agree(shaped: Repository, path: str) -> None:
    root = find_root(str(shaped.path))
    glanced, listed = GlancedTree(root, IndexTree(root)), WorkingTree(root)
    assert (path in glanced.paths) == (path in listed.paths)
    assert glanced.paths.get(path) == listed.paths.get(path)
    assert told(glanced, path) == told(listed, path)
    assert dict(glanced.paths) == dict(listed.paths)
    assert len(glanced.paths) == len(listed.paths)
    assert glanced.outside == listed.outside
    assert told(glanced, path) == told(listed, path)


@needs.links
def test_what_is_tracked_or_gone_needs_no_listing(
    shaped: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = find_root(str(shaped.path))
    glanced = GlancedTree(root, IndexTree(root))
    monkeypatch.setattr("dativo_hooks.repository.glancing.WorkingTree", os.abort)
    for path in ("tracked.tf", "deleted.tf", "changed.tf", "nowhere.tf", "folder/inside.tf"):
        assert (path in glanced.paths) == os.path.exists(shaped.path / path)
