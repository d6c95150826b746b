"""Paths of this system, and the same with `/` as git and all of our texts have them."""

from __future__ import annotations

import os


def slashed(path: str) -> str:
    """A path of this system with `/`."""
    return path.replace(os.sep, "/")


def relative(path: str, start: str) -> str | None:
    """The way from a folder to a path, with `/`; None where there is none: on another drive."""
    try:
        return slashed(os.path.relpath(path, start))
    except ValueError:  # Windows
        return None


def holds(folder: str, path: str) -> bool:
    """Whether an absolute path is a folder or lies in it, by its text."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
