"""Looks single paths up in a listing of the index (`git ls-files --stage -z`), without parsing it.

Its entries are sorted by the bytes of their paths, so a few comparisons find one among many.
"""

from __future__ import annotations

from dativo_hooks.tree import CONFIGURATION_FILE

EMPTY_BLOBS = frozenset(
    {
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)
"""The ids of the empty file: `git hash-object -t blob /dev/null`, with SHA-1 and SHA-256."""

_LINKS = (b"120000 ", b"160000 ")


def is_plain(listing: bytes, prefix: str) -> bool:
    """Whether all entries are files of this project: no link, submodule, conflict or project below.

    In doubt it says no.
    """
    if any(listing.startswith(mode) or b"\0" + mode in listing for mode in _LINKS):
        return False
    if listing.count(b" 0\t") != listing.count(b"\0"):
        return False
    own = f"\t{prefix}{CONFIGURATION_FILE}\0".encode("utf-8", "surrogateescape")
    inner = listing.count(f"/{CONFIGURATION_FILE}\0".encode())
    return inner == (listing.count(own) if prefix else 0)


def entry_of(listing: bytes, path: str) -> bytes:
    """The entry of a path (from the top) without the path, b"" where it has none."""
    name = b"\t" + path.encode("utf-8", "surrogateescape") + b"\0"
    end = listing.find(name)
    if end < 0:
        return b""
    return listing[listing.rfind(b"\0", 0, end) + 1 : end]


def entry_at(listing: bytes, path: str) -> str | None:
    """The blob id of a path from the top, None where a plain listing lacks it."""
    wanted = path.encode("utf-8", "surrogateescape")
    low, high = 0, len(listing)
    while low < high:
        start = listing.rfind(b"\0", low, (low + high) // 2) + 1 or low
        end = listing.index(b"\0", start)
        tab = listing.index(b"\t", start)
        name = listing[tab + 1 : end]
        if name == wanted:
            return listing[start + len(b"100644 ") : tab - len(b" 0")].decode("ascii")
        if name < wanted:
            low = end + 1
        else:
            high = start
    return None
