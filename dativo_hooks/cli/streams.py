"""The standard streams: the same bytes on every system, and what Windows wants told."""

from __future__ import annotations

import os
import sys

_LACKING = "backslashreplace"  # for what the encoding lacks: a path or a message may hold anything


def settle_streams() -> None:
    r"""Make streams that can be written to, with `\n` at the end of a line on Windows as well.

    One that the caller closed (`>&-`) is None in Python; and with no standard error, `print` would
    write to standard output.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_LACKING, newline="\n")


def write_for_programs(text: str) -> None:
    """Write to standard output what a program reads: in UTF-8, whatever the locale is."""
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors=_LACKING)
    sys.stdout.write(text)
    sys.stdout.flush()


def discard_output() -> None:
    """Let go of what is still to be written, so that Python doesn't fail again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_closed_pipe(error: OSError) -> bool:
    """Whether somebody who read our output has seen enough."""
    import errno

    if isinstance(error, BrokenPipeError):
        return True
    # What Windows says of it (https://github.com/python/cpython/issues/79935).
    return sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None


def shows_color() -> bool:
    """Whether standard output is a terminal that knows the codes of colours."""
    return sys.stdout.isatty() and _console_learns_codes()


def _console_learns_codes() -> bool:
    """Have a console of Windows take codes for what they are; whether it does. Others do.

    Source: learn.microsoft.com/windows/console/setconsolemode.
    """
    learnt = True
    if sys.platform == "win32":
        import ctypes

        output, takes_codes = -11, 4  # STD_OUTPUT_HANDLE, ENABLE_VIRTUAL_TERMINAL_PROCESSING
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetStdHandle.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.GetStdHandle(output))
        mode = ctypes.c_ulong()
        learnt = bool(
            kernel.GetConsoleMode(handle, ctypes.byref(mode))
            and kernel.SetConsoleMode(handle, mode.value | takes_codes)
        )
    return learnt
