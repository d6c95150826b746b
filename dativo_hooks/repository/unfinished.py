"""What must not outlive this process: temporary files."""

from __future__ import annotations

import contextlib
import os

FILES: set[str] = set()
"""Absolute locations of temporary files that may be on disk."""


def abandon() -> None:
    """Delete those files: nobody will finish them."""
    for location in tuple(FILES):
        with contextlib.suppress(OSError):
            os.unlink(location)
