"""Writes reports, wherever the user wants them: a reader sees the old one or the new, no part."""

from __future__ import annotations

import errno
import os
import stat

from dativo_hooks.repository.modes import mode
from dativo_hooks.repository.temporary import temporary

_IN_PLACE_ONLY = (errno.EACCES, errno.EPERM, errno.EBUSY)
"""What is said where a file may be written to but not replaced: its folder is somebody else's, or
it is mounted by itself into a container."""


def write_report(file: str, text: str) -> None:
    """Write a report as UTF-8; what is no regular file (a pipe, a terminal) gets it as it comes.

    Raises:
        OSError: the disk refuses; a file that was there is nearly always untouched.
    """
    data = text.encode()
    before = mode(file)
    if not before or stat.S_ISREG(before):
        try:
            _replace(file, data, before)
        except OSError as error:
            if error.errno not in _IN_PLACE_ONLY:
                raise
        else:
            return
    with open(file, "wb") as stream:
        stream.write(data)


def _replace(file: str, data: bytes, before: int) -> None:
    with temporary(os.path.dirname(file) or os.curdir) as new:
        with open(new, "xb") as stream:
            stream.write(data)
        if before:
            os.chmod(new, stat.S_IMODE(before))
        os.replace(new, file)
