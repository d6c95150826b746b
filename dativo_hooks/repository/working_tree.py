"""The tree of the files on disk."""

from __future__ import annotations

import os
import re
import stat
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from dativo_hooks.repository.git import Answer, GitError, decode_path
from dativo_hooks.repository.index_file import check_index
from dativo_hooks.repository.leftovers import without_leftovers
from dativo_hooks.repository.links import follow_links
from dativo_hooks.repository.modes import mode_or
from dativo_hooks.repository.separators import holds, slashed
from dativo_hooks.repository.system import LINKS_AS_FILES, OPEN_FLAGS
from dativo_hooks.repository.temporary import is_temporary
from dativo_hooks.tree import MAX_FILE_SIZE, UnreadableFile, divided, too_big

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dativo_hooks.repository.root import Root

_NOT_WALKED = (".git", ".hg", "node_modules", ".venv", ".terraform", "__pycache__")
"""Folders without sources of ours; outside git nothing else says what is ignored."""

_ENTRY = re.compile(r"[0-9]{6} [0-9a-f]+ [0-3]\t")
"""What precedes the path of a tracked file in a listing with `--stage` (git-ls-files(1))."""

_LINK = "120000"

_Kind = Literal["file", "link"]


class _Listed(NamedTuple):
    """Paths, see `Tree.paths` and `Tree.outside`; and the files that links lead to."""

    paths: Mapping[str, str]
    outside: Mapping[str, str]
    followed: Mapping[str, str]
    projects: Mapping[str, tuple[str, ...]]


