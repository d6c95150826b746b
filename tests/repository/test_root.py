from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository.git import GitError
from dativo_hooks.repository.index import IndexTree
from dativo_hooks.repository.root import NoSuchFolder, find_root
from tests import needs
from tests.repository.sandbox import Repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("environment")
def test_outside_git_the_root_is_where_one_stands(tmp_path: Path) -> None:
    root = find_root(str(tmp_path))
    assert root == (str(tmp_path.resolve()), None, "", {})


@pytest.mark.parametrize(
    ("start", "given", "root", "prefix"),
    [
        ("", None, "", ""),
        ("a/b", None, "", ""),
        ("", "a", "a", "a/"),
        ("a/b", "a", "a", "a/"),
        ("", "a/ü b", "a/ü b", "a/ü b/"),
        pytest.param("", "link", "a/b", "a/b/", marks=needs.links),
    ],
)
def test_root_in_git(
    repository: Repository, start: str, given: str | None, root: str, prefix: str
) -> None:
    for folder in ("a/b", "a/ü b"):
        (repository.path / folder).mkdir(parents=True)
    if given == "link":
        (repository.path / "link").symlink_to("a/b")
    found = find_root(
        str(repository.path / start), None if given is None else str(repository.path / given)
    )
    top = repository.path.resolve()
    assert (found.path, found.git_top) == (str((top / root).resolve()), str(top))
    assert found.prefix == prefix
    assert found.git_variables == {"GIT_DIR": str(top / ".git"), "GIT_WORK_TREE": str(top)}


def test_root_may_lie_elsewhere_than_the_user(repository: Repository, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert find_root(str(repository.path), str(other)).git_top is None
    assert find_root(str(other), str(repository.path)).git_top == str(repository.path.resolve())


@pytest.mark.parametrize("given", [None, "nowhere", "file"])
def test_root_must_be_a_folder(tmp_path: Path, given: str | None) -> None:
    (tmp_path / "file").write_text("")
    start, root = (tmp_path / "gone", None) if given is None else (tmp_path, tmp_path / given)
    with pytest.raises(NoSuchFolder, match="no such folder"):
        find_root(str(start), None if root is None else str(root))


def test_folder_with_a_newline_in_its_name(tmp_path: Path, environment: dict[str, str]) -> None:
    repository = Repository.create(tmp_path / "two\nlines", environment)
    repository.commit({"sub/a": "1"})
    root = find_root(str(repository.path), str(repository.path / "sub"))
    assert root.git_top == str(repository.path.resolve())
    assert IndexTree(root).read("a") == b"1"


def test_bare_repository_and_gits_own_folder_have_no_working_tree(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = repository.path / ".git"
    assert find_root(str(inside)).git_top is None
    repository.git("config", "core.bare", "true")
    monkeypatch.setenv("GIT_DIR", ".")  # as `pre-receive` has it
    monkeypatch.chdir(inside)
    assert find_root(str(inside)).git_top is None


def test_unreadable_repository_is_told_in_gits_words(repository: Repository) -> None:
    repository.git("config", "core.repositoryFormatVersion", "99")
    with pytest.raises(GitError, match="Expected git repo version"):
        find_root(str(repository.path))


def test_worktree_whose_repository_is_gone_is_not_taken_for_no_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    with pytest.raises(GitError, match="not a git repository: /nowhere/at/all"):
        find_root(str(tmp_path))


def test_without_git_only_a_repository_is_an_error(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    (repository.path / "sub").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "plain"))
    assert find_root(str(tmp_path / "plain")).git_top is None
    with pytest.raises(GitError, match="isn't installed"):
        find_root(str(repository.path / "sub"))


@pytest.mark.parametrize("where", ["", "sub"])
@pytest.mark.parametrize(
    "variables",
    [
        {"GIT_DIR": ".git"},
        {"GIT_DIR": "{top}/.git"},
        {"GIT_DIR": ".git", "GIT_WORK_TREE": "."},
        {"GIT_DIR": "{top}/.git", "GIT_WORK_TREE": "."},
        {"GIT_DIR": "{top}/.git", "GIT_WORK_TREE": "{top}"},
        {"GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": "sub/"},
        {"GIT_INDEX_FILE": "{top}/.git/index", "GIT_LITERAL_PATHSPECS": "1"},
        {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "GIT_ICASE_PATHSPECS": "1"},
        {"GIT_OBJECT_DIRECTORY": ".git/objects"},
    ],
)
def test_variables_of_hooks_hold_in_every_folder(
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    variables: dict[str, str],
) -> None:
    repository.commit({"sub/a": "1", "b": "2"})
    top = str(repository.path.resolve())
    monkeypatch.chdir(repository.path / where)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(top=top))
    whole, part = find_root("."), find_root(".", str(repository.path / "sub"))
    assert (whole.path, whole.prefix, part.prefix) == (top, "", "sub/")
    assert list(IndexTree(whole).paths) == ["b", "sub/a"]
    assert IndexTree(part).read("a") == b"1"


@pytest.mark.parametrize("where", ["", "sub"])
@pytest.mark.parametrize(
    "variables",
    [
        {"GIT_OBJECT_DIRECTORY": "moved"},
        {"GIT_OBJECT_DIRECTORY": "{top}/moved"},
        {"GIT_ALTERNATE_OBJECT_DIRECTORIES": "moved"},
        {"GIT_ALTERNATE_OBJECT_DIRECTORIES": "none{pathsep}{top}/moved"},
    ],
)
def test_objects_elsewhere_are_found(
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    variables: dict[str, str],
) -> None:
    repository.commit({"sub/a": "1"})
    (repository.path / ".git" / "objects").rename(repository.path / "moved")
    (repository.path / ".git" / "objects").mkdir()
    monkeypatch.chdir(repository.path / where)
    for name, value in variables.items():
        top = str(repository.path.resolve())
        monkeypatch.setenv(name, value.format(top=top, pathsep=os.pathsep))
    assert IndexTree(find_root(".")).read("sub/a") == b"1"


def test_git_dir_apart_from_the_working_tree(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"home/a": "1", "b": "2"})
    apart = tmp_path / "apart"
    repository.git("init", "-q", "--bare", str(apart))
    home = repository.path / "home"
    inner = Repository(
        home, {**repository.environment, "GIT_DIR": str(apart), "GIT_WORK_TREE": str(home)}
    )
    inner.git("add", "a")
    monkeypatch.chdir(home)
    monkeypatch.setenv("GIT_DIR", str(apart))
    for work_tree in (str(home), "."):
        monkeypatch.setenv("GIT_WORK_TREE", work_tree)
        root = find_root(".")
        assert (root.path, list(IndexTree(root).paths)) == (str(home.resolve()), ["a"])
    # The variables say nothing about a root elsewhere.
    assert find_root(".", str(repository.path)).git_variables["GIT_DIR"] == str(
        repository.path.resolve() / ".git"
    )


def test_git_dir_that_is_wrong_is_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository.path / "nowhere"))
    with pytest.raises(GitError, match="nowhere"):
        find_root(str(repository.path))


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE"])
def test_variables_of_one_repository_do_not_reach_another(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    repository.commit({"a": "1"})
    inner = Repository.create(repository.path / "inner", repository.environment)
    inner.commit({"b": "2"})
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv(name, {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}[name])
    root = find_root(".", "inner")
    assert root.git_top == str(inner.path.resolve())
    assert list(IndexTree(root).paths) == ["b"]
    assert os.environ[name]
