"""Which files are looked at together: a job with its asset, so that few are read twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.pipeline.parts import Task
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.pipeline.kinds import Kind
    from dativo_hooks.tree import Tree

SIZE = 100
"""Files of a task (measured: 100 to 200 are best; with more, the processor's cache doesn't hold what
is made of them, and with fewer, connectors are read all the time)."""

_ASSET = re.compile(rb"""^asset_path:[ \t]*["']?([^\s"'#]+)""", re.MULTILINE)


def partition(
    tree: Tree, kinds: Mapping[str, Kind], prefixes: tuple[tuple[str, str], ...]
) -> list[Task]:
    """Tasks that have each file of `kinds` once.

    What a job's text seems to name decides only where it is looked at, never what is found.
    """
    if len(kinds) <= SIZE:
        return [Task(tuple(kinds))] if kinds else []
    tree.prefetch(kinds)
    ordered = sorted(
        kinds,
        key=lambda path: (
            (_asset_of(path, tree, prefixes), path) if kinds[path] == "job" else (path, path)
        ),
    )
    return [Task(tuple(ordered[at : at + SIZE])) for at in range(0, len(ordered), SIZE)]


def _asset_of(path: str, tree: Tree, prefixes: tuple[tuple[str, str], ...]) -> str:
    try:
        match = _ASSET.search(tree.read(path))
    except UnreadableFile:
        return path
    if match is None:
        return path
    name = match[1].decode("utf-8", "replace")
    for prefix, folder in prefixes:
        if name.startswith(prefix):
            return folder + name[len(prefix) :]
    return name
