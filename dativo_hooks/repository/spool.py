"""Contents by name that may be more than memory should hold: beyond a size they lie on disk."""

from __future__ import annotations

import contextlib
import tempfile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY = 32 * 1024 * 1024
"""Bytes that stay in memory."""


class Spool:
    """Contents by name, one after the other in a file; the last one of a name counts."""

    def __init__(self, file: IO[bytes]) -> None:
        """Keep them in an empty file."""
        self._file = file
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def __setitem__(self, name: str, data: bytes) -> None:
        """Keep a content."""
        self._file.seek(self._end)
        self._file.write(data)
        self._places[name] = self._end, len(data)
        self._end += len(data)

    def __getitem__(self, name: str) -> bytes:
        """Give a content.

        Raises:
            KeyError: there is none.
        """
        start, length = self._places[name]
        self._file.seek(start)
        return self._file.read(length)


@contextlib.contextmanager
def spool() -> Iterator[Spool]:
    """A spool without contents."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        yield Spool(file)
