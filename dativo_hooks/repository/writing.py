"""Writes and deletes files, whole or not at all, and never outside of the root."""

from __future__ import annotations

import os
import stat

from dativo_hooks.generation.file_names import is_windows_own
from dativo_hooks.repository.modes import mode
from dativo_hooks.repository.system import OPEN_FLAGS
from dativo_hooks.repository.temporary import temporary
from dativo_hooks.repository.working_tree import read_file
from dativo_hooks.tree import UnreadableFile

GIT_FOLDERS = (".git", "git~1")
"""Git's own folder; the second is what Windows calls it in names of eight letters."""


class UnsafePath(Exception):  # noqa: N818 - the name says what is wrong
    """A path that must not be written to or deleted.

    Attributes:
        path: as it was given.
        reason: a predicate of it.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path} {self.reason}"


def write_atomically(root: str, path: str, data: bytes, *, instead_of: bytes | None = None) -> None:
    """Write a file so that anybody who reads it sees the old content or the new, never a part.

    Its folders are made where they lack. A file that exists keeps its mode.

    Args:
        root: absolute path of the folder that nothing is written outside of.
        path: relative to it, with `/`.
        data: the new content.
        instead_of: the old content: a file that has another by now isn't written.

    Raises:
        UnsafePath: the path leaves the root, goes through a link, or is a link or no file; or
            isn't what was to be replaced.
        OSError: the disk refuses; the old content is untouched.
    """
    location = _checked(root, path)
    folder = os.path.dirname(location)
    os.makedirs(folder, exist_ok=True)
    before = mode(location)
    with temporary(folder) as new:
        with open(new, "xb") as file:
            file.write(data)
            if instead_of is not None:  # somebody's own text: not even a power cut may lose it
                file.flush()
                os.fsync(file.fileno())
        if before:
            os.chmod(new, stat.S_IMODE(before))
        if instead_of is not None and not _holds(location, instead_of):
            raise UnsafePath(path, "was changed by somebody else since it was read")
        os.replace(new, location)


def on_disk(root: str, path: str) -> bytes | None:
    """What stands in the place of a file that is to be written or deleted; None for nothing.

    Args:
        root: absolute path of the folder that nothing is read outside of.
        path: relative to it, with `/`.

    Raises:
        UnsafePath: as `write_atomically`; or it can't be read, or is too big.
    """
    try:
        location = _checked(root, path)
        return read_file(root, path) if mode(location) else None
    except UnreadableFile as error:
        raise UnsafePath(path, error.reason) from None
    except OSError as error:  # its name is too long for the disk, its folder may not be entered
        raise UnsafePath(path, f"can't be looked at: {error.strerror or error}") from None


def delete(root: str, path: str) -> bool:
    """Delete a file, not its folder; False where there is none.

    Args:
        root: absolute path of the folder that nothing is deleted outside of.
        path: relative to it, with `/`.

    Raises:
        UnsafePath: the path leaves the root, goes through a link, or is a link or no file.
        OSError: the disk refuses.
    """
    location = _checked(root, path)
    if not mode(location):
        return False
    try:
        os.unlink(location)
    except FileNotFoundError:  # somebody was faster
        return False
    return True


def _holds(location: str, data: bytes) -> bool:
    """Whether a file is there, no link, and holds just that: no more is read of it."""
    try:
        descriptor = os.open(location, OPEN_FLAGS)
    except FileNotFoundError:
        return False
    with open(descriptor, "rb") as file:
        regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
        return regular and file.read(len(data) + 1) == data


def _checked(root: str, path: str) -> str:
    """The absolute location of a path that is safe to change."""
    parts = path.split("/")
    if "\0" in path or any(part in ("", ".", "..") for part in parts):
        raise UnsafePath(path, "is no path relative to the root")
    if any(_is_foreign(part) for part in parts):
        raise UnsafePath(path, "means something else to this system than a path in the root")
    if any(part.casefold() in GIT_FOLDERS for part in parts):
        raise UnsafePath(path, "lies in git's own folder")
    location = root
    for depth, part in enumerate(parts[:-1], 1):
        location = os.path.join(location, part)
        above = mode(location)
        if above == 0:
            break  # nor is there anything below
        shown = "/".join(parts[:depth])
        if stat.S_ISLNK(above):
            # Even inside the root: git has no files behind a link, so it would never be staged.
            raise UnsafePath(path, f"lies behind {shown}, which is a link; name the real folder")
        if not stat.S_ISDIR(above):
            raise UnsafePath(path, f"lies in {shown}, which is no folder")
    location = os.path.join(root, *parts)
    found = mode(location)
    if stat.S_ISLNK(found):
        raise UnsafePath(path, "is a link; files are not written through links")
    if found and not stat.S_ISREG(found):
        raise UnsafePath(path, "is no regular file")
    return location


def _is_foreign(part: str) -> bool:
    """Whether this system takes a part of a path for something else than a name (Windows)."""
    return os.sep == "\\" and is_windows_own(part)
