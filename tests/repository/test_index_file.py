"""Indexes as git and other programs write them, and damaged ones: never `nothing is staged`."""

from __future__ import annotations

import os
import random
from hashlib import sha1
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository.git import GitError
from dativo_hooks.repository.index import IndexTree
from dativo_hooks.repository.root import find_root
from dativo_hooks.repository.working_tree import WorkingTree
from tests.repository.sandbox import Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {"a.yaml": "1\n", "jobs/job.yaml": "2\n", "jobs/link/x.yaml": "3\n"}
TREES = pytest.mark.parametrize("tree", [IndexTree, WorkingTree])


def listed(repository: Repository, tree: type[IndexTree | WorkingTree] = IndexTree) -> list[str]:
    return list(tree(find_root(str(repository.path))).paths)


def index(repository: Repository) -> Path:
    return repository.path / ".git" / "index"


@pytest.fixture(params=["sha1", "sha256"])
def written(
    request: pytest.FixtureRequest, tmp_path: Path, environment: dict[str, str]
) -> Repository:
    """A repository with a committed tree, for each kind of object ids."""
    made = Repository.create(
        tmp_path / "repository", environment, f"--object-format={request.param}"
    )
    made.commit(FILES)
    return made


KINDS: dict[str, list[tuple[str, ...]]] = {
    "version 2": [("update-index", "--index-version", "2")],
    "version 3": [("add", "-N", "announced.yaml")],
    "version 4": [("update-index", "--index-version", "4")],
    "split": [("update-index", "--split-index")],
    "split, and changed": [("update-index", "--split-index"), ("add", "announced.yaml")],
    "untracked cache": [("update-index", "--force-untracked-cache")],
    "file system monitor": [("update-index", "--fsmonitor")],
    "sparse": [("sparse-checkout", "set", "--cone", "--sparse-index", "jobs")],
    "without a sum": [("-c", "index.skipHash=true", "add", "-A")],
    "many threads": [("-c", "index.threads=2", "add", "-A")],
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_index_is_read(written: Repository, kind: str) -> None:
    (written.path / "announced.yaml").write_bytes(b"4\n")
    for words in KINDS[kind]:
        written.git(*words)
    announced = kind == "split, and changed" or kind in ("without a sum", "many threads")
    assert set(listed(written)) == {*FILES, *(["announced.yaml"] if announced else [])}


@TREES
def test_a_cut_one_is_an_error(written: Repository, tree: type[IndexTree | WorkingTree]) -> None:
    data = index(written).read_bytes()
    for length in {0, 1, 12, 32, 44, *range(45, len(data), 97), len(data) - 1}:
        index(written).write_bytes(data[:length])
        with pytest.raises(GitError, match="index"):
            listed(written, tree)


@TREES
def test_one_with_a_wrong_byte_is_an_error(
    written: Repository, tree: type[IndexTree | WorkingTree]
) -> None:
    data = index(written).read_bytes()
    chance = random.Random(1)
    for at in [0, 4, 8, *(chance.randrange(len(data)) for _ in range(12)), len(data) - 1]:
        index(written).write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(GitError):
            listed(written, tree)


def _with_sum(data: bytes) -> bytes:
    return data + sha1(data, usedforsecurity=False).digest()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "zeros to the end": lambda data: data[:100] + bytes(len(data) - 100),
    "an unknown version": lambda data: _with_sum(data[:7] + b"\x05" + data[8:-20]),
    "an unknown extension that decides": lambda data: _with_sum(
        data[:-20] + b"what" + bytes([0, 0, 0, 1]) + b"x"
    ),
    "more entries than there are": lambda data: _with_sum(data[:11] + b"\x09" + data[12:-20]),
    "junk": lambda _: b"junk, but enough of it for a header and for a sum",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_one_is_an_error(repository: Repository, damage: str) -> None:
    repository.commit(FILES)
    index(repository).write_bytes(DAMAGES[damage](index(repository).read_bytes()))
    with pytest.raises(GitError):
        listed(repository)


def test_one_without_a_sum_that_was_cut_is_an_error(repository: Repository) -> None:
    """Entries that were never looked at on disk hold zeros, which look like an absent sum."""
    repository.commit(FILES)
    repository.git("read-tree", "--empty")
    repository.git("read-tree", "HEAD")
    data = index(repository).read_bytes()
    for length in range(12, len(data), 7):
        index(repository).write_bytes(data[:length])
        with pytest.raises(GitError, match="index"):
            listed(repository)


def test_a_damaged_base_of_a_split_one_is_an_error(repository: Repository) -> None:
    repository.commit(FILES)
    repository.git("update-index", "--split-index")
    (base,) = (repository.path / ".git").glob("sharedindex.*")
    assert listed(repository) == sorted(FILES)
    data = base.read_bytes()
    base.chmod(0o644)
    at = data.index(b"jobs/job.yaml")
    base.write_bytes(data[:at] + b"jobs/bad.yaml" + data[at + 13 :])
    with pytest.raises(GitError, match="sharedindex"):
        listed(repository)


def test_what_the_message_says_fixes_it(repository: Repository) -> None:
    repository.commit(FILES)
    index(repository).write_bytes(index(repository).read_bytes()[:150])
    with pytest.raises(GitError, match=r"delete it, type `git reset`, and `git add` again"):
        listed(repository)
    index(repository).unlink()
    repository.git("reset")
    assert listed(repository) == sorted(FILES)


def test_the_index_of_a_commit_with_paths_and_of_a_worktree(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(FILES)
    repository.git("worktree", "add", "-q", str(tmp_path / "second"))
    second = Repository(tmp_path / "second", repository.environment)
    assert listed(second) == sorted(FILES)
    own = repository.path / ".git" / "worktrees" / "second" / "index"
    own.write_bytes(own.read_bytes()[:150])
    assert listed(repository) == sorted(FILES)
    with pytest.raises(GitError, match="index"):
        listed(second)
    other = tmp_path / "other-index"
    other.write_bytes(index(repository).read_bytes()[:150])
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv("GIT_INDEX_FILE", os.fspath(other))
    with pytest.raises(GitError, match="other-index"):
        listed(repository)


def test_no_index_yet(repository: Repository) -> None:
    assert listed(repository) == []
    assert listed(repository, WorkingTree) == []
