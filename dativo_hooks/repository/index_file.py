"""Whether git's index is whole: git itself lists what a damaged one seems to hold.

It checks no sum but in `git fsck`, so a file that was cut off is read on into zeros: entries
without mode and name, or names that end too early; and nothing that is staged would be looked at.
Source: gitformat-index(5).
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from dativo_hooks.repository.git import GitError
from dativo_hooks.repository.refusals import refusal
from dativo_hooks.repository.system import OPEN_FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SUMS = (20, 32)  # bytes of SHA-1, and of SHA-256 where the repository's objects have it
_LINK = b"link"  # the extension of a split index: its size (4 bytes), and the base's sum
_NO_MODE = b"000000 "
_CHUNK = 1 << 20


def check_index(variables: Mapping[str, str]) -> None:
    """Check the index of a repository; that takes a millisecond for each megabyte.

    Args:
        variables: which repository, see `git.environment`.

    Raises:
        GitError: it isn't as git wrote it.
    """
    path = _location(variables)
    data = _content(path)
    if data is None:
        return  # before the first `git add`
    if not _is_whole(data):
        raise _damaged(path)
    for base in _bases(data, variables["GIT_DIR"]):
        shared = _content(base)
        if shared is not None and not _is_whole(shared):
            raise _damaged(base)


def check_listing(listing: bytes, variables: Mapping[str, str]) -> None:
    """Check what `git ls-files --stage -z` says, which tells more where an index has no sum.

    Raises:
        GitError: as of `check_index`.
    """
    if listing.startswith(_NO_MODE) or b"\0" + _NO_MODE in listing:
        raise _damaged(_location(variables))


def _location(variables: Mapping[str, str]) -> str:
    return variables.get("GIT_INDEX_FILE") or os.path.join(variables["GIT_DIR"], "index")


def _damaged(path: str) -> GitError:
    return GitError(
        f"{path} is damaged: it isn't as git wrote it, so nobody knows what is staged; "
        "delete it, type `git reset`, and `git add` again what you had added"
    )


def _is_whole(data: bytes) -> bool:
    """Whether an index ends with the sum of what precedes, or with zeros (`index.skipHash`)."""
    if data[:4] != b"DIRC":
        return False
    if not any(data[-_SUMS[0] :]):
        return True
    from hashlib import sha1, sha256

    view = memoryview(data)
    return any(
        make(view[:-size], usedforsecurity=False).digest() == data[-size:]
        for make, size in zip((sha1, sha256), _SUMS, strict=True)
    )


def _bases(data: bytes, git_dir: str) -> Iterator[str]:
    """Where the index may say that it is split, the file that holds the rest."""
    at = data.find(_LINK)
    while at >= 0:
        start = at + len(_LINK) + 4
        for size in _SUMS:
            path = os.path.join(git_dir, f"sharedindex.{data[start : start + size].hex()}")
            if os.path.isfile(path):
                yield path
        at = data.find(_LINK, at + 1)


def _content(path: str) -> bytes | None:
    """The content of a file; None where it isn't there, is no file, or is forbidden."""
    try:
        descriptor = os.open(path, OPEN_FLAGS & ~getattr(os, "O_NOFOLLOW", 0))
    except (FileNotFoundError, PermissionError):
        return None  # git, which may read as much, has said the latter
    except OSError as error:
        raise GitError(f"{path} can't be read: {refusal(error)}") from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        parts = []
        while part := os.read(descriptor, _CHUNK):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)
