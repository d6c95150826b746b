from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository import git
from dativo_hooks.repository.git import GitError
from dativo_hooks.repository.index import IndexTree, NotInGit
from dativo_hooks.repository.root import find_root
from dativo_hooks.tree import MAX_FILE_SIZE, Tree, UnreadableFile, blob_id
from tests import needs
from tests.repository.sandbox import Repository

if TYPE_CHECKING:
    from pathlib import Path


def index_of(repository: Repository, folder: str = "") -> IndexTree:
    return IndexTree(find_root(str(repository.path), str(repository.path / folder)))


def contents(tree: Tree) -> dict[str, bytes]:
    tree.prefetch(tree.paths)
    return {path: tree.read(path) for path in tree.paths}


def test_reads_what_is_staged_and_nothing_else(repository: Repository) -> None:
    repository.commit({"a": "committed", "b/c": "committed", "gone": "", "ignored": "tracked"})
    repository.write({"a": "staged", "new": "staged", ".gitignore": "ignored\n"})
    repository.git("add", "a", "new")
    repository.git("rm", "-q", "gone")
    repository.write({"a": "later", "untracked": "", "b/c": "later"})
    tree = index_of(repository)
    assert contents(tree) == {
        "a": b"staged",
        "b/c": b"committed",
        "ignored": b"tracked",
        "new": b"staged",
    }
    assert tree.paths["a"] == blob_id(b"staged", "")
    assert (tree.name, tree.outside, tree.unmerged) == ("index", {}, frozenset())


def test_before_the_first_commit(repository: Repository) -> None:
    assert contents(index_of(repository)) == {}
    repository.write({"a": "1"})
    repository.git("add", "a")
    assert contents(index_of(repository)) == {"a": b"1"}


def test_sub_folder_as_root(repository: Repository) -> None:
    repository.commit(
        {"sub/a": "1", "sub/deep/b": "", "subway": "3", "a": "4", "s*b/x": "5", ":!s/x": ""}
    )
    assert contents(index_of(repository, "sub")) == {"a": b"1", "deep/b": b""}
    assert contents(index_of(repository, "s*b")) == {"x": b"5"}
    assert contents(index_of(repository, ":!s")) == {"x": b""}


@needs.modes
def test_executable_file_is_a_file(repository: Repository) -> None:
    repository.write({"a": "1"})
    (repository.path / "a").chmod(0o755)
    repository.git("add", "a")
    assert contents(index_of(repository)) == {"a": b"1"}


@pytest.mark.parametrize(
    "name",
    [
        "with space",
        "ü.yaml",
        "[a]",
        pytest.param("u\u0308.yaml", marks=needs.any_names),
        *(
            pytest.param(name, marks=needs.printable_names)
            for name in ('q"uote', "line\nbreak", "tab\there", "*?[a]")
        ),
    ],
)
def test_odd_names(repository: Repository, name: str) -> None:
    repository.commit({name: "1", f"d{name}/{name}": ""})
    assert contents(index_of(repository)) == {name: b"1", f"d{name}/{name}": b""}


@needs.any_names
def test_name_that_is_no_utf8(repository: Repository) -> None:
    location = os.path.join(os.fsencode(repository.path), b"a\xffb")
    with open(location, "wb") as file:
        file.write(b"1")
    repository.git("add", "-A")
    assert contents(index_of(repository)) == {"a\udcffb": b"1"}


def test_paths_are_sorted_by_code_points(repository: Repository) -> None:
    names = ["b", "a/x", "a.x", "a-x", "Z", "\uffee", "\U0001f600", "ü"]
    repository.commit(dict.fromkeys(names, "x"))
    assert list(index_of(repository).paths) == sorted(names)


def test_outside_git(tmp_path: Path, environment: dict[str, str]) -> None:
    with pytest.raises(NotInGit, match="no git repository"):
        IndexTree(find_root(str(tmp_path)))


def test_unknown_path(repository: Repository) -> None:
    tree = index_of(repository)
    tree.prefetch(["nowhere"])
    with pytest.raises(KeyError):
        tree.read("nowhere")


def test_sha256_repository(tmp_path: Path, environment: dict[str, str]) -> None:
    repository = Repository.create(tmp_path / "r", environment, "--object-format=sha256")
    repository.commit({"a": "1", "empty": ""})
    repository.write({"announced": "1"})
    repository.git("add", "-N", "announced")
    tree = index_of(repository)
    assert contents(tree) == {"a": b"1", "empty": b""}
    assert tree.paths["a"] == blob_id(b"1", tree.paths["empty"])


@pytest.mark.parametrize("many", [0, 250])
def test_announced_files_are_not_there_but_empty_ones_are(
    repository: Repository, many: int
) -> None:
    empty = {f"sub/e{n}": "" for n in range(many)}
    repository.commit({"sub/old": "", "a": "1", **empty})
    repository.write({"sub/new": "1", "sub/void": "", "sub/empty": ""})
    repository.git("add", "sub/empty")
    repository.git("add", "-N", "sub/new", "sub/void")
    expected = {"sub/old", "sub/empty", *empty}
    assert set(index_of(repository).paths) == expected | {"a"}
    assert {f"sub/{path}" for path in index_of(repository, "sub").paths} == expected
    (repository.path / "sub/new").unlink()
    assert set(index_of(repository).paths) == expected | {"a"}


