"""Temporary files: where a new content grows before it takes the place of the old one.

Nothing leaves one behind but what ends a process at once (`kill -9`, a power cut). The next one
who writes to that folder deletes it.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from typing import TYPE_CHECKING

from dativo_hooks.repository.unfinished import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = ".dativo-hooks-"
"""How their names begin."""

_NAME = re.compile(r"\.dativo-hooks-([0-9]{1,9})-[0-9a-f]{12}\.tmp")

_OLD = 3600
"""Seconds after which a file is nobody's, though a process has that number: writing takes less."""

_swept: dict[str, int] = {}
"""Folders without left files, and when each was changed last then (in nanoseconds)."""


def is_temporary(name: str) -> bool:
    """Whether a file's name is one of ours for temporary files."""
    return name.startswith(PREFIX) and _NAME.fullmatch(name) is not None


@contextlib.contextmanager
def temporary(folder: str) -> Iterator[str]:
    """A location in a folder for a new file, which is gone in the end, unless it was renamed.

    What killed processes have left there is deleted first.
    """
    _sweep(folder)
    location = os.path.join(folder, f"{PREFIX}{os.getpid()}-{os.urandom(6).hex()}.tmp")
    FILES.add(location)
    try:
        yield location
    finally:
        _discard(location)
        FILES.discard(location)
        _swept[folder] = _changed(folder)


def _discard(location: str) -> None:
    if os.path.lexists(location):
        with contextlib.suppress(OSError):  # Windows deletes nothing that is read-only
            os.chmod(location, stat.S_IREAD | stat.S_IWRITE)
        with contextlib.suppress(OSError):  # why it was to be written no more is worth more
            os.unlink(location)


def _sweep(folder: str) -> None:
    if _swept.get(folder) == _changed(folder):
        return  # nobody else was here: to list it for each of a thousand files would take long
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            found = name.startswith(PREFIX) and _NAME.fullmatch(name)
            if found:
                location = os.path.join(folder, name)
                if _is_left(location, int(found[1])):
                    os.unlink(location)


def _changed(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0


def _is_left(location: str, process: int) -> bool:
    """Whether nobody writes a file any more."""
    import time

    status = os.lstat(location)
    if not stat.S_ISREG(status.st_mode):
        return False  # none of ours
    return time.time() - status.st_mtime > _OLD or not _lives(process)


def _lives(process: int) -> bool:
    """Whether there is a process of a number here; yes where that can't be asked."""
    if os.name == "nt":
        return True  # `os.kill` would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
