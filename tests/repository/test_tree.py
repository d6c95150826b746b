from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.tree import (
    MAX_FILE_SIZE,
    MemoryTree,
    Tree,
    UnreadableFile,
    blob_id,
    divided,
    object_id,
    too_big,
)
from tests.laws import examples

SHA256 = "0" * 64


def test_memory_tree_reads_what_it_was_given() -> None:
    tree: Tree = MemoryTree({"b": b"2", "a": b"1"}, outside={"c": "../c"})
    tree.prefetch(["a", "nowhere"])
    assert list(tree.paths.items()) == [("a", ""), ("b", "")]
    assert (tree.read("a"), tree.read("b")) == (b"1", b"2")
    assert tree.outside == {"c": "../c"}
    assert tree.name == "working tree"


def test_memory_tree_has_blob_ids_when_asked() -> None:
    tree = MemoryTree({"a": b"hi\n"}, name="index", blob_ids=True)
    assert tree.paths == {"a": "45b983be36b73c0788dc9cbcb76cbb80fc7bb057"}
    assert tree.name == "index"


def test_memory_tree_leaves_out_nested_projects() -> None:
    tree = MemoryTree(
        {"a": b"", "sub/.dativo-hooks.yaml": b"", "sub/b": b""}, outside={"sub/c": "/etc"}
    )
    assert list(tree.paths) == ["a"]
    assert tree.outside == {}


@pytest.mark.parametrize("path", ["c", "link", "sub/b"])
def test_memory_tree_knows_no_other_path(path: str) -> None:
    tree = MemoryTree(
        {"a": b"", "sub/.dativo-hooks.yaml": b"", "sub/b": b""}, outside={"link": "/etc"}
    )
    with pytest.raises(KeyError):
        tree.read(path)


def test_memory_tree_fails_where_told() -> None:
    tree = MemoryTree({}, unreadable={"a": "can't be read: no luck"})
    assert list(tree.paths) == ["a"]
    with pytest.raises(UnreadableFile, match=r"^a can't be read: no luck$") as caught:
        tree.read("a")
    assert (caught.value.path, caught.value.reason) == ("a", "can't be read: no luck")


def test_memory_tree_reads_up_to_the_limit() -> None:
    tree = MemoryTree({"most": bytes(MAX_FILE_SIZE), "more": bytes(MAX_FILE_SIZE + 1)})
    assert len(tree.read("most")) == MAX_FILE_SIZE
    with pytest.raises(UnreadableFile) as caught:
        tree.read("more")
    assert caught.value.reason == "is 2.1 MiB; files over 2 MiB are not read"


@pytest.mark.parametrize(
    ("mib", "text"), [(11, "is 11 MiB; "), (10.25, "is 10.3 MiB; "), (4096, "is 4096 MiB; ")]
)
def test_size_is_told_in_mib(mib: float, text: str) -> None:
    assert too_big(int(mib * 1024 * 1024)).startswith(text)


@pytest.mark.parametrize(
    ("paths", "kept"),
    [
        ([], []),
        (["b", "a", "b"], ["a", "b"]),
        ([".dativo-hooks.yaml", "jobs/a.yaml"], [".dativo-hooks.yaml", "jobs/a.yaml"]),
        (["a/.dativo-hooks.yaml", "a/x", "a/b/x", "ab/x", "a.x"], ["a.x", "ab/x"]),
        (["a/b/.dativo-hooks.yaml", "a/b/x", "a/x"], ["a/x"]),
        (["a/.dativo-hooks.yaml", "a/b/.dativo-hooks.yaml", "a/b/x"], []),
        (["a/my.dativo-hooks.yaml", "a/.dativo-hooks.yaml.bak"], None),
        (["ü", "z", "\ud83d\ude00", "\uffff"], ["z", "ü", "\ud83d\ude00", "\uffff"]),
    ],
)
def test_nested_projects_are_left_out(paths: list[str], kept: list[str] | None) -> None:
    found = divided(paths)
    assert found.kept == (sorted(paths) if kept is None else kept)
    assert sorted([*found.kept, *chain.from_iterable(found.projects.values())]) == sorted(
        set(paths)
    )


parts = st.sampled_from(["a", "b", "ab", ".dativo-hooks.yaml"])
some_paths = st.lists(st.lists(parts, min_size=1, max_size=4).map("/".join), max_size=12)


@examples(120)
@given(some_paths)
def test_what_is_kept_has_no_project_above_it(paths: list[str]) -> None:
    kept, projects = divided(paths)
    for path in set(paths):
        folders = path.split("/")[:-1]
        above = ["/".join([*folders[:n], ".dativo-hooks.yaml"]) for n in range(1, len(folders) + 1)]
        assert (path in kept) == (not any(file in paths for file in above))
        assert (path in kept) != any(path in found for found in projects.values())
    assert divided(kept) == (kept, {})
    for folder, found in projects.items():
        assert f"{folder}/.dativo-hooks.yaml" in found
        assert all(path.startswith(f"{folder}/") for path in found)


@pytest.mark.parametrize(
    ("data", "like", "expected"),
    [
        (b"", "", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
        (b"hi\n", "0" * 40, "45b983be36b73c0788dc9cbcb76cbb80fc7bb057"),
        (b"", SHA256, "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"),
    ],
)
def test_blob_id_is_gits(data: bytes, like: str, expected: str) -> None:
    assert blob_id(data, like) == expected


def test_empty_tree_id_is_gits() -> None:
    assert object_id(b"tree", b"", "") == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
