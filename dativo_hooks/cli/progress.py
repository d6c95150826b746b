"""How far a long run is, for somebody who waits at a terminal."""

from __future__ import annotations

import sys
import time

PATIENCE = 1.0
"""Seconds that a run may take before it says how far it is."""

_OFTEN = 0.1  # seconds between two words


class Progress:
    """One line on standard error that tells how many files are done; gone when the run is."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = self._told = time.monotonic()
        self._width = 0
        self._wanted = sys.stderr.isatty()

    def advance(self, files: int) -> None:
        """So many more are done."""
        self._done += files
        now = time.monotonic()
        if self._wanted and now - self._started >= PATIENCE and now - self._told >= _OFTEN:
            self._told = now
            # More than once around: what isn't in step is looked at again.
            text = f"dativo-hooks: {min(self._done, self._total):,} of {self._total:,} files"
            sys.stderr.write(f"\r{text}")
            sys.stderr.flush()
            self._width = len(text)

    def end(self) -> None:
        """Take the line away."""
        if self._width:
            sys.stderr.write(f"\r{' ' * self._width}\r")
            sys.stderr.flush()
            self._width = 0
