"""Names that a generated file can't have: somebody needs them for itself, or they are too long."""

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


_LONGEST_NAME = 255 - len(".tf.json")
"""Bytes. ext4, APFS and NTFS take 255 of them, or as many characters."""

_LONGEST_PATH = 899
"""Bytes of a path from the root. macOS takes 1,024 with the root's own (PATH_MAX), Linux 4,096."""


def why_not(file: str) -> str | None:
    """What is wrong with the name of a file (without its ending); None where nothing is.

    It completes "the file …".
    """
    *folders, stem = file.lower().split("/")  # some disks know no case
    longest = max(len(part.encode("utf-8", "surrogateescape")) for part in (*folders, stem))
    whole = len(file.encode("utf-8", "surrogateescape"))
    who = None
    if stem in _RESERVED or stem.endswith("_override"):
        who = "Terraform or its folder"
    elif any(map(_is_device, (*folders, stem))):
        who = "Windows"
    elif longest > _LONGEST_NAME:
        return (
            f"would have a name of {longest:,} bytes, and disks take {_LONGEST_NAME} before `.tf`"
        )
    elif whole > _LONGEST_PATH:
        return (
            f"would have a path of {whole:,} bytes, and not every system takes over {_LONGEST_PATH}"
        )
    return who and f"would have a name that {who} needs for itself"


def is_windows_own(name: str) -> bool:
    """Whether Windows takes a part of a path for something else than the name of a file.

    A colon parts a drive, or a stream of a file; a blank or a dot at the end is lost.
    """
    odd = any(character in _NOT_IN_NAMES or character < " " for character in name)
    return odd or name.endswith((" ", ".")) or _is_device(name)


def _is_device(name: str) -> bool:
    """Whether a name is that of a device, with any ending and in every folder."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES
