"""Globs over repository paths: `*` within a folder, `**` across folders, `?`, `[a-z]`.

However many globs there are, and whatever they are, a path takes a time that grows with its length
alone: those without a wildcard are looked up, and those with several run on the engine of
`validation.linear`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.validation.linear import RefusedError, matcher, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WILD = re.compile(r"[*?\[]")

_FEW = 20
"""So many globs are soon tried one after the other, without the other engine."""

_MOST_TOGETHER = 40_000
"""How many characters the globs of a list may have together, where they have wildcards.

Those of slow globs count four times.
"""


def pattern_of(glob: str) -> str:
    """The regular expression of a glob, for a full match with `re.DOTALL`.

    Raises:
        re.error: It is none: `[z-a]`.
    """
    parts: list[str] = []
    at = 0
    while at < len(glob):
        if glob.startswith("**/", at):
            parts.append("(?:[^/]+/)*")
            at += 3
        elif glob.startswith("**", at):
            parts.append(".*")
            at += 2
        elif glob[at] == "*":
            parts.append("[^/]*")
            at += 1
        elif glob[at] == "?":
            parts.append("[^/]")
            at += 1
        elif glob[at] == "[" and (end := glob.find("]", at + 2)) >= 0:
            inside = glob[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            parts.append(f"[{'^' + inside[1:] if inside[0] in '!^' else inside}]")
            at = end + 1
        else:
            parts.append(re.escape(glob[at]))
            at += 1
    pattern = "".join(parts)
    re.compile(pattern, re.DOTALL)
    return pattern


def faults(globs: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """The globs of a list that aren't any, or can't be run: index, what is wrong, what to write."""
    together = 0
    for index, glob in enumerate(globs):
        try:
            pattern = pattern_of(glob)
            if _WILD.search(glob):
                positions = translated(pattern, re.DOTALL).positions
                together += positions * (4 if _is_slow(glob) else 1)
        except re.error as error:
            yield index, f"isn't a glob: {error.msg}", "write ranges from low to high: `[a-z]`"
        except RefusedError as error:
            yield index, error.says, "write a shorter one, with `**` instead of many `*`"
        if together > _MOST_TOGETHER:
            says = "and the globs before it are too many to run them"
            yield index, says, "write fewer, of whole folders: `jobs/legacy`"
            return


def matches(path: str, globs: tuple[str, ...]) -> bool:
    """Whether any of the globs matches the whole path."""
    if not globs:
        return False
    found = _matcher(globs, whole=True)
    return path in found.plain or any(test(path) for test in found.tests)


def within(path: str, globs: tuple[str, ...]) -> bool:
    """Whether any of the globs matches the path, or a folder that it lies in.

    So `jobs/legacy`, `jobs/legacy/` and `./jobs/legacy/**` are one.
    """
    if not globs:
        return False
    found = _matcher(globs, whole=False)
    if found.plain:
        at = len(path)
        while at >= 0:
            if path[:at] in found.plain:
                return True
            at = path.rfind("/", 0, at)
    return any(test(path) for test in found.tests)


class _Matcher(NamedTuple):
    """Some globs: those without wildcards, and tests for all others."""

    plain: frozenset[str]
    tests: tuple[Callable[[str], object], ...]


_known: dict[tuple[int, bool], tuple[tuple[str, ...], _Matcher]] = {}
"""By the identity of a list of globs: to compare 10,000 of them for each file takes too long."""


def _matcher(globs: tuple[str, ...], *, whole: bool) -> _Matcher:
    """What tests a path against globs; `whole`: no folder that it lies in."""
    known = _known.get((id(globs), whole))
    if known is not None:
        return known[1]
    if len(_known) >= 64:
        _known.clear()
    every = globs if whole else [glob.removeprefix("./").rstrip("/") for glob in globs]
    wild = [glob for glob in every if _WILD.search(glob)]
    below = "" if whole else "(?:/.*)?"
    quick = wild if len(wild) <= _FEW else []
    quick = [glob for glob in quick if not _is_slow(glob)]
    tests: list[Callable[[str], object]] = []
    if quick:
        pattern = "|".join(f"(?:{pattern_of(glob)})" for glob in quick)
        tests.append(re.compile(f"(?:{pattern}){below}", re.DOTALL).fullmatch)
    if len(quick) < len(wild):
        others = set(wild).difference(quick)
        tests.append(
            matcher(translated(pattern_of(glob) + below, re.DOTALL).pattern for glob in others)
        )
    found = _Matcher(frozenset(glob for glob in every if not _WILD.search(glob)), tuple(tests))
    _known[id(globs), whole] = globs, found  # kept, so that no other takes its identity
    return found


def _is_slow(glob: str) -> bool:
    """Whether Python's `re` may try a glob in many ways: two wildcards in a name, several `**`."""
    parts = glob.split("/")
    return parts[:-1].count("**") > 1 or any(part.count("*") > 1 for part in parts if part != "**")
