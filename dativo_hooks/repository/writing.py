"""Writes and deletes files, whole or not at all, and never outside of the root."""

from __future__ import annotations

import os
import stat


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
    mode = _mode(location)
    temporary = os.path.join(folder, f".dativo-hooks-{os.getpid()}-{os.urandom(6).hex()}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        if mode:
            os.chmod(temporary, stat.S_IMODE(mode))
        if instead_of is not None and _content(location) != instead_of:
            raise UnsafePath(path, "was changed by somebody else since it was read")
        os.replace(temporary, location)
    except BaseException:
        if os.path.lexists(temporary):
            os.unlink(temporary)
        raise


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
    if not _mode(location):
        return False
    os.unlink(location)
    return True


def _content(location: str) -> bytes | None:
    """What a file holds now; None where there is none."""
    try:
        with open(location, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _checked(root: str, path: str) -> str:
    """The absolute location of a path that is safe to change."""
    parts = path.split("/")
    if "\0" in path or any(part in ("", ".", "..") for part in parts):
        raise UnsafePath(path, "is no path relative to the root")
    if any(_is_foreign(part) for part in parts):
        raise UnsafePath(path, "means something else to this system than a path in the root")
    if any(part.casefold() == ".git" for part in parts):
        raise UnsafePath(path, "lies in git's own folder")
    location = root
    for part in parts[:-1]:
        location = os.path.join(location, part)
        mode = _mode(location)
        if mode == 0:
            break  # nor is there anything below
        if stat.S_ISLNK(mode):
            shown = os.path.relpath(location, root).replace(os.sep, "/")
            # Even inside the root: git has no files behind a link, so it would never be staged.
            raise UnsafePath(path, f"lies behind {shown}, which is a link; name the real folder")
        if not stat.S_ISDIR(mode):
            shown = os.path.relpath(location, root).replace(os.sep, "/")
            raise UnsafePath(path, f"lies in {shown}, which is no folder")
    location = os.path.join(root, *parts)
    mode = _mode(location)
    if stat.S_ISLNK(mode):
        raise UnsafePath(path, "is a link; files are not written through links")
    if mode and not stat.S_ISREG(mode):
        raise UnsafePath(path, "is no regular file")
    return location


def _is_foreign(part: str) -> bool:
    """Whether a part of a path holds a separator or a drive of this system (Windows)."""
    return os.sep in part or bool(os.path.splitdrive(part)[0])


def _mode(location: str) -> int:
    """The file mode of a path itself, not of what it links to; 0 where it isn't there."""
    try:
        return os.lstat(location).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
