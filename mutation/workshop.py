"""Copies of the checkout, in which mutants are tried: the checkout itself is never changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mutation.outcome import SURVIVED, UNREACHED, Outcome
from mutation.reach import Names, Reach, names_in, reaching

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mutation.mutants import Mutant

ROOT = Path(__file__).resolve().parents[1]

STAGES = ((1.0, 2), (10.0, 12))
"""Seconds of tests, as they were recorded, and files of them, that a mutant meets at first; then
those of the second stage, and those of the last, which has no limit of its own."""

PATIENCE = 20.0
"""Seconds that tests may take, beside ten times what they took when they were recorded."""


def copied(to: Path) -> Path:
    """A copy of what git has or would add, as a repository of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in listed.stdout.decode().split("\0"):
        source = ROOT / name
        if name and os.path.lexists(source):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, to / name, follow_symlinks=False)
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *words], cwd=to, check=True)
    return to


def environment(copy: Path) -> dict[str, str]:
    """Variables of what runs in a copy: the copy's package, and files of its own."""
    own = copy.parent / f"{copy.name}-files"
    for name in ("home", "tmp"):
        (own / name).mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "PYTHONPATH": str(copy),
        "HOME": str(own / "home"),
        "TMPDIR": str(own / "tmp"),
        "PYTHONHASHSEED": "0",
    }


def recorded(copy: Path, file: Path) -> None:
    """Record in a copy which tests reach what; what they say is shown.

    Raises:
        subprocess.CalledProcessError: no test could be run.
    """
    words = [sys.executable, "-m", "mutation.recording", str(file)]
    done = subprocess.run(words, cwd=copy, env=environment(copy), check=False)
    if not file.exists():
        raise subprocess.CalledProcessError(done.returncode, words)


class Bench:
    """A copy with a process that tries mutants in it, one after the other."""

    def __init__(self, copy: Path, reach: Reach, most: float) -> None:
        """Start it; `most`: seconds of tests, as recorded, that a mutant meets."""
        self.copy, self.reach, self.most = copy, reach, most
        self.names = names(copy)
        self.tried = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mutation.trial"],
            cwd=copy,
            env={**environment(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def close(self) -> None:
        """End the process."""
        self.process.communicate()

    def outcome(self, mutant: Mutant) -> Outcome:
        """Try one mutant: with few tests at first, with all that can see it where those pass."""
        able = reaching(mutant, self.reach, self.names) & self.reach.seconds.keys()
        if not able:
            return Outcome(UNREACHED, 0, 0)
        file = self.copy / mutant.path
        source, stat = file.read_bytes(), file.stat()
        file.write_bytes(mutant.applied(source))
        # Compiled files are told apart by the second.
        self.tried += 1
        os.utime(file, (stat.st_atime, int(stat.st_mtime) + self.tried))
        try:
            left = len(able)
            for tests in self.stages(mutant, able):
                left -= len(tests)
                ended = self.attempt(tests)
                if ended != SURVIVED:
                    break
        finally:
            file.write_bytes(source)
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        return Outcome(ended, len(able), left)

    def failing(self, mutants: Iterable[Mutant]) -> list[str]:
        """The files of tests that fail without a mutant, of those that these mutants meet first."""
        by_file: dict[str, list[str]] = {}
        chosen: set[str] = set()
        for mutant in mutants:
            able = reaching(mutant, self.reach, self.names) & self.reach.seconds.keys()
            chosen.update(*self.stages(mutant, able)[:1])
        for test in self.reach.seconds:
            if test in chosen:
                by_file.setdefault(_file(test), []).append(test)
        # What is compiled now is there for each mutant.
        if (
            self.attempt([one for tests in by_file.values() for one in tests], keep=True)
            == SURVIVED
        ):
            return []
        return [file for file, tests in by_file.items() if self.attempt(tests) != SURVIVED]

    def attempt(self, tests: Sequence[str], *, keep: bool = False) -> str:
        """Run tests against what the copy is now."""
        seconds = PATIENCE + 10 * sum(self.reach.seconds[test] for test in tests)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(
            json.dumps({"tests": tests, "seconds": seconds, "keep": keep}) + "\n"
        )
        self.process.stdin.flush()
        return str(json.loads(self.process.stdout.readline()))

    def stages(self, mutant: Mutant, able: set[str]) -> list[list[str]]:
        """What a mutant meets, by and by: tests of its own folder before others, quick ones first.

        Each stage costs the loading of its files of tests, and most mutants don't pass the first.
        """
        own = f"tests/{Path(mutant.path).parent.name}/"
        seconds = self.reach.seconds
        costs: dict[str, float] = {}
        for test in able:
            costs[_file(test)] = costs.get(_file(test), 0) + seconds[test]

        def rank(test: str) -> tuple[bool, float, str, float, str]:
            file = _file(test)
            return not file.startswith(own), costs[file], file, seconds[test], test

        order = sorted(able, key=rank)
        stages: list[list[str]] = []
        for limit, most in (*STAGES, (self.most, len(costs))):
            stage: list[str] = []
            total, files = 0.0, set[str]()
            for test in order:
                fits = total + seconds[test] <= limit and len(files | {_file(test)}) <= most
                if fits or not stage:
                    stage.append(test)
                    total += seconds[test]
                    files.add(_file(test))
            if stage:
                stages.append(stage)
            done = set(stage)
            order = [test for test in order if test not in done]
        return stages


def _file(test: str) -> str:
    return test.partition("::")[0]


def names(root: Path) -> Names:
    """Where names are used, in a checkout."""
    read = [
        {
            path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted((root / folder).rglob("*.py"))
        }
        for folder in ("dativo_hooks", "tests")
    ]
    return names_in(*read)
