"""Runs the tests once, and records which lines of the product each of them reaches.

`python -m mutation.recording FILE`, in a copy of the checkout: writes FILE as `mutation.reach`
reads it. Tests that don't pass are left out.
"""

from __future__ import annotations

import json
import sys
from functools import _lru_cache_wrapper, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import coverage
import pytest

from mutation.product import sources, tried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Recorder:
    """A plugin of pytest: a context for each test that runs."""

    def __init__(self, measuring: coverage.Coverage) -> None:
        self.measuring = measuring
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep what mutants are tried with."""
        items[:] = [item for item in items if tried(item.nodeid)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """What runs from here is this test's, and it takes nothing from what others have cached."""
        for cache in _caches(len(sys.modules)):
            cache()
        self.measuring.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test took."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if not report.passed:
            self.failed.add(report.nodeid)


@lru_cache(1)
def _caches(_modules: int) -> list[Callable[[], None]]:
    """What empties each cache of a function of the product, of the modules that there are."""
    return [
        value.cache_clear
        for name, module in sys.modules.items()
        if name.partition(".")[0] == "dativo_hooks"
        for value in vars(module).values()
        if isinstance(value, _lru_cache_wrapper)
    ]


def main() -> int:
    """Record; the exit code is that of pytest."""
    measuring = coverage.Coverage(data_file=None, config_file=False, include=["dativo_hooks/*"])
    recorder = Recorder(measuring)
    measuring.start()
    options = ("-q", "--no-header", "--tb=short", "-p", "no:cacheprovider", "-p", "no:xdist")
    code = pytest.main([*options, "-p", "no:cov", "tests"], plugins=[recorder])
    measuring.stop()
    seconds = {
        test: round(took, 4)
        for test, took in recorder.seconds.items()
        if test not in recorder.failed
    }
    numbers = {test: number for number, test in enumerate(seconds)}
    data = measuring.get_data()
    lines = {
        path: {
            line: sorted(numbers[test] for test in contexts if test in numbers)
            for line, contexts in data.contexts_by_lineno(str(Path(path).resolve())).items()
        }
        for path in sources(Path(), "dativo_hooks")
    }
    written = json.dumps({"seconds": seconds, "lines": lines})
    Path(sys.argv[1]).write_text(written, encoding="utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
