"""`python -m fuzz`: fuzz some targets or all of them, each in a process of its own.

Exit codes: 0 nothing was found; 1 a target broke: its input lies in the folder, and what is printed
says how to repeat it; 2 wrong use.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from fuzz.targets import TARGETS


class _Done(NamedTuple):
    target: str
    executions: int
    seconds: float
    failed: bool
    said: str


def main() -> int:
    """Read the command line, and do what it says."""
    parser = argparse.ArgumentParser("python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--runs", type=int, default=-1, help="executions of each target")
    parser.add_argument("--seconds", type=int, default=0, help="that each target may take")
    parser.add_argument("--seed", type=int, default=0, help="1 or more: the same runs each time")
    parser.add_argument("--folder", type=Path, help="where inputs that reach new code are kept")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="targets at once")
    parser.add_argument("--repeat", type=Path, help="hold one file against the targets, once")
    given = parser.parse_args()
    names = given.targets or list(TARGETS)
    if unknown := sorted(set(names) - set(TARGETS)):
        parser.error(f"no such target: {', '.join(unknown)}")
    if given.repeat:
        for name in names:
            TARGETS[name].run(given.repeat.read_bytes())
        return 0
    if given.runs < 0 and not given.seconds:
        parser.error("give --runs or --seconds")
    folder = given.folder or Path(tempfile.mkdtemp(prefix="dativo-hooks-fuzz-"))
    with ThreadPoolExecutor(given.jobs) as pool:
        results = list(pool.map(lambda name: _run(name, given, folder), names))
    for done in results:
        what = ", FAILED" if done.failed else ""
        _tell(f"{done.target}: {done.executions:,} executions in {done.seconds:.0f} s{what}")
        if done.failed:
            _tell(done.said)
    _tell(f"{sum(done.executions for done in results):,} executions; inputs: {folder}")
    return int(any(done.failed for done in results))


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _run(name: str, given: argparse.Namespace, folder: Path) -> _Done:
    begin = time.monotonic()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "fuzz.driver", name, str(folder / name)),
            *(f"-runs={given.runs}", f"-max_total_time={given.seconds}", f"-seed={given.seed}"),
        ],
        check=False,
        capture_output=True,
        # The same runs have sets in the same order.
        env={**os.environ, "PYTHONHASHSEED": str(given.seed) if given.seed else "random"},
    )
    said = (done.stderr + done.stdout).decode("utf-8", "replace")
    count = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
    found = re.search(r"Test unit written to (\S+)", said)
    told = [line for line in said.splitlines() if not re.match(r"INFO:|WARNING:|#\d+\t", line)]
    if found:
        told.append(f"repeat it: python -m fuzz {name} --repeat {found[1]}")
    executions = int(count[1]) if count else 0
    took = time.monotonic() - begin
    return _Done(name, executions, took, done.returncode != 0, "\n".join(told))


if __name__ == "__main__":
    sys.exit(main())
