"""What must not outlive this process: temporary files, and processes that work for it."""

from __future__ import annotations

import contextlib
import os

FILES: set[str] = set()
"""Absolute locations of temporary files that may be on disk."""

PROCESSES: set[int] = set()
"""The ids of worker processes, which leave nothing behind."""


def abandon() -> None:
    """Delete those files and end those processes: nobody will finish their work."""
    for process in tuple(PROCESSES):
        with contextlib.suppress(OSError):
            os.kill(process, 9)
    for location in tuple(FILES):
        with contextlib.suppress(OSError):
            os.unlink(location)
