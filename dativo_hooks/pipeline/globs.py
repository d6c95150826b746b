"""Globs over repository paths: `*` within a folder, `**` across folders, `?`, `[a-z]`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@lru_cache(maxsize=256)
def pattern_of(glob: str) -> re.Pattern[str]:
    """The regular expression of a glob, for `fullmatch`."""
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
        elif glob[at] == "[" and "]" in glob[at + 2 :]:
            end = glob.index("]", at + 2)
            inside = glob[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            parts.append(f"[{'^' + inside[1:] if inside[0] in '!^' else inside}]")
            at = end + 1
        else:
            parts.append(re.escape(glob[at]))
            at += 1
    return re.compile("".join(parts), re.DOTALL)


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether any of the globs matches the whole path."""
    return any(pattern_of(glob).fullmatch(path) for glob in globs)


def within(path: str, globs: Iterable[str]) -> bool:
    """Whether any of the globs matches the path, or a folder that it lies in.

    So `jobs/legacy`, `jobs/legacy/` and `./jobs/legacy/**` are one.
    """
    return any(_within(glob).fullmatch(path) for glob in globs)


@lru_cache(maxsize=256)
def _within(glob: str) -> re.Pattern[str]:
    pattern = pattern_of(glob.removeprefix("./").rstrip("/"))
    return re.compile(f"(?:{pattern.pattern})(?:/.*)?", re.DOTALL)
