"""The files of one state of a repository, as the rest of the program sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

CONFIGURATION_FILE = ".dativo-hooks.yaml"
MAX_FILE_SIZE = 2 * 1024 * 1024
"""Bytes. What people write stays far below; a dump that lies in the way would take seconds."""


class UnreadableFile(Exception):  # noqa: N818 - read as "raise UnreadableFile", like KeyError's kin
    """A file that is there and whose content can't be had.

    Attributes:
        path: relative to the root, with `/`.
        reason: a predicate of the path, e.g. `can't be read: Permission denied`.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path} {self.reason}"


class Tree(Protocol):
    """The files of one state of a repository, paths relative to the root, always with `/`.

    Files of projects below the root (see `divided`) are no part of it. A link to a file of the
    tree is a path like any other, and reads as that file.
    """

    @property
    def name(self) -> str:
        """What people call it: `working tree` or `index`."""

    @property
    def paths(self) -> Mapping[str, str]:
        """Each file's git blob id (hex), or "" where it isn't known; sorted by path."""

    @property
    def outside(self) -> Mapping[str, str]:
        """Links that lead to no file of the tree, and their targets as written. Never read."""

    @property
    def projects(self) -> Mapping[str, tuple[str, ...]]:
        """The folders of the projects below the root, and the paths in each: see `divided`."""

    def read(self, path: str) -> bytes:
        """The content of a file.

        Raises:
            KeyError: `paths` doesn't have it.
            UnreadableFile: it is there, but is too big, not permitted, not in this clone, …
        """

    def prefetch(self, paths: Iterable[str]) -> None:
        """Hint that these will be read soon; what `paths` doesn't have is passed over."""

    def held(self, path: str) -> bytes | None:
        """The content of a file where it is in memory already."""


class MemoryTree:
    """A tree made of values, for tests and for the pure core."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        *,
        name: str = "working tree",
        blob_ids: bool = False,
        outside: Mapping[str, str] | None = None,
        unreadable: Mapping[str, str] | None = None,
    ) -> None:
        """Keep `files`.

        Args:
            files: content by path.
            name: see `Tree.name`.
            blob_ids: give `paths` git's (SHA-1) ids, as the index has them.
            outside: see `Tree.outside`.
            unreadable: paths that exist too, and the reason why reading them fails.
        """
        unreadable = unreadable or {}
        outside = outside or {}
        kept, self.projects = divided([*files, *unreadable, *outside])
        self.name = name
        self.paths: Mapping[str, str] = {
            path: blob_id(files.get(path, b""), "") if blob_ids else ""
            for path in kept
            if path in files or path in unreadable
        }
        self.outside: Mapping[str, str] = {
            path: outside[path] for path in kept if path not in self.paths
        }
        self._files = dict(files)
        self._unreadable = dict(unreadable)

    def read(self, path: str) -> bytes:
        """See `Tree.read`."""
        if path not in self.paths:
            raise KeyError(path)
        if path in self._unreadable:
            raise UnreadableFile(path, self._unreadable[path])
        data = self._files[path]
        if len(data) > MAX_FILE_SIZE:
            raise UnreadableFile(path, too_big(len(data)))
        return data

    def prefetch(self, paths: Iterable[str]) -> None:
        """Nothing to do: all is in memory."""

    def held(self, path: str) -> bytes | None:
        """See `Tree.held`: everything is, but it acts as if not where blob ids tell as much."""
        return None if self.paths[path] else self._files.get(path)


class Divided(NamedTuple):
    """Paths, each once, sorted by code points: the root's own, and those of projects below it.

    `projects`: folder (without `/` at its end) → what lies in it. Projects below one of these
    belong to it.
    """

    kept: list[str]
    projects: Mapping[str, tuple[str, ...]]


def divided(paths: Iterable[str]) -> Divided:
    """The paths that belong to the root's own project, and the others.

    A folder below the root that holds its own configuration file is another project, with its
    own policy and its own run.
    """
    unique = sorted(dict.fromkeys(paths))  # git's order is nearly this one, and soon sorted
    end = "/" + CONFIGURATION_FILE
    below = {path[: -len(end)] for path in unique if path.endswith(end)}
    if not below:
        return Divided(unique, {})
    kept: list[str] = []
    projects: dict[str, list[str]] = {}
    for path in unique:
        project = _outermost(path, below)
        if project is None:
            kept.append(path)
        else:
            projects.setdefault(project, []).append(path)
    return Divided(kept, {folder: tuple(found) for folder, found in projects.items()})


def _outermost(path: str, folders: Container[str]) -> str | None:
    """The first folder on the way to a path that is one of `folders`; None where none is."""
    at = path.find("/")
    while at >= 0:
        if path[:at] in folders:
            return path[:at]
        at = path.find("/", at + 1)
    return None


def too_big(size: int) -> str:
    """The reason that an `UnreadableFile` over `MAX_FILE_SIZE` gives; `size` in bytes."""
    mib = 1024 * 1024
    tenths = -(-size * 10 // mib)  # rounded up, so that it never reads "10 MiB, over 10 MiB"
    return f"is {tenths / 10:g} MiB; files over {MAX_FILE_SIZE // mib} MiB are not read"


def blob_id(data: bytes, like: str) -> str:
    """The id that git gives to a file with this content.

    Args:
        data: the content.
        like: any id of the same repository; its length tells SHA-256 from SHA-1. "" means SHA-1.
    """
    return object_id(b"blob", data, like)


def object_id(kind: bytes, data: bytes, like: str) -> str:
    """The id of a git object (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects).

    Args:
        kind: `blob` or `tree`.
        data: the object's content.
        like: as for `blob_id`.
    """
    import hashlib

    digest = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return digest(b"%s %d\0%s" % (kind, len(data), data), usedforsecurity=False).hexdigest()
