"""Where the time of a run went, for `--timings`."""

from __future__ import annotations

import sys
import time


class Timings:
    """Time between marks, by what was done before each."""

    def __init__(self) -> None:
        self._marks: list[tuple[str, float]] = []
        self._last = time.perf_counter()

    def mark(self, what: str) -> None:
        """All since the last mark went into `what`."""
        now = time.perf_counter()
        self._marks.append((what, now - self._last))
        self._last = now

    def tell(self) -> None:
        """Print the marks to standard error, in milliseconds."""
        width = max((len(what) for what, _ in self._marks), default=0)
        for what, seconds in self._marks:
            print(f"dativo-hooks: {what:<{width}} {seconds * 1000:9.1f} ms", file=sys.stderr)


TIMINGS = Timings()
"""Those of this process; they begin when it has loaded the command line."""
