"""Which files are looked at together: a job with its asset, so that few are read twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.engine.repository import Shard
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.sources.kinds import Kind
    from dativo_hooks.tree import Tree

SIZE = 100
"""Files of a shard (measured: 100 to 200 are best; with more, the processor's cache no longer holds
what is made of them, and with fewer, connectors are read all the time)."""

KEPT = 32 * 1024 * 1024
"""Bytes of contents that shards take along, so that their files aren't read twice."""

_ASSET = re.compile(rb"""^asset_path:[ \t]*["']?([^\s"'#]+)""", re.MULTILINE)


def sharded(
    tree: Tree, kinds: Mapping[str, Kind], prefixes: tuple[tuple[str, str], ...]
) -> list[Shard]:
    """Shards that have each file of `kinds` once.

    What a job's text seems to name decides only where it is looked at, never what is found.
    """
    if len(kinds) <= SIZE:
        return [Shard(tuple(kinds))] if kinds else []
    tree.prefetch(kinds)
    contents: dict[str, bytes] = {}
    beside = dict(zip(kinds, kinds, strict=True))
    room = KEPT
    for path, kind in kinds.items():
        if kind == "job":
            try:
                data = tree.read(path)
            except UnreadableFile:
                continue
            beside[path] = _asset_of(path, data, prefixes)
            room -= len(data)
            if room > 0:
                contents[path] = data
    ordered = sorted(kinds, key=lambda path: (beside[path], path))
    parts = [tuple(ordered[at : at + SIZE]) for at in range(0, len(ordered), SIZE)]
    return [
        Shard(files, contents={path: contents[path] for path in files if path in contents})
        for files in parts
    ]


def _asset_of(path: str, data: bytes, prefixes: tuple[tuple[str, str], ...]) -> str:
    match = _ASSET.search(data)
    if match is None:
        return path
    name = match[1].decode("utf-8", "replace")
    for prefix, folder in prefixes:
        if name.startswith(prefix):
            return folder + name[len(prefix) :]
    return name
