"""What not every system has, each with what is done without it.

Linux has all of it; macOS lacks `sched_getaffinity`; Windows all of it.
"""

from __future__ import annotations

import os
import sys
from typing import IO

OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
"""Opens a file to read its bytes. What became a FIFO or a link since it was listed neither blocks
nor leads away, where the system can tell."""

FOLDS_NAMES = sys.platform in {"darwin", "win32"}
"""Whether disks take names for one that differ in case, or in how letters are composed."""

LINKS_AS_FILES = sys.platform == "win32"
"""Whether git may have written links as files that hold their targets (its `core.symlinks`)."""


def can_fork() -> bool:
    """Whether a process can go on as two; else one does all the work."""
    return hasattr(os, "fork")


def processors() -> int:
    """How many processors this process may use; all of them where nobody can tell."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_at(file: IO[bytes], offset: int, length: int) -> bytes:
    """What a file holds there; its position may change."""
    if hasattr(os, "pread"):  # a seek would have the file's buffer filled anew
        data: bytes = os.pread(file.fileno(), length, offset)
        return data
    file.seek(offset)
    return file.read(length)
