from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository.root import find_root
from dativo_hooks.repository.working_tree import WorkingTree
from dativo_hooks.tree import MAX_FILE_SIZE, Tree, UnreadableFile
from tests import needs
from tests.repository.sandbox import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["git", "no git"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, environment: dict[str, str]) -> Path:
    """An empty root, once in git and once outside."""
    path = tmp_path / "root"
    if request.param == "git":
        Repository.create(path, environment)
    else:
        path.mkdir()
    return path


def tree_of(root: Path) -> WorkingTree:
    return WorkingTree(find_root(str(root), str(root)))


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


def contents(tree: Tree) -> dict[str, str]:
    tree.prefetch(tree.paths)
    return {path: tree.read(path).decode() for path in tree.paths}


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a": "1", "b/c/d": "2"},
        {"with space/ü.yaml": "1", "[a]": "2"},
        pytest.param({"u\u0308": "2", "\u00fc": "3"}, marks=needs.any_names),
        pytest.param({"line\nbreak": "1", "*": "2", '"q"': "3"}, marks=needs.printable_names),
        {".hidden/x": "1", ".dativo-hooks.yaml": ""},
        {"b": "", "a/x": "", "a.x": "", "Z": "", "\uffee": "", "\U0001f600": ""},
    ],
)
def test_reads_all_files(folder: Path, files: dict[str, str]) -> None:
    write(folder, files)
    tree = tree_of(folder)
    assert contents(tree) == files
    assert list(tree.paths) == sorted(files)
    assert set(tree.paths.values()) <= {""}
    assert (tree.name, tree.outside) == ("working tree", {})


@needs.any_names
def test_name_that_is_no_utf8(folder: Path) -> None:
    with open(os.path.join(os.fsencode(folder), b"a\xffb"), "wb") as file:
        file.write(b"1")
    assert contents(tree_of(folder)) == {"a\udcffb": "1"}


@needs.links
def test_nested_project_is_left_out(folder: Path) -> None:
    write(folder, {"a": "", "sub/.dativo-hooks.yaml": "", "sub/b": "", ".dativo-hooks.yaml": ""})
    (folder / "sub" / "link").symlink_to("/etc")
    assert list(tree_of(folder).paths) == [".dativo-hooks.yaml", "a"]
    assert tree_of(folder).outside == {}
    assert list(tree_of(folder / "sub").paths) == [".dativo-hooks.yaml", "b"]


@needs.links
def test_links(folder: Path) -> None:
    write(folder, {"a": "1", "deep/b": "2"})
    write(folder.parent, {"beside/c": "secret"})
    (folder.parent / "again").symlink_to("root")
    targets = {
        "in": "a",
        "chain": "in",
        "deep/up": "../a",
        "absolute": str(folder / "a"),
        "absolute again": str(folder.parent / "again" / "deep" / "b"),
        "folder": "deep",
        "loop": "loop",
        "nowhere": "missing",
        "out": "../beside/c",
        "out folder": "../beside",
        "out absolute": str(folder.parent / "beside" / "c"),
        "git": ".git/HEAD",
    }
    for name, target in targets.items():
        (folder / name).symlink_to(target)
    tree = tree_of(folder)
    assert contents(tree) == {
        "a": "1",
        "absolute": "1",
        "absolute again": "2",
        "chain": "1",
        "deep/b": "2",
        "deep/up": "1",
        "in": "1",
    }
    assert tree.outside == {path: targets[path] for path in targets if path not in tree.paths}
    for path in tree.outside:
        with pytest.raises(KeyError):
            tree.read(path)


@needs.fifos
def test_what_is_no_regular_file_is_never_opened(folder: Path) -> None:
    write(folder, {"a": "1"})
    os.mkfifo(folder / "fifo")
    assert contents(tree_of(folder)) == {"a": "1"}


@needs.fifos
def test_file_that_becomes_something_else_after_the_listing(folder: Path) -> None:
    write(folder, dict.fromkeys(["fifo", "folder", "gone", "link"], "1"))
    tree = tree_of(folder)
    for name in tree.paths:
        (folder / name).unlink()
    os.mkfifo(folder / "fifo")
    (folder / "folder").mkdir()
    (folder / "link").symlink_to("/etc/hosts")
    for name in tree.paths:
        with pytest.raises(UnreadableFile, match=name):
            tree.read(name)


def test_big_file_is_not_read(folder: Path) -> None:
    write(folder, {"big": "x" * (MAX_FILE_SIZE + 1), "most": "x" * MAX_FILE_SIZE})
    tree = tree_of(folder)
    assert len(tree.read("most")) == MAX_FILE_SIZE
    with pytest.raises(UnreadableFile, match=r"^big is 2.1 MiB; files over 2 MiB"):
        tree.read("big")


def test_file_that_comes_in_pieces(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"a": "some text", "shrinks": "some text"})
    read = os.read
    monkeypatch.setattr(os, "read", lambda file, size: read(file, min(size, 4)))
    tree = tree_of(folder)
    assert contents(tree) == {"a": "some text", "shrinks": "some text"}
    pieces = iter([b"some", b""])
    monkeypatch.setattr(os, "read", lambda *_: next(pieces))
    assert tree.read("shrinks") == b"some"


