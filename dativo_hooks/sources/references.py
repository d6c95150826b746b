"""Paths that a job names: mapped from the container's to the repository's, and looked up."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.spelling import LONGEST, likely
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from dativo_hooks.model.values import Value
    from dativo_hooks.tree import Tree


_ALL = 64
"""So many paths are all looked at, whichever they are."""

_BESIDE = 4
"""Of more, as many before and after the place where the one that is sought would stand."""


class Resolved(NamedTuple):
    """The repository path that a reference means, None where it means none."""

    path: str | None
    problem: Problem | None = None


class Files(NamedTuple):
    """The files of a tree, and those of them that a job may mean."""

    every: Names
    sources: Names


def files_of(tree: Tree) -> Files:
    """The files of a tree, for `resolve` to look among them."""
    return Files(Names(tree.paths), Names(tree.paths, (".yaml", ".yml")))


def resolve(
    value: Value, tree: Tree, prefixes: Iterable[tuple[str, str]], files: Files | None = None
) -> Resolved:
    """The file that `value` names; `prefixes` are tried in turn.

    `files` are the tree's: whoever resolves many makes them once.
    """
    every, names = files or files_of(tree)
    text = value.text
    if "${" in text:  # reported where the job was decoded
        return Resolved(None)
    mapped = text
    for prefix, folder in prefixes:
        if text.startswith(prefix):
            mapped = folder + text[len(prefix) :]
            break
    if mapped.startswith(("/", "~")) or (len(mapped) > 1 and mapped[1] == ":"):
        why = "is absolute and under no prefix that the containers mount"
        return _outside(value, why, names.nearest(mapped))
    # What a tree has is normal already.
    path = mapped if mapped in tree.paths else posixpath.normpath(mapped)
    if path == ".." or path.startswith("../"):
        return _outside(value, "leads out of the repository", names.nearest(mapped))
    if path in tree.paths and not mapped.endswith("/"):  # which opens no file
        return Resolved(path)
    if path in tree.outside:
        return _outside(value, f"is a link that leads to `{tree.outside[path]}`", None)
    near = names.nearest(path)
    keeps_prefix = text[: len(text) - len(mapped)] if text.endswith(mapped) else ""
    return Resolved(
        None,
        Problem(
            rules.MISSING_FILE,
            value.origin,
            f"`{_short(text)}` is a folder"
            if every.has_folder(path)
            else f"`{_short(text)}` does not exist in the {tree.name}",
            f"write `{literal(keeps_prefix + near)}`, which does"
            if near
            else f"create {f'`{path}`' if _short(path) == path else 'it'}, or write the path of "
            "a file that is there",
        ),
    )


def _outside(value: Value, why: str, near: str | None) -> Resolved:
    return Resolved(
        None,
        Problem(
            rules.OUTSIDE_REPOSITORY,
            value.origin,
            f"`{_short(value.text)}` {why}",
            f"write `{literal(near)}`, or another path from the repository's root"
            if near
            else "write a path from the repository's root, such as `assets/contacts.yaml`",
        ),
    )


class Names:
    """Paths among which a near one is sought, in a time that hardly grows with their number."""

    def __init__(self, paths: Collection[str], endings: tuple[str, ...] = ("",)) -> None:
        """Keep the paths; those with one of `endings` are put in order when one is sought."""
        self._paths = paths
        self._endings = endings

    def nearest(self, path: str) -> str | None:
        """The likeliest: one of the same file name first, then the nearest spelling."""
        plain = path.replace("\\", "/")
        same_name = self._by_name.get(posixpath.basename(plain), [])
        if len(plain) > LONGEST:
            return same_name[0] if same_name else None
        if same_name:
            return likely(plain, _beside(plain, same_name), 0.3) or same_name[0]
        found = dict.fromkeys(_beside(plain, self._sorted))
        found |= dict.fromkeys(one[::-1] for one in _beside(plain[::-1], self._backwards))
        return likely(plain, found, 0.6)

    def has_folder(self, path: str) -> bool:
        """Whether some path lies below `path`."""
        at = bisect_left(self._sorted, f"{path}/")
        return at < len(self._sorted) and self._sorted[at].startswith(f"{path}/")

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(path for path in self._paths if path.endswith(self._endings))

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(path[::-1] for path in self._sorted)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._sorted:
            found.setdefault(posixpath.basename(path), []).append(path)
        return found


def _beside(text: str, ordered: list[str]) -> list[str]:
    """Of many texts in order, those around the place where `text` would stand; else all."""
    if len(ordered) <= _ALL:
        return ordered
    at = bisect_left(ordered, text)
    return ordered[max(0, at - _BESIDE) : at + _BESIDE]


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:100]}…"
