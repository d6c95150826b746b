"""Names that a generated file can't have: Terraform or Windows needs them for itself."""

from __future__ import annotations

SHARED = ("versions", "variables", "providers", "schedules")
"""Stems of the folder's own files."""

_RESERVED = frozenset({*SHARED, "override"})
"""With that of the file that Terraform merges into all others:
https://developer.hashicorp.com/terraform/language/files/override
"""

_DEVICES = frozenset(
    {"aux", "con", "conin$", "conout$", "nul", "prn"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')
"""On Windows, where git checks out nothing of a repository that has such names:
learn.microsoft.com/windows/win32/fileio/naming-a-file
"""


def reserved_for(file: str) -> str | None:
    """Who needs the name of a file for itself; None where it is free on every system."""
    *folders, stem = file.lower().split("/")  # some disks know no case
    if stem in _RESERVED or stem.endswith("_override"):
        return "Terraform or its folder"
    return "Windows" if any(map(_is_device, (*folders, stem))) else None


def is_windows_own(name: str) -> bool:
    """Whether Windows takes a part of a path for something else than the name of a file.

    A colon parts a drive, or a stream of a file; a blank or a dot at the end is lost.
    """
    odd = any(character in _NOT_IN_NAMES or character < " " for character in name)
    return odd or name.endswith((" ", ".")) or _is_device(name)


def _is_device(name: str) -> bool:
    """Whether a name is that of a device, with any ending and in every folder."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES
