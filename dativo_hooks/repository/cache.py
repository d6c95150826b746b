"""The cache: one file in git's own folder for each root, with what was found there last.

It holds nothing that can't be found again, so that whatever is wrong with it is the same as its
absence. It is written as a whole and renamed, so that a reader sees one state or another.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

FOLDER = "dativo-hooks"
"""Below git's folder (`.git`; that of a worktree where it is one)."""

MOST_FILES = 32
"""Files in one repository, two for each root; the one that was used longest ago goes first."""

_MAGIC = b"dativo-hooks cache 1\n"
_LENGTH, _SUM = 8, 4


class Entry(NamedTuple):
    """An open cache file; `sections` are read one after the other, as far as they are needed."""

    path: str
    file: IO[bytes]

    def section(self) -> bytes | None:
        """The next section; None where there is none, or it isn't as it was written."""
        import zlib

        head = self.file.read(_LENGTH + _SUM)
        if len(head) < _LENGTH + _SUM:
            return None
        length = int.from_bytes(head[:_LENGTH], "big")
        if length > os.fstat(self.file.fileno()).st_size:
            return None
        data = self.file.read(length)
        whole = len(data) == length and zlib.crc32(data) == int.from_bytes(head[_LENGTH:], "big")
        return data if whole else None


def location(git_dir: str, name: str) -> str:
    """Where the cache of a root lies; `name` tells the roots of a repository apart."""
    import zlib

    text = name.encode("utf-8", "surrogateescape")
    return os.path.join(git_dir, FOLDER, f"{zlib.crc32(text):08x}-{len(text)}.cache")


def opened(path: str) -> Entry | None:
    """The cache file at a path, None where there is none that can be read."""
    try:
        file = open(path, "rb")  # noqa: SIM115 - the caller closes it
    except OSError:
        return None
    if file.read(len(_MAGIC)) != _MAGIC:
        file.close()
        return None
    return Entry(path, file)


def store(path: str, sections: Sequence[bytes]) -> bool:
    """Write a cache file; whether it could be. No failure is worth a word."""
    import zlib

    folder = os.path.dirname(path)
    temporary = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(folder, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(_MAGIC)
            for data in sections:
                file.write(len(data).to_bytes(_LENGTH, "big"))
                file.write(zlib.crc32(data).to_bytes(_SUM, "big"))
                file.write(data)
        os.replace(temporary, path)
        _drop_oldest(folder)
    except OSError:
        _remove(temporary)
        return False
    return True


def files(git_dir: str) -> list[str]:
    """Every file of the cache."""
    folder = os.path.join(git_dir, FOLDER)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if name.endswith((".cache", ".new"))]


def clear(git_dir: str) -> int:
    """Delete the cache; how many files it had."""
    found = files(git_dir)
    for path in found:
        _remove(path)
    return len(found)


def _drop_oldest(folder: str) -> None:
    found = [os.path.join(folder, name) for name in os.listdir(folder)]
    if len(found) > MOST_FILES:
        for path in sorted(found, key=_age)[: len(found) - MOST_FILES]:
            _remove(path)


def _age(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0


def _remove(path: str) -> None:
    # Another process may have been faster; there is nothing to lose.
    with contextlib.suppress(OSError):
        os.unlink(path)
