"""The tree of the files on disk."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from dativo_hooks.repository.git import GitError, decode_path, run_git
from dativo_hooks.repository.links import follow_links
from dativo_hooks.tree import MAX_FILE_SIZE, UnreadableFile, too_big, without_nested_projects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dativo_hooks.repository.root import Root

_NOT_WALKED = (".git", ".hg", "node_modules", ".venv", ".terraform", "__pycache__")
"""Folders without sources of ours; outside git nothing else says what is ignored."""

# A path that became a FIFO or a link since it was listed neither blocks nor leads away.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

_Kind = Literal["file", "link"]


class _Found(NamedTuple):
    path: str
    kind: _Kind


class WorkingTree:
    """The files on disk, links included where they lead to one of them; see `tree.Tree`.

    In git: what is tracked or could be, that is all but ignored files. Outside git: all files
    but those in folders that hold no sources (`.venv`, `node_modules`, …). Only regular files
    count, and nothing behind a folder that is a link.
    """

    name = "working tree"

    def __init__(self, root: Root) -> None:
        """List the files; contents are read later.

        Raises:
            GitError: git failed.
            UnreadableFile: outside git, a folder can't be listed.
        """
        self._root = root.path
        listed = _walk(root.path) if root.git_top is None else _git_files(root)
        kinds = dict(listed)
        files = {path for path, kind in kinds.items() if kind == "file"}
        links = {
            path: _link_target(root.path, path) for path, kind in kinds.items() if kind == "link"
        }
        self._followed, outside = follow_links(links, files)
        kept = without_nested_projects(kinds)
        self.paths: Mapping[str, str] = {
            path: "" for path in kept if path in files or path in self._followed
        }
        self.outside: Mapping[str, str] = {path: outside[path] for path in kept if path in outside}

    def read(self, path: str) -> bytes:
        """See `Tree.read`."""
        if path not in self.paths:
            raise KeyError(path)
        return read_file(self._root, self._followed.get(path, path), path)

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
    mode = _mode(os.path.join(root, path), stat.S_IFREG)
    return stat.S_ISREG(mode) and _is_real_folder(root, folder, {"": True})


def _read(location: str, path: str) -> bytes:
    descriptor = os.open(location, _OPEN_FLAGS)  # no file object: it would take half the time
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


def _git_files(root: Root) -> Iterator[_Found]:
    """What git tracks or would track below the root, as far as it is on disk."""
    assert root.git_top is not None
    arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if root.prefix:
        arguments += ["--", root.prefix]
    listing = decode_path(run_git(arguments, root.git_top, root.git_variables))
    if not listing.isascii() and (encoding := sys.getfilesystemencoding()) != "utf-8":
        # They would be looked for under other names, and pass for deleted.
        raise GitError(f"Python takes file names for {encoding} here: set PYTHONUTF8=1")
    by_folder: dict[str, list[str]] = {}
    for path in listing.split("\0"):
        if path and not path.endswith("/"):  # `folder/` is another repository
            folder, _, name = path[len(root.prefix) :].rpartition("/")
            by_folder.setdefault(folder, []).append(name)
    real_folders = {"": True}
    for folder, names in by_folder.items():
        if _is_real_folder(root.path, folder, real_folders):
            yield from _on_disk(root.path, folder, names)


def _is_real_folder(root: str, folder: str, known: dict[str, bool]) -> bool:
    """Whether a folder is there with no link on the way to it; `known` remembers answers."""
    if folder not in known:
        known[folder] = _is_real_folder(root, folder.rpartition("/")[0], known) and stat.S_ISDIR(
            _mode(os.path.join(root, folder), stat.S_IFDIR)
        )
    return known[folder]


def _on_disk(root: str, folder: str, names: Iterable[str]) -> Iterator[_Found]:
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
            kind = _kind_by_mode(_mode(os.path.join(root, path), stat.S_IFREG))
        if kind is not None:
            yield _Found(path, kind)


def _walk(root: str) -> Iterator[_Found]:
    """All files and links below a folder that isn't in git."""
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
            if kind is not None:
                yield _Found(path, kind)
            elif entry.is_dir(follow_symlinks=False) and entry.name not in _NOT_WALKED:
                folders.append(path)


def _kind_of(entry: os.DirEntry[str]) -> _Kind | None:
    if entry.is_symlink():
        return "link"
    return "file" if entry.is_file(follow_symlinks=False) else None


def _kind_by_mode(mode: int) -> _Kind | None:
    if stat.S_ISLNK(mode):
        return "link"
    return "file" if stat.S_ISREG(mode) else None


def _mode(location: str, unknown: int) -> int:
    """The file mode of a path itself, not of what it links to; 0 where it isn't there.

    Where the system won't say, `unknown`: what can't be read must not pass for deleted.
    """
    try:
        return os.lstat(location).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError:
        return unknown


def _link_target(root: str, path: str) -> str:
    """A link's target, with `/`; relative where it is absolute but lies in the root."""
    folder = os.path.join(root, os.path.dirname(path))
    try:
        target = os.readlink(os.path.join(root, path))
    except OSError:
        return "/"  # gone since it was listed: leads nowhere
    if os.path.isabs(target):
        real = os.path.realpath(target)
        if not real.startswith(root.rstrip(os.sep) + os.sep):
            return target
        target = os.path.relpath(real, folder)
    return target.replace(os.sep, "/")
