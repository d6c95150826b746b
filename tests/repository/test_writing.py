from __future__ import annotations

import os
import stat
from functools import partial
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository.writing import UnsafePath, delete, write_atomically
from tests import needs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root beside which lies what must not be touched."""
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "secret").write_text("kept")
    folder = tmp_path / "root"
    folder.mkdir()
    return folder


def listing(folder: Path) -> list[str]:
    return sorted(
        os.path.relpath(os.path.join(where, name), folder)
        for where, folders, files in os.walk(folder)
        for name in files
    )


@pytest.mark.parametrize("path", ["x.tf", "terraform/generated/ü x.tf", "a/" + "n" * 200])
def test_writes_a_new_file_with_its_folders(root: Path, path: str) -> None:
    write_atomically(str(root), path, b"new\r\n\xff")
    assert (root / path).read_bytes() == b"new\r\n\xff"
    assert listing(root) == [path]


@needs.modes
def test_new_file_has_the_mode_of_any_new_file(root: Path) -> None:
    (root / "usual").write_text("")
    write_atomically(str(root), "x", b"")
    assert (root / "x").stat().st_mode == (root / "usual").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o755, 0o444])
@needs.modes
def test_replaced_file_keeps_its_mode(root: Path, mode: int) -> None:
    (root / "x").write_text("old")
    (root / "x").chmod(mode)
    write_atomically(str(root), "x", b"new")
    assert (root / "x").read_bytes() == b"new"
    assert stat.S_IMODE((root / "x").stat().st_mode) == mode
    assert listing(root) == ["x"]


@pytest.mark.parametrize("now", [b"old\n", b"", None])
def test_what_somebody_else_has_changed_is_not_replaced(root: Path, now: bytes | None) -> None:
    if now is not None:
        (root / "x").write_bytes(now)
    with pytest.raises(UnsafePath, match="since it was read"):
        write_atomically(str(root), "x", b"new", instead_of=b"old")
    assert listing(root) == ([] if now is None else ["x"])
    assert now is None or (root / "x").read_bytes() == now
    write_atomically(str(root), "x", b"old")
    write_atomically(str(root), "x", b"new", instead_of=b"old")
    assert (root / "x").read_bytes() == b"new"


@needs.removals
def test_who_has_the_old_file_open_still_reads_all_of_it(root: Path) -> None:
    (root / "x").write_bytes(b"old")
    with (root / "x").open("rb") as before:
        write_atomically(str(root), "x", b"longer than before")
        assert before.read() == b"old"


@pytest.mark.parametrize("call", ["replace", "chmod"])
def test_failure_leaves_the_old_content_and_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    (root / "x").write_text("old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="no space left"):
        write_atomically(str(root), "x", b"new")
    assert (root / "x").read_text() == "old"
    assert listing(root) == ["x"]


UNSAFE = [
    ("../beside/secret", "no path relative"),
    ("a/../../beside/secret", "no path relative"),
    ("", "no path relative"),
    ("a//b", "no path relative"),
    ("./a", "no path relative"),
    ("a/", "no path relative"),
    ("/etc/hosts", "no path relative"),
    ("a\0b", "no path relative"),
    (".git/hooks/pre-commit", "git's own folder"),
    ("sub/.GIT/config", "git's own folder"),
    ("GIT~1/hooks/pre-commit", "git's own folder"),
    pytest.param("link", "is a link", marks=needs.links),
    pytest.param("dangling", "is a link", marks=needs.links),
    pytest.param("outside/secret", "lies behind outside, which is a link", marks=needs.links),
    pytest.param("sub/out/new/deep", "lies behind sub/out, which is a link", marks=needs.links),
    pytest.param("inside/file", "lies behind inside, which is a link", marks=needs.links),
    ("sub", "is no regular file"),
    pytest.param("fifo", "is no regular file", marks=needs.fifos),
    ("sub/file/x", "lies in sub/file, which is no folder"),
]


@pytest.mark.parametrize(("path", "reason"), UNSAFE)
@pytest.mark.parametrize("deletes", [False, True])
def test_refuses_what_leaves_the_root(root: Path, path: str, reason: str, deletes: bool) -> None:
    (root / "sub").mkdir()
    (root / "sub" / "file").write_text("kept")
    if not needs.WINDOWS:
        (root / "link").symlink_to("../beside/secret")
        (root / "dangling").symlink_to("../beside/new")
        (root / "outside").symlink_to("../beside")
        (root / "sub" / "out").symlink_to("../../beside")
        (root / "inside").symlink_to("sub")
        os.mkfifo(root / "fifo")
    before = listing(root.parent)
    change = delete if deletes else partial(write_atomically, data=b"new")
    with pytest.raises(UnsafePath, match=reason) as caught:
        change(str(root), path)
    assert caught.value.path == path
    assert listing(root.parent) == before
    assert (root / "sub" / "file").read_text() == "kept"
    assert (root.parent / "beside" / "secret").read_text() == "kept"


@pytest.mark.parametrize(
    "path", ["a\\..\\..\\b", "c:x.tf", "a/x.tf:stream", "nul.tf", "a/AUX/x.tf", "a./x.tf", "a?/x"]
)
@needs.printable_names
def test_refuses_what_windows_takes_for_something_else(
    root: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    with monkeypatch.context() as windows:
        windows.setattr(os, "sep", "\\")
        with pytest.raises(UnsafePath, match="means something else"):
            write_atomically(str(root), path, b"")
    assert listing(root) == []
    write_atomically(str(root), path, b"")  # here it is a name like any other
    assert listing(root) == [path]


def test_a_read_only_file_of_windows_is_left_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is neither replaced nor deleted there; nor would the temporary file be, which is alike."""
    unlink = os.unlink

    def is_read_only(path: str) -> bool:
        return not os.stat(path).st_mode & stat.S_IWRITE

    def windows_replace(_: str, target: str) -> None:
        raise PermissionError(13, "Permission denied", target)

    def windows_unlink(path: str) -> None:
        if is_read_only(path):
            raise PermissionError(13, "Permission denied", path)
        unlink(path)

    (root / "x").write_bytes(b"old")
    (root / "x").chmod(0o444)
    monkeypatch.setattr(os, "replace", windows_replace)
    monkeypatch.setattr(os, "unlink", windows_unlink)
    with pytest.raises(PermissionError):
        write_atomically(str(root), "x", b"new")
    assert listing(root) == ["x"]
    assert (root / "x").read_bytes() == b"old"
    assert is_read_only(str(root / "x"))


def test_deletes_the_file_only(root: Path) -> None:
    write_atomically(str(root), "a/b/x", b"")
    assert delete(str(root), "a/b/x") is True
    assert delete(str(root), "a/b/x") is False
    assert delete(str(root), "nowhere/x") is False
    assert (root / "a" / "b").is_dir()
