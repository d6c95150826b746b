"""One run of the command line, which a signal meets at a moment that the caller chooses.

`python -m tests.faults.child ROOT N SIGNAL ARGUMENT…` gets the signal at its n-th operation on the
disk. With N = 0 it says `ready` on standard error when signals are heard, and the caller sends one.
"""

from __future__ import annotations

import os
import signal
import sys

from dativo_hooks.cli import stopping
from dativo_hooks.cli.main import main
from tests.faults.disk import Disk, Operation


def run(root: str, number: int, name: str, arguments: list[str]) -> int:
    """Run the command as the process that it is."""

    def act(at: int, _: Operation) -> None:
        if at == number:
            os.kill(os.getpid(), getattr(signal, name))

    sys.argv[1:] = arguments
    if not number:
        heard = stopping.end_when_stopped

        def ready() -> None:
            heard()
            os.write(2, b"ready\n")

        stopping.end_when_stopped = ready
        return main()
    with Disk(root, act):
        return main()


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]))
