"""Globs over repository paths: `*` within a folder, `**` across folders, `?`, `[a-z]`."""

from __future__ import annotations

import re
from functools import lru_cache


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


def matches(path: str, globs: tuple[str, ...]) -> bool:
    """Whether any of the globs matches the whole path."""
    return bool(globs) and _any_of(globs).fullmatch(path) is not None


@lru_cache(maxsize=64)
def _any_of(globs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern_of(glob).pattern})" for glob in globs), re.DOTALL)


def within(path: str, globs: tuple[str, ...]) -> bool:
    """Whether any of the globs matches the path, or a folder that it lies in.

    So `jobs/legacy`, `jobs/legacy/` and `./jobs/legacy/**` are one.
    """
    return bool(globs) and _any_within(globs).fullmatch(path) is not None


@lru_cache(maxsize=64)
def _any_within(globs: tuple[str, ...]) -> re.Pattern[str]:
    patterns = [pattern_of(glob.removeprefix("./").rstrip("/")).pattern for glob in globs]
    return re.compile(f"(?:{'|'.join(f'(?:{one})' for one in patterns)})(?:/.*)?", re.DOTALL)
