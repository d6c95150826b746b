"""`python bench/profiling.py warm|cold`: where a run of `check` spends its time."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from bench import tools
from bench.repository import environment, made

_MODULE = ("-m", "dativo_hooks", "check")


def main() -> None:
    """Print the slowest imports (warm), and the functions that took longest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "state", choices=("warm", "cold"), help="`check --staged` again, or `check`"
    )
    parser.add_argument("--jobs", type=int, default=10_000)
    parser.add_argument("--keep", metavar="DIR", help="as of run.py")
    parser.add_argument("--top", type=int, default=30, metavar="LINES")
    arguments = parser.parse_args()
    programs = tools.found()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments.keep or scratch).resolve() / str(arguments.jobs)
        folder.mkdir(parents=True, exist_ok=True)
        made(folder, arguments.jobs, programs.script)
        if arguments.state == "warm":
            _python(folder, *_MODULE, "--staged")
            timed = _python(folder, "-X", "importtime", *_MODULE, "--staged").stderr.splitlines()
            slowest = sorted(timed[1:], key=_own_time, reverse=True)
            print("\n".join([*timed[:1], *slowest[: arguments.top]]))
        more = (
            ("--staged",)
            if arguments.state == "warm"
            else ("--no-cache",) * bool(programs.uncached)
        )
        profile = str(Path(scratch, "profile"))
        _python(folder, "-m", "cProfile", "-o", profile, *_MODULE, *more)
        shown = f"import pstats; pstats.Stats({profile!r}).sort_stats('tottime').print_stats("
        print(_python(folder, "-c", f"{shown}{arguments.top})").stdout)


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )


def _own_time(line: str) -> int:
    """Of `import time: self [us] | cumulative | imported package`; what else is said is none."""
    words = line.removeprefix("import time:").split("|")
    return int(words[0]) if len(words) == 3 else -1


if __name__ == "__main__":
    main()