def test_announced_configuration_makes_no_nested_project(repository: Repository) -> None:
    repository.commit({"sub/a": "1"})
    repository.write({"sub/.dativo-hooks.yaml": ""})
    repository.git("add", "-N", "sub/.dativo-hooks.yaml")
    assert list(index_of(repository).paths) == ["sub/a"]
    repository.git("add", "sub/.dativo-hooks.yaml")
    assert list(index_of(repository).paths) == []
    assert list(index_of(repository, "sub").paths) == [".dativo-hooks.yaml", "a"]


def test_our_side_counts_in_a_merge(repository: Repository) -> None:
    repository.commit({"both": "0", "we": "0", "they": "0", "p/both": "0", "same": ""})
    repository.git("checkout", "-qb", "theirs")
    repository.git("rm", "-q", "they")
    repository.commit({"both": "theirs", "we": "theirs", "p/both": "theirs", "add": "theirs"})
    repository.git("checkout", "-q", "main")
    repository.git("rm", "-q", "we")
    repository.commit({"both": "", "they": "ours", "p/both": "ours", "add": "ours"})
    repository.git("merge", "theirs", check=False)
    tree = index_of(repository)
    assert contents(tree) == {
        "add": b"ours",
        "both": b"",
        "p/both": b"ours",
        "same": b"",
        "they": b"ours",
    }
    assert tree.unmerged == {"add", "both", "p/both", "they", "we"}
    assert index_of(repository, "p").unmerged == {"both"}


def test_submodule_is_no_file(repository: Repository, tmp_path: Path) -> None:
    other = Repository.create(tmp_path / "other", repository.environment)
    other.commit({"b": "inner"})
    repository.commit({"a": "1"})
    repository.git("submodule", "--quiet", "add", str(other.path), "module")
    assert set(index_of(repository).paths) == {".gitmodules", "a"}
    assert contents(index_of(repository, "module")) == {"b": b"inner"}


def test_links(repository: Repository) -> None:
    repository.write({"sub/a": "1", "b": "2", "sub/p/.dativo-hooks.yaml": ""})
    for name, target in {
        "sub/in": "a",
        "sub/chain": "./in",
        "sub/d/up": "../a",
        "sub/absolute": str(repository.path / "sub" / "a"),
        "sub/loop": "loop",
        "sub/folder": "d",
        "sub/out": "../b",
        "sub/p/out": "/etc",
    }.items():
        (repository.path / name).parent.mkdir(parents=True, exist_ok=True)
        (repository.path / name).symlink_to(target)
    repository.git("add", "-A")
    tree = index_of(repository, "sub")
    assert contents(tree) == dict.fromkeys(["a", "chain", "d/up", "in"], b"1")
    assert list(tree.paths) == sorted(tree.paths)
    assert set(tree.paths.values()) == {blob_id(b"1", "")}
    assert tree.outside == {
        "absolute": str(repository.path / "sub" / "a"),
        "folder": "d",
        "loop": "loop",
        "out": "../b",
    }
    assert contents(index_of(repository))["sub/out"] == b"2"


def test_sparse_checkout_reads_what_is_not_on_disk(repository: Repository) -> None:
    repository.commit({"a/x": "1", "b/y": "2", "b/empty": ""})
    repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "a")
    assert not (repository.path / "b").exists()
    assert contents(index_of(repository)) == {"a/x": b"1", "b/empty": b"", "b/y": b"2"}


def test_replaced_blob_reads_as_what_its_id_says(repository: Repository) -> None:
    repository.commit({"a": "1", "b": "2"})
    repository.git("replace", blob_id(b"1", ""), blob_id(b"2", ""))
    assert contents(index_of(repository))["a"] == b"1"


def test_big_file_is_not_read(repository: Repository) -> None:
    repository.commit({"a": "1", "big": "x" * (MAX_FILE_SIZE + 1), "z": "y" * MAX_FILE_SIZE})
    tree = index_of(repository)
    tree.prefetch(tree.paths)
    assert (tree.read("a"), len(tree.read("z"))) == (b"1", MAX_FILE_SIZE)
    with pytest.raises(UnreadableFile, match=r"^big is 2.1 MiB"):
        tree.read("big")


def test_thousands_of_files_at_once(repository: Repository) -> None:
    # More than a pipe holds (64 KiB), in both directions.
    files = {f"d{n % 7}/{n}": f"{n}" * 40 for n in range(4000)}
    repository.commit(files)
    assert contents(index_of(repository)) == {path: text.encode() for path, text in files.items()}


