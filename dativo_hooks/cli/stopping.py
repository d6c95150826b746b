"""What ends the process from outside: Ctrl-C, a cancelled job of CI, a closed terminal.

An exception would come anywhere: in the middle of an import, in a destructor (where Python prints
it and goes on), at the interpreter's end. So the process ends where it is, and cleans up itself.
"""

from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING

from dativo_hooks.repository.unfinished import abandon

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last is Ctrl-Break of Windows
    if hasattr(signal, name)
)


def end_when_stopped() -> None:
    """End in good order, with exit code 128 and the signal's number, when a signal says so.

    What the caller has ignored (`nohup`) stays ignored.
    """
    with contextlib.suppress(ValueError):  # not the main thread: the program around it decides
        for number in _SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _end)


def end_at_once() -> None:
    """Leave it to the system again: there is nothing to clean up, and Python is about to end."""
    with contextlib.suppress(ValueError):
        for number in _SIGNALS:
            if signal.getsignal(number) is _end:
                signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> None:
    abandon()
    os._exit(128 + number)  # as shells tell it
