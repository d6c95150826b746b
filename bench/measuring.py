"""What commands cost, as whole processes: time, CPU, peak memory."""

from __future__ import annotations

import marshal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import spawning
from bench.repository import environment

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, KiB elsewhere
_EVERY = 0.01


class Cost(NamedTuple):
    """What one run cost: seconds, and bytes.

    `cpu` is that of all processes, user's and system's. `largest` is the peak of the largest
    process; `together` that of all at once (each shared page once), None where it wasn't sampled.
    """

    wall: float
    cpu: float
    largest: int
    together: int | None = None


class Work(NamedTuple):
    """Commands that are one piece of work, so many of them at once."""

    commands: tuple[tuple[str, ...], ...]
    at_once: int = 1


def cost_of(
    work: Work, folder: Path, exit_code: int = 0, *, says: str = "", sampled: bool = False
) -> Cost:
    """Run work in a folder. `sampled`: look at the memory of all processes, which costs time.

    Raises:
        RuntimeError: It ended otherwise than with the exit code that its doing all of it has, or
            `says` isn't part of its output.
    """
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch, "output")
        with subprocess.Popen(
            [sys.executable, "-I", "-S", spawning.__file__],
            cwd=folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write(
                marshal.dumps((list(map(list, work.commands)), work.at_once, str(output)))
            )
            process.stdin.close()
            together = _peak_below(process) if sampled else None
            words = process.stdout.read().decode().split()
        said = output.read_text(encoding="utf-8", errors="replace") if output.exists() else ""
    if len(words) != 4 or {int(code) for code in words[3].split(",")} != {exit_code}:
        spoken = " ".join(work.commands[0])[:200]
        raise RuntimeError(
            f"{spoken}: ended with {words[3:]}, not with {exit_code}\n{said[-2000:]}"
        )
    if says not in said:
        raise RuntimeError(f"{work.commands[0]}: doesn't say {says.strip()!r}\n{said[-2000:]}")
    largest = int(words[2]) * _UNIT
    if together is not None:
        together = max(together, largest)
    return Cost(float(words[0]), float(words[1]), largest, together)


def _peak_below(process: subprocess.Popen[bytes]) -> int | None:
    """The most that all processes below one held at once; None where the system doesn't tell."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_held, _below(process.pid))))
        time.sleep(_EVERY)
    return peak


def _below(pid: int) -> list[int]:
    found: list[int] = []
    ahead = [pid]
    while ahead:
        try:
            threads = list(Path(f"/proc/{ahead.pop()}/task").iterdir())
            children = [
                int(word) for one in threads for word in (one / "children").read_text().split()
            ]
        except OSError:  # it has ended
            continue
        found += children
        ahead += children
    return found


def _held(pid: int) -> int:
    """A process's share of memory (PSS), in bytes."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:  # it has ended
        return 0
    return next(
        (int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0
    )


def batched(command: Sequence[str], files: Sequence[str], most: int) -> tuple[tuple[str, ...], ...]:
    """A command with files behind it, as often as it takes for `most` bytes of arguments."""
    batches: list[tuple[str, ...]] = []
    batch: list[str] = []
    fixed = held = sum(len(word) + 9 for word in command)  # the word, its end and its pointer
    for file in files:
        if batch and held + len(file) + 9 > most:
            batches.append((*command, *batch))
            batch, held = [], fixed
        batch.append(file)
        held += len(file) + 9
    return (*batches, (*command, *batch))
