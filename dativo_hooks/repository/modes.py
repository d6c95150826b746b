"""What a path is: a file, a folder or a link, of which systems have several kinds."""

from __future__ import annotations

import os
import stat

_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, which `stat` has on Windows only


def mode(location: str) -> int:
    """The file mode of a path itself, not of what it links to; 0 where it isn't there.

    A junction of Windows counts as the link that it is: Python calls it a folder.
    """
    try:
        status = os.lstat(location)
    except (FileNotFoundError, NotADirectoryError):
        return 0
    return stat.S_IFLNK if getattr(status, "st_reparse_tag", 0) == _JUNCTION else status.st_mode


def mode_or(location: str, unknown: int) -> int:
    """The same; where the system won't say, `unknown`: what can't be read isn't deleted."""
    try:
        return mode(location)
    except OSError:
        return unknown