class WorkingTree:
    """The files on disk, links included where they lead to one of them; see `tree.Tree`.

    In git: what is tracked or could be, that is all but ignored files. Outside git: all files
    but those in folders that hold no sources (`.venv`, `node_modules`, …). Only regular files
    count, and nothing behind a folder that is a link.
    """

    name = "working tree"

    def __init__(self, root: Root) -> None:
        """Begin to list the files; contents are read later.

        Raises:
            GitError: git isn't installed.
            UnreadableFile: outside git, a folder can't be listed.
        """
        self._root = root.path
        self._prefix = root.prefix
        self._variables = root.git_variables
        self._asked: Answer | None = None
        if root.git_top is None:
            self._listed = _listed(root.path, _walk(root.path))
        else:
            self._top = root.git_top
            self._asked = _ask_git(root, root.git_top)

    @cached_property
    def _listed(self) -> _Listed:
        assert self._asked is not None
        check_index(self._variables)  # while git lists it
        output = without_leftovers(self._asked.output(), self._top, self._variables)
        return _listed(self._root, _git_files(self._root, self._prefix, output))

    @property
    def paths(self) -> Mapping[str, str]:
        """See `Tree.paths`.

        Raises:
            GitError: git failed.
        """
        return self._listed.paths

    @property
    def outside(self) -> Mapping[str, str]:
        """See `Tree.outside`; raises as `paths` does."""
        return self._listed.outside

    @property
    def projects(self) -> Mapping[str, tuple[str, ...]]:
        """See `Tree.projects`; raises as `paths` does."""
        return self._listed.projects

    def read(self, path: str) -> bytes:
        """See `Tree.read`."""
        listed = self._listed
        if path not in listed.paths:
            raise KeyError(path)
        return read_file(self._root, listed.followed.get(path, path), path)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Nothing to do: a file is read as fast alone."""

    def held(self, path: str) -> bytes | None:
        """See `Tree.held`: none is."""


def read_file(root: str, path: str, named: str | None = None) -> bytes:
    """The content of a file below `root`; `named` is the link that led there.

    Raises:
        UnreadableFile: it can't be had.
    """
    try:
        return _read(os.path.join(root, path), named or path)
    except OSError as error:
        reason = f"can't be read: {error.strerror or error}"
        raise UnreadableFile(named or path, reason) from error


def is_real_file(root: str, path: str) -> bool:
    """Whether a file lies below `root`, with no link on the way to it, and is none itself."""
    folder = path.rpartition("/")[0]
    mode = mode_or(os.path.join(root, path), stat.S_IFREG)
    return stat.S_ISREG(mode) and _is_real_folder(root, folder, {"": True})


def _read(location: str, path: str) -> bytes:
    descriptor = os.open(location, OPEN_FLAGS)  # no file object: it would take half the time
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(path, "is no regular file")
        if status.st_size > MAX_FILE_SIZE:
            raise UnreadableFile(path, too_big(status.st_size))
        data = os.read(descriptor, status.st_size)
        while len(data) < status.st_size and (more := os.read(descriptor, status.st_size)):
            data += more
        return data
    finally:
        os.close(descriptor)


def _listed(root: str, kinds: Mapping[str, _Kind]) -> _Listed:
    links = {path: _link_target(root, path) for path, kind in kinds.items() if kind == "link"}
    kept, projects = divided(kinds)
    if not links:
        return _Listed(dict.fromkeys(kept, ""), {}, {}, projects)
    followed, outside = follow_links(links, kinds.keys() - links.keys())
    return _Listed(
        {path: "" for path in kept if path not in links or path in followed},
        {path: outside[path] for path in kept if path in outside},
        followed,
        projects,
    )


def _ask_git(root: Root, top: str) -> Answer:
    """Ask git what it tracks or would track below the root."""
    arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if LINKS_AS_FILES:
        arguments.append("--stage")
    if root.prefix:
        arguments += ["--", root.prefix]
    return Answer(arguments, top, root.git_variables)


def _git_files(root: str, prefix: str, output: bytes) -> dict[str, _Kind]:
    """What git has listed, as far as it is on disk."""
    listing = decode_path(output)
    if not listing.isascii() and (encoding := sys.getfilesystemencoding()) != "utf-8":
        # They would be looked for under other names, and pass for deleted.
        raise GitError(f"Python takes file names for {encoding} here: set PYTHONUTF8=1")
    paths = listing.split("\0")
    links: list[str] = []
    if LINKS_AS_FILES:
        links = [_ENTRY.sub("", entry)[len(prefix) :] for entry in paths if entry[:6] == _LINK]
        paths = [_ENTRY.sub("", entry) for entry in paths]
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        if path and not path.endswith("/"):  # `folder/` is another repository
            folder, _, name = path[len(prefix) :].rpartition("/")
            if folder in by_folder:
                by_folder[folder].append(name)
            else:
                by_folder[folder] = [name]
    real_folders = {"": True}
    found: dict[str, _Kind] = {}
    for folder, names in by_folder.items():
        if _is_real_folder(root, folder, real_folders):
            found.update(_on_disk(root, folder, names))
    found.update((path, "link") for path in links if path in found)
    return found


def _is_real_folder(root: str, folder: str, known: dict[str, bool]) -> bool:
    """Whether a folder is there with no link on the way to it; `known` remembers answers."""
    if folder not in known:
        known[folder] = _is_real_folder(root, folder.rpartition("/")[0], known) and stat.S_ISDIR(
            mode_or(os.path.join(root, folder), stat.S_IFDIR)
        )
    return known[folder]


def _on_disk(root: str, folder: str, names: Iterable[str]) -> Iterator[tuple[str, _Kind]]:
    """Those of the names that are files or links on disk. One scan is cheaper than many stats."""
    kinds: dict[str, _Kind | None] = {}
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            kinds = {entry.name: _kind_of(entry) for entry in entries}
    except OSError:
        pass  # not permitted: each name is asked for, and one that can't be read says so then
    for name in names:
        path = f"{folder}/{name}" if folder else name
        # A name that the scan lacks may be there under another spelling (macOS, Windows).
        if name in kinds:
            kind = kinds[name]
        else:
            kind = _kind_by_mode(mode_or(os.path.join(root, path), stat.S_IFREG))
        if kind is not None:
            yield path, kind


def _walk(root: str) -> dict[str, _Kind]:
    """All files and links below a folder that isn't in git."""
    listed: dict[str, _Kind] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:
                found = list(entries)
        except OSError as error:
            # Going on without it would take its files for deleted, and what they generate too.
            reason = f"can't be listed: {error.strerror or error}"
            raise UnreadableFile(folder or root, reason) from error
        for entry in found:
            path = f"{folder}/{entry.name}" if folder else entry.name
            kind = _kind_of(entry)
            if is_temporary(entry.name):
                continue
            if kind is not None:
                listed[path] = kind
            elif entry.name not in _NOT_WALKED and _is_folder(entry):
                folders.append(path)
    return listed


def _kind_of(entry: os.DirEntry[str]) -> _Kind | None:
    if entry.is_symlink():
        return "link"
    return "file" if entry.is_file(follow_symlinks=False) else None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is one itself: not a junction, which may lead in a circle."""
    return entry.is_dir(follow_symlinks=False) and stat.S_ISDIR(mode_or(entry.path, stat.S_IFDIR))


def _kind_by_mode(mode: int) -> _Kind | None:
    if stat.S_ISLNK(mode):
        return "link"
    return "file" if stat.S_ISREG(mode) else None


def _link_target(root: str, path: str) -> str:
    """A link's target, with `/`; relative where it is absolute but lies in the root."""
    folder = os.path.join(root, os.path.dirname(path))
    try:
        target = os.readlink(os.path.join(root, path))
    except OSError:
        return _written_target(root, path)
    if os.path.isabs(target):
        real = os.path.realpath(target)
        if not holds(root, real):
            return target
        target = os.path.relpath(real, folder)
    return slashed(target)


def _written_target(root: str, path: str) -> str:
    """The target of a link that is a file on disk; one that leads nowhere if it isn't there."""
    try:
        return decode_path(read_file(root, path)) if LINKS_AS_FILES else "/"
    except UnreadableFile:
        return "/"