def test_file_without_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"a": "1"})
    tree = tree_of(folder)
    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(UnreadableFile, match=r"^a can't be read: Permission denied$"):
        tree.read("a")


def denied(*_: object) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def test_folders_without_sources_are_not_walked_outside_git(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    skipped = [".git", ".hg", "node_modules", ".venv", ".terraform", "__pycache__"]
    write(tmp_path / "r", {f"{name}/x": "" for name in skipped})
    write(tmp_path / "r", {f"sub/{name}/x": "" for name in skipped if name != ".git"})
    write(tmp_path / "r", {"sub/.github/x": "1", "venv": "2"})
    assert contents(tree_of(tmp_path / "r")) == {"sub/.github/x": "1", "venv": "2"}


@needs.links
def test_folder_that_cannot_be_listed_is_no_empty_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, {"a": "1", "sub/b": "2"})
    (folder / "sub" / "link").symlink_to("../a")
    scan = os.scandir

    def partly(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("sub"):
            denied()
        return scan(path)

    root = find_root(str(folder), str(folder))
    monkeypatch.setattr(os, "scandir", partly)
    if root.git_top is None:
        with pytest.raises(UnreadableFile, match=r"^sub can't be listed: Permission denied$"):
            WorkingTree(root)
    else:
        assert contents(WorkingTree(root)) == {"a": "1", "sub/b": "2", "sub/link": "1"}


@needs.links
def test_link_that_cannot_be_read_leads_nowhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, {"a": "1"})
    (folder / "link").symlink_to("a")
    monkeypatch.setattr(os, "readlink", denied)
    root = find_root(str(folder), str(folder))
    assert list(WorkingTree(root).paths) == ["a"]
    assert WorkingTree(root).outside == {"link": "/"}


def test_folder_that_cannot_be_entered_keeps_its_tracked_files(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a": "1", "sub/b": "2"})
    monkeypatch.setattr(os, "scandir", denied)
    monkeypatch.setattr(os, "lstat", denied)
    root = find_root(str(repository.path))._replace(path=str(repository.path.resolve()))
    assert list(WorkingTree(root).paths) == ["a", "sub/b"]


def test_in_git_ignored_and_deleted_files_do_not_count(repository: Repository) -> None:
    repository.commit({"a": "1", "gone": "1", "d/gone": "1", ".gitignore": "*.log\nout/\n"})
    repository.write({"a": "2", "new": "3", "x.log": "", "out/y": "", "sub/x.log": ""})
    for name in ("gone", "d/gone"):
        (repository.path / name).unlink()
    assert contents(tree_of(repository.path)) == {
        ".gitignore": "*.log\nout/\n",
        "a": "2",
        "new": "3",
    }


@needs.links
def test_sub_folder_as_root(repository: Repository) -> None:
    repository.commit({"sub/a": "1", "subway/b": "", "c": ""})
    repository.write({"sub/d/new": "2", "sub/.gitignore": ".gitignore"})
    (repository.path / "sub" / "out").symlink_to("../c")
    tree = tree_of(repository.path / "sub")
    assert contents(tree) == {"a": "1", "d/new": "2"}
    assert tree.outside == {"out": "../c"}


@needs.fifos
def test_tracked_file_replaced_by_something_else(repository: Repository, tmp_path: Path) -> None:
    write(tmp_path, {"beside/x": "secret"})
    repository.commit({"file": "", "folder/x": "1", "linked/x": "1", "deep/er/x": "1", "l": ""})
    for name in ("file", "folder/x", "linked/x", "deep/er/x", "l"):
        (repository.path / name).unlink()
    for name in ("folder", "linked", "deep/er", "deep"):
        (repository.path / name).rmdir()
    repository.write({"file/inner": "2", "folder": "3"})
    for name in ("linked", "deep"):
        (repository.path / name).symlink_to("../beside")
    os.mkfifo(repository.path / "l")
    tree = tree_of(repository.path)
    assert contents(tree) == {"file/inner": "2", "folder": "3"}
    assert tree.outside == {"deep": "../beside", "linked": "../beside"}


def test_merge_lists_a_path_once(repository: Repository) -> None:
    repository.commit({"a": "0"})
    repository.git("checkout", "-qb", "theirs")
    repository.commit({"a": "1"})
    repository.git("checkout", "-q", "main")
    repository.commit({"a": "2"})
    repository.git("merge", "theirs", check=False)
    assert list(tree_of(repository.path).paths) == ["a"]


def test_other_repositories_inside_are_not_entered(repository: Repository, tmp_path: Path) -> None:
    other = Repository.create(tmp_path / "other", repository.environment)
    other.commit({"b": "inner"})
    repository.commit({"a": "1"})
    repository.git("submodule", "--quiet", "add", str(other.path), "module")
    Repository.create(repository.path / "untracked", repository.environment).commit({"c": ""})
    assert set(tree_of(repository.path).paths) == {".gitmodules", "a"}
    assert contents(tree_of(repository.path / "module")) == {"b": "inner"}
