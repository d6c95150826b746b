"""Tries mutants in a copy of the checkout, each in a process forked from one that has pytest.

`python -m mutation.trial`, in the copy. Each line that it reads is a trial (JSON: `tests`, the ids
in their order, `seconds`, that it may take, and `keep`, whether what is compiled is kept); each
line that it writes is how that ended.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mutation.outcome import BROKEN, KILLED, SURVIVED, TIMED_OUT

if TYPE_CHECKING:
    from collections.abc import Sequence

MEMORY = 4 << 30
"""Bytes that a trial may take."""

LOADED = (
    "hypothesis",
    "yaml",
    "jsonschema",
    "jsonschema_rs",
    "hcl2",
    "email.utils",
    "unittest.mock",
)
"""What most tests load, and no mutant changes."""

_EXITS = {
    pytest.ExitCode.OK: SURVIVED,
    pytest.ExitCode.TESTS_FAILED: KILLED,
    # A module that can't be imported, be it one of fixtures.
    pytest.ExitCode.INTERRUPTED: KILLED,
    pytest.ExitCode.USAGE_ERROR: KILLED,
    pytest.ExitCode.INTERNAL_ERROR: KILLED,
}


class _Chosen:
    """A plugin of pytest: runs what was chosen, in its order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep them, and put them in order."""
        kept = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(kept, key=lambda item: self.order[item.nodeid])


def attempt(tests: Sequence[str], seconds: float, *, keep: bool) -> str:
    """Run tests until one fails, in a process of its own that has so much time."""
    child = os.fork()
    if child == 0:
        _run(tests, keep=keep)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _kill(child)  # what it has started
            code = os.waitstatus_to_exitcode(status)
            return KILLED if code < 0 else _EXITS.get(pytest.ExitCode(code), BROKEN)
        time.sleep(0.01)
    _kill(child)
    os.waitpid(child, 0)
    return TIMED_OUT


def _kill(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def _run(tests: Sequence[str], *, keep: bool) -> None:
    """In the child: it ends here."""
    sys.dont_write_bytecode = not keep
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = sorted({test.partition("::")[0] for test in tests})
    options = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]
    # What is loaded before pytest begins doesn't have its assertions rewritten: nobody reads them.
    options += ["-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"]
    code = 1
    try:
        code = int(pytest.main([*options, *files], plugins=[_Chosen(tests)]))
    finally:
        os._exit(code)


def main() -> None:
    """Try what is read until there is no more."""
    sys.path.insert(0, str(Path.cwd()))
    for name in LOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(
            json.dumps(attempt(asked["tests"], asked["seconds"], keep=asked["keep"])) + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
