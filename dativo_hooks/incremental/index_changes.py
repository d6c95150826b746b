"""What differs between two listings of the index (`git ls-files --stage -z`), in any size of them.

Two listings are nearly always the same but for a few entries: what they begin and end with alike is
compared as bytes, and only what lies between is taken apart.
"""

from __future__ import annotations

from typing import NamedTuple

from dativo_hooks.repository.lookup import EMPTY_BLOBS

_FILES = (b"100644", b"100755")
_EMPTY = frozenset(blob.encode() for blob in EMPTY_BLOBS)
"""An empty file may only be announced (`git add -N`), which a listing doesn't show."""

_PIECE = 1 << 16
"""Bytes that are compared at once: a copy of them stays in the processor's cache."""


class IndexChanges(NamedTuple):
    """The paths that differ, relative to the root.

    `entries`: as they are and as they were. `odd`: those that are, or were, no plain file: links,
    submodules, merges that aren't resolved, and empty files. `moved`: those that came or went.
    """

    paths: frozenset[str]
    entries: frozenset[bytes]
    odd: frozenset[str]
    moved: frozenset[str]


def index_changes(before: bytes, after: bytes, prefix: str) -> IndexChanges:
    """How two listings differ; `prefix` begins all their paths and is left out."""
    if before == after:
        return IndexChanges(frozenset(), frozenset(), frozenset(), frozenset())
    start = before.rfind(b"\0", 0, _common(before, after)) + 1
    ending = min(_common_end(before, after), len(before) - start, len(after) - start)
    # The end, too, begins behind the end of an entry.
    cut = before.find(b"\0", len(before) - ending) + 1 if ending else len(before)
    ending = len(before) - cut if cut else 0
    old = set(before[start : len(before) - ending].split(b"\0"))
    new = set(after[start : len(after) - ending].split(b"\0"))
    paths: set[str] = set()
    moved: set[str] = set()
    odd: set[str] = set()
    entries = frozenset(old ^ new) - {b""}
    for line in entries:
        head, _, name = line.partition(b"\t")
        mode, blob, stage = head.split(b" ")
        path = name.decode("utf-8", "surrogateescape")[len(prefix) :]
        moved ^= {path}
        paths.add(path)
        if mode not in _FILES or stage != b"0" or blob in _EMPTY:
            odd.add(path)
    return IndexChanges(frozenset(paths), entries, frozenset(odd), frozenset(moved))


def _common(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    low, length = 0, min(len(one), len(other))
    while low < length and one[low : low + _PIECE] == other[low : low + _PIECE]:
        low += _PIECE
    low, high = min(low, length), min(low + _PIECE, length)
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: bytes, other: bytes) -> int:
    """How many bytes both end with."""
    low, length = 0, min(len(one), len(other))
    while low < length and _ending(one, low, low + _PIECE) == _ending(other, low, low + _PIECE):
        low += _PIECE
    low, high = min(low, length), min(low + _PIECE, length)
    while low < high:
        middle = (low + high + 1) // 2
        if _ending(one, low, middle) == _ending(other, low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _ending(text: bytes, start: int, end: int) -> bytes:
    """The bytes from `start` to `end`, counted from the end of a text."""
    return text[max(len(text) - end, 0) : len(text) - start]