def test_prefetched_files_are_read_by_one_process(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a": "1", "b": "2", "c": "3"})
    tree = index_of(repository)
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(trace))
    tree.prefetch(["a", "b"])
    tree.prefetch(["b", "a"])
    assert [tree.read("a"), tree.read("b")] == [b"1", b"2"]
    assert trace.read_text().count("built-in: git cat-file") == 1
    assert tree.read("c") == b"3"
    assert trace.read_text().count("built-in: git cat-file") == 2


@pytest.fixture
def partial_clone(repository: Repository, tmp_path: Path) -> Repository:
    """A clone without the blobs below `far/`, with a server that could send them."""
    repository.commit({"near": "1", **{f"far/{n}": f"far {n}" for n in range(5)}, "far/link": "x"})
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    clone = tmp_path / "clone"
    url = f"file://{repository.path}"
    repository.git("clone", "-q", "--filter=blob:none", "--sparse", url, str(clone))
    return Repository(clone, repository.environment)


@pytest.mark.parametrize("honours_no_lazy_fetch", [True, False])
def test_partial_clone_asks_no_server(
    partial_clone: Repository, monkeypatch: pytest.MonkeyPatch, honours_no_lazy_fetch: bool
) -> None:
    if not honours_no_lazy_fetch:  # as git before 2.45
        monkeypatch.setitem(git._ALWAYS, "GIT_NO_LAZY_FETCH", "0")
    partial_clone.write({"zz": "new"})
    partial_clone.git("add", "--sparse", "zz")
    tree = index_of(partial_clone)
    tree.prefetch(tree.paths)
    assert (tree.read("near"), tree.read("zz")) == (b"1", b"new")
    for path in ("far/0", "far/4", "far/link"):
        with pytest.raises(UnreadableFile, match="isn't in this clone"):
            tree.read(path)
    # Nothing was fetched while we looked.
    missing = partial_clone.git("rev-list", "--objects", "--all", "--missing=print")
    assert missing.count("?") == 6


def test_link_that_a_partial_clone_lacks(partial_clone: Repository) -> None:
    link = blob_id(b"x", "")
    partial_clone.git("update-index", "--cacheinfo", f"120000,{link},far/link")
    tree = index_of(partial_clone)
    assert "far/link" not in tree.paths
    assert "isn't in this clone" in tree.outside["far/link"]


@pytest.mark.parametrize("broken", ["a", "b", "c"])
@pytest.mark.parametrize(
    ("kept", "reason"), [(0, "isn't in this clone"), (3000, "can't be read: git cat-file")]
)
def test_damaged_blob_hides_no_other(
    repository: Repository, broken: str, kept: int, reason: str
) -> None:
    files = {name: f"{name} {Random(name).randbytes(5000).hex()}" for name in "abcd"}
    repository.commit(files)
    tree = index_of(repository)
    blob = tree.paths[broken]
    location = repository.path / ".git" / "objects" / blob[:2] / blob[2:]
    location.chmod(0o644)
    location.write_bytes(location.read_bytes()[:kept] + b"junk")
    tree.prefetch(tree.paths)
    with pytest.raises(UnreadableFile, match=reason):
        tree.read(broken)
    for path in files.keys() - {broken}:
        assert tree.read(path) == files[path].encode()


def test_damaged_blob_before_thousands_of_others(repository: Repository) -> None:
    # Git ends while we still write more ids than its pipe holds.
    repository.commit({"0": "x" * 9 + Random(0).randbytes(5000).hex()})
    tree = index_of(repository)
    location = repository.path / ".git" / "objects" / tree.paths["0"][:2] / tree.paths["0"][2:]
    location.chmod(0o644)
    location.write_bytes(location.read_bytes()[:3000])
    files = {f"d/{n}": f"{n}" for n in range(4000)}
    repository.write(files)
    repository.git("add", "d")
    tree = index_of(repository)
    tree.prefetch(tree.paths)
    assert {path: tree.read(path).decode() for path in tree.paths if path != "0"} == files
    with pytest.raises(UnreadableFile, match=r"^0 can't be read"):
        tree.read("0")


@pytest.mark.parametrize(
    ("size", "reason"), [(1_900_000, "can't be read"), (11_000_000, "is 10.5")]
)
def test_blob_that_ends_too_early(repository: Repository, size: int, reason: str) -> None:
    repository.git("config", "core.bigFileThreshold", "1m")  # git sends it before it knows
    repository.git("config", "core.compression", "0")
    (repository.path / "big").write_bytes(Random(0).randbytes(size))
    blob = repository.git("-c", "core.bigFileThreshold=1g", "hash-object", "-w", "big").strip()
    location = repository.path / ".git" / "objects" / blob[:2] / blob[2:]
    location.chmod(0o644)
    location.write_bytes(location.read_bytes()[:1_000_000])
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{blob},big")
    tree = index_of(repository)
    with pytest.raises(UnreadableFile, match=reason):
        tree.read("big")


def test_broken_index_is_told(repository: Repository) -> None:
    repository.commit({"a": "1"})
    (repository.path / ".git" / "index").write_bytes(b"junk, but enough of it for a header")
    with pytest.raises(GitError, match="index"):
        _ = index_of(repository).listing
