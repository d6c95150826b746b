"""Junctions of Windows, which Python calls folders: they are links to us."""

from __future__ import annotations

import os
import stat
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository.modes import mode, mode_or
from dativo_hooks.repository.root import find_root
from dativo_hooks.repository.working_tree import WorkingTree
from dativo_hooks.repository.writing import UnsafePath, delete, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repository.sandbox import Repository

JUNCTION = 0xA0000003
OTHER = 0x9000001A  # IO_REPARSE_TAG_CLOUD: a folder that OneDrive keeps


def as_on_windows(monkeypatch: pytest.MonkeyPatch, tags: dict[str, int]) -> None:
    """Folders of these names have such tags."""
    lstat = os.lstat

    def windows_lstat(path: str) -> object:
        status = lstat(path)
        tag = tags.get(os.path.basename(path), 0)
        return SimpleNamespace(st_mode=status.st_mode, st_reparse_tag=tag)

    monkeypatch.setattr("dativo_hooks.repository.modes.os.lstat", windows_lstat)


@pytest.mark.parametrize(("tag", "kind"), [(JUNCTION, stat.S_IFLNK), (OTHER, stat.S_IFDIR)])
def test_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tag: int, kind: int) -> None:
    (tmp_path / "x").mkdir()
    as_on_windows(monkeypatch, {"x": tag})
    assert stat.S_IFMT(mode(str(tmp_path / "x"))) == kind
    assert stat.S_IFMT(mode_or(str(tmp_path / "x"), 0)) == kind


def test_what_is_not_there_and_what_nobody_can_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert mode(str(tmp_path / "gone")) == mode(str(tmp_path / "file" / "x")) == 0

    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dativo_hooks.repository.modes.os.lstat", refuse)
    assert mode_or(str(tmp_path / "file"), stat.S_IFREG) == stat.S_IFREG
    with pytest.raises(PermissionError):
        mode(str(tmp_path / "file"))


@pytest.mark.parametrize("in_git", [False, True])
def test_nothing_behind_a_junction_is_listed(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, in_git: bool
) -> None:
    root = repository.path if in_git else tmp_path / "plain"
    for name in ("a/x.yaml", "junction/x.yaml", "cloud/x.yaml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")
    as_on_windows(monkeypatch, {"junction": JUNCTION, "cloud": OTHER})
    tree = WorkingTree(find_root(str(root), str(root)))
    assert list(tree.paths) == ["a/x.yaml", "cloud/x.yaml"]


def test_nothing_is_written_through_a_junction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "junction").mkdir()
    (tmp_path / "junction" / "x").write_bytes(b"kept")
    as_on_windows(monkeypatch, {"junction": JUNCTION})
    with pytest.raises(UnsafePath, match="lies behind junction, which is a link"):
        write_atomically(str(tmp_path), "junction/x", b"new")
    with pytest.raises(UnsafePath, match="lies behind junction, which is a link"):
        delete(str(tmp_path), "junction/x")
    assert (tmp_path / "junction" / "x").read_bytes() == b"kept"
