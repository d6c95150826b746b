"""Contents by name that may be more than memory should hold: beyond a size they lie on disk."""

from __future__ import annotations

import tempfile

_IN_MEMORY = 32 * 1024 * 1024
"""Bytes that stay in memory."""


class Spool:
    """Contents by name, written one after the other; a name that is given again is overwritten."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as this
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

    def __contains__(self, name: str) -> bool:
        """Whether there is a content of this name."""
        return name in self._places
