"""Runs commands and says what they cost: a script of its own, for a process that is small.

A child's peak memory begins at that of whoever spawned it (Linux counts what it held before it
became its command), so this imports little. It reads marshalled `(commands, at_once, output)`
from standard input and writes one line: wall seconds, CPU seconds, the largest process's peak in
the system's unit, and the exit codes.
"""

from __future__ import annotations

import marshal
import os
import sys
import time


def run(commands: list[list[str]], at_once: int, output: str) -> None:
    """Run commands, so many at once, their output going to a file."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, flags, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    waiting = list(reversed(commands))
    running = 0
    cpu = 0.0
    largest = 0
    codes = []
    began = time.perf_counter()
    while waiting or running:
        while waiting and running < at_once:
            command = waiting.pop()
            os.posix_spawn(command[0], command, os.environ, file_actions=actions)
            running += 1
        _, status, usage = os.wait4(-1, 0)
        running -= 1
        cpu += usage.ru_utime + usage.ru_stime
        largest = max(largest, usage.ru_maxrss)
        codes.append(os.waitstatus_to_exitcode(status))
    wall = time.perf_counter() - began
    sys.stdout.write(f"{wall} {cpu} {largest} {','.join(map(str, codes))}\n")


if __name__ == "__main__":
    run(*marshal.load(sys.stdin.buffer))  # noqa: S302 - our own process wrote it
