"""Names that some disks take for one, while git knows a file by one spelling alone.

Those of macOS and Windows know no case, and those of macOS don't tell `é` from `e` and its accent.
"""

from __future__ import annotations

import contextlib
import os
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def as_listed(path: str, listed: Iterable[str], root: str) -> str:
    """How a listing spells a file that is on disk; `path` where it has none that is the same.

    Args:
        path: relative to the root, with `/`, and not in the listing.
        listed: paths like it.
        root: absolute.
    """
    wanted = _folded(path)
    for other in listed:
        if _folded(other) == wanted and _is_one_file(root, path, other):
            return other
    return path


def as_on_disk(top: str, folder: str) -> str:
    """How the disk spells a folder that lies in `top`, both absolute; `folder` if it doesn't."""
    names: list[str] = []
    above = folder
    while above != top and not _is_same(above, top):
        above, name = os.path.split(above)
        if not name:
            return folder
        names.append(name)
    found = top
    for name in reversed(names):
        found = os.path.join(found, _spelt(found, name))
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _is_one_file(root: str, one: str, other: str) -> bool:
    return _is_same(os.path.join(root, one), os.path.join(root, other))


def _is_same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _spelt(folder: str, name: str) -> str:
    """A name as the folder that holds it has it."""
    names: list[str] = []
    with contextlib.suppress(OSError):
        names = os.listdir(folder)
    if name in names:
        return name
    return next((one for one in names if _folded(one) == _folded(name)), name)
