"""Finds the root of the project and the git repository that it lies in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.repository.git import GitError, run_git
from dativo_hooks.repository.separators import holds, slashed
from dativo_hooks.repository.system import FOLDS_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping


_INHERITED = ("GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
"""Variables that speak of one repository beside GIT_DIR, each a path."""
_INHERITED_LIST = "GIT_ALTERNATE_OBJECT_DIRECTORIES"
"""One more, a list of paths."""


class Root(NamedTuple):
    """Where the project lies."""

    path: str
    """Absolute, without links."""
    git_top: str | None
    """The top level of the git repository that holds it, absolute; None outside git."""
    prefix: str
    """`path` relative to `git_top`, with `/` at the end; "" when they are the same."""
    git_variables: Mapping[str, str]
    """`GIT_DIR` and its kin, absolute: what makes git see this repository from any folder."""


class NoSuchFolder(Exception):  # noqa: N818 - the name says what is wrong
    """The folder given as the root isn't there."""


class _Repository(NamedTuple):
    top: str
    git_dir: str


def find_root(start: str, root: str | None = None) -> Root:
    """The root of the project, and the innermost git repository around it.

    A hook's environment (`GIT_DIR`, `GIT_WORK_TREE`, `GIT_INDEX_FILE`, …) is honoured where it
    speaks of the repository that holds the root, whatever sub-folder the process runs in.

    Args:
        start: the folder that the user is in.
        root: the folder that the user says is the root. By default it is the top level of the
            git repository around `start`, else `start`.

    Raises:
        NoSuchFolder: `root`, or else `start`, is no folder.
        GitError: there is a repository, but git isn't installed or won't read it.
    """
    folder = os.path.realpath(start if root is None else root)
    if not os.path.isdir(folder):
        raise NoSuchFolder(f"{start if root is None else root}: no such folder")
    repository, inherits = _repository_of(folder)
    if repository is None:
        return Root(folder, None, "", {})
    if root is None:
        folder = repository.top
    elif FOLDS_NAMES:
        from dativo_hooks.repository.spelling import as_on_disk

        folder = as_on_disk(repository.top, folder)
    prefix = "" if folder == repository.top else _relative(folder, repository.top) + "/"
    variables = {"GIT_DIR": repository.git_dir, "GIT_WORK_TREE": repository.top}
    if inherits:
        variables.update(_inherited(repository.top))
    return Root(folder, repository.top, prefix, variables)


def _repository_of(folder: str) -> tuple[_Repository | None, bool]:
    """The innermost repository around a folder, and whether the environment speaks of that one."""
    found = _discover(folder)
    if os.environ.get("GIT_DIR"):
        named = _named_by_environment(found)
        if named is None or not holds(named.top, folder):
            return found, False
        if found is not None and not holds(found.top, named.top):
            return found, False  # a submodule, seen from a hook of the repository around it
        return named, True
    if not any(name in os.environ for name in (*_INHERITED, _INHERITED_LIST)):
        return found, False
    # `git commit` may export GIT_INDEX_FILE alone: it is that of the repository we run in.
    here = os.path.realpath(os.getcwd())
    return found, here == folder or _discover(here) == found


def _named_by_environment(found: _Repository | None) -> _Repository | None:
    """The repository that `GIT_DIR` names; None where it has no working tree.

    A relative one counts from the folder where git ran the hook, which is the top level; the
    process may have gone deeper since.
    """
    here = os.getcwd()
    given = os.environ["GIT_DIR"]
    candidates = [os.path.realpath(given)]
    if found is not None:
        candidates.append(os.path.realpath(os.path.join(found.top, given)))
    git_dir = next((path for path in candidates if os.path.isdir(path)), candidates[0])
    work_tree = os.environ.get("GIT_WORK_TREE")
    if work_tree and os.path.isabs(work_tree):
        return _Repository(os.path.realpath(work_tree), git_dir)
    if found is not None and found.git_dir == git_dir:
        # Without GIT_WORK_TREE git takes the folder it runs in for the top level, which is wrong
        # in a sub-folder; what it discovers without GIT_DIR is right.
        return found
    variables = {"GIT_DIR": git_dir, **({"GIT_WORK_TREE": work_tree} if work_tree else {})}
    try:
        return _named(here, variables)
    except GitError as error:
        if any(part in str(error) for part in _NO_WORKING_TREE):
            return None
        raise


_NOTHING_ABOVE = "not a git repository ("
"""Part of what git says where neither a folder nor any above it is in a repository."""

_NO_WORKING_TREE = ("must be run in a work tree", "cannot use bare repository")
"""Parts of what git says of a folder that is a bare repository or git's own, or looks like one."""


def _discover(folder: str) -> _Repository | None:
    """The innermost repository around a folder; None where there is none, or it is git's own.

    It is reached through a `.git` entry, which no commit can bring. A folder that looks like a
    repository itself (`HEAD`, `objects`, `refs`) is none: any pull request can bring one, with
    settings that name programs.

    Raises:
        GitError: there is one, but git isn't installed or refuses (its owner, its format).
    """
    start = folder
    while True:
        try:
            found = _named(folder, {})
        except GitError as error:
            said = str(error)
            if _NOTHING_ABOVE in said or ("isn't installed" in said and not _looks_like_git(start)):
                return None
            if not any(part in said for part in _NO_WORKING_TREE):
                raise
            found = _Repository("", folder)
        if not holds(found.git_dir, folder):
            return None if holds(found.git_dir, start) else found
        # Git before 2.38 takes what looks like a repository for one.
        above = os.path.dirname(found.git_dir)
        if above == found.git_dir:
            return None
        folder = above


def _named(folder: str, variables: Mapping[str, str]) -> _Repository:
    """What git finds from a folder, or by the variables that name it.

    Raises:
        GitError: git isn't installed, finds nothing, or refuses.
    """
    questions = ["--show-toplevel", "--absolute-git-dir"]
    answers = _answer(questions, folder, variables).split("\n")
    if len(answers) != len(questions):  # a folder with a newline in its name
        answers = [_answer([question], folder, variables) for question in questions]
    top, git_dir = map(os.path.realpath, answers)
    return _Repository(top, git_dir)


def _answer(questions: list[str], folder: str, variables: Mapping[str, str]) -> str:
    output = run_git(["rev-parse", *questions], folder, variables)
    return os.fsdecode(output).removesuffix("\n")


def _looks_like_git(folder: str) -> bool:
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent
    return True


def _inherited(top: str) -> dict[str, str]:
    """Those of them that the environment has, made absolute.

    Git reads relative ones after it went to the top level (in hooks `GIT_INDEX_FILE` may be
    `.git/index`).
    """
    variables = {
        name: os.path.join(top, value) for name in _INHERITED if (value := os.environ.get(name))
    }
    if folders := os.environ.get(_INHERITED_LIST):
        absolute = [os.path.join(top, folder) for folder in folders.split(os.pathsep)]
        variables[_INHERITED_LIST] = os.pathsep.join(absolute)
    return variables


def _relative(folder: str, top: str) -> str:
    return slashed(os.path.relpath(folder, top))
