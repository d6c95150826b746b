"""Why a disk refuses to write, in words, and what to do about it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_REMEDIES: Mapping[int, str] = {
    # errno(3); write(2), open(2), rename(2) and setrlimit(2) say when each comes.
    getattr(errno, "EDQUOT", errno.ENOSPC): "your share of the disk is used up: make room, "
    "then run it again",
    errno.ENOSPC: "the disk is full: make room, then run it again",
    errno.EFBIG: "files may not grow so large here: see `ulimit -f`",
    errno.EROFS: "the disk is mounted to be read only",
    errno.EACCES: "let its folder be written to, then run it again",
    errno.EPERM: "let its folder be written to, then run it again",
    errno.EIO: "the disk failed: see the log of the system",
    errno.EMFILE: "too many files are open: see `ulimit -n`",
    errno.ENFILE: "too many files are open on this machine",
    errno.ENOMEM: "memory is used up",
    errno.EAGAIN: "too many processes run: see `ulimit -u`",
}

_FORBIDDEN = (errno.EACCES, errno.EPERM)


def is_forbidden(error: OSError) -> bool:
    """Whether the user may not do it, where the disk itself would."""
    return error.errno in _FORBIDDEN


def is_refusal(error: OSError) -> bool:
    """Whether the system refused what it does at other times: no bug of ours."""
    return error.errno in _REMEDIES


def refusal(error: OSError) -> str:
    """What the system said, and what to do about it where that is known."""
    said = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0)
    return f"{said} ({remedy})" if remedy else said
