"""Follows symbolic links by their text alone, so that nothing outside of the root is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_MAX_STEPS = 40  # as Linux: path_resolution(7)


class Links(NamedTuple):
    """What the links of a tree lead to."""

    followed: Mapping[str, str]
    """Links to a file of the tree → that file."""
    outside: Mapping[str, str]
    """The rest (out of the root, to a folder, to nothing, in a circle) → target as written."""


def follow_links(links: Mapping[str, str], files: Container[str]) -> Links:
    """Sort links by what they lead to.

    Args:
        links: path of each link, relative to the root → target as written.
        files: the regular files of the tree.
    """
    followed = {}
    outside = {}
    for path, target in links.items():
        file = _end_of(path, links)
        if file is not None and file in files:
            followed[path] = file
        else:
            outside[path] = target
    return Links(followed, outside)


def _end_of(path: str, links: Mapping[str, str]) -> str | None:
    """Where a path ends once every link on its way is followed; None outside of the root."""
    ahead = path.split("/")[::-1]
    done: list[str] = []
    steps = 0
    while ahead:
        part = ahead.pop()
        if part in ("", "."):
            continue
        if part == "..":
            if not done:
                return None
            done.pop()
            continue
        done.append(part)
        target = links.get("/".join(done))
        if target is not None:
            steps += 1
            if steps > _MAX_STEPS or target.startswith("/"):
                return None
            done.pop()
            ahead.extend(target.split("/")[::-1])
    return "/".join(done)
