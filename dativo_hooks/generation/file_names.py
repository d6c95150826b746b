"""Names that no file can have on Windows, where git then refuses to check out the repository.

Source: learn.microsoft.com/windows/win32/fileio/naming-a-file.
"""

from __future__ import annotations

_DEVICES = frozenset(
    {"aux", "con", "conin$", "conout$", "nul", "prn"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')


def is_device(name: str) -> bool:
    """Whether a name is that of a device, with any ending and in every folder."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES


def is_windows_own(name: str) -> bool:
    """Whether Windows takes a part of a path for something else than the name of a file.

    A colon parts a drive, or a stream of a file; a blank or a dot at the end is lost.
    """
    odd = any(character in _NOT_IN_NAMES or character < " " for character in name)
    return odd or name.endswith((" ", ".")) or is_device(name)
