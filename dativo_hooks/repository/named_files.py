"""Files that a command line names: they may lie anywhere, but no repository leads to them.

A report may go to the runner's temporary folder, or to `/dev/stdout`; a configuration may come from
elsewhere. What a stranger has committed is a link in the place of such a file, or of a folder on
the way: links of a repository are never followed, all others are.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.repository.modes import mode
from dativo_hooks.repository.separators import slashed
from dativo_hooks.repository.writing import GIT_FOLDERS, UnsafePath
from dativo_hooks.tree import MAX_FILE_SIZE, UnreadableFile, too_big

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_LINKS = 40  # as Linux: path_resolution(7)
_LONG = "\\\\?\\"  # how Windows begins the targets of links


class _Place(NamedTuple):
    """Where a name leads once all links are followed; the link that its last part is, or ""."""

    location: str
    made_link: str


def repository_around(folder: str) -> str:
    """The outermost folder with a `.git` around a real one; the folder itself where none has."""
    found = above = folder
    while True:
        if os.path.lexists(os.path.join(above, ".git")):
            found = above
        parent = os.path.dirname(above)
        if parent == above:
            return found
        above = parent


def link_out(named: str) -> tuple[str, str] | None:
    """The link by which a repository leads a name out of itself, and that repository, absolute.

    None where there is none. The folder that we are in counts as a repository, too.
    """
    real = os.path.realpath(named)
    here = os.path.realpath(os.getcwd())
    found = ""

    def leads_out(folder: str) -> bool:
        nonlocal found
        found = repository_around(folder)
        if not os.path.lexists(os.path.join(found, ".git")):
            if not _lies_in(here, folder):
                return False
            found = here
        return not _lies_in(found, real)

    try:
        _place(named, leads_out)
    except _LinkError as error:
        return error.link, found
    return None


def report_location(named: str, repository: str) -> str:
    """Where a report of this name is written: no link of the repository leads there.

    Args:
        named: a path as it was typed, absolute or from the folder that we are in.
        repository: absolute path of the folder whose links count.

    Returns:
        An absolute path. Where its last part is a link, the user has made it (`/dev/stdout`).

    Raises:
        UnsafePath: it lies behind a link of the repository, or isn't a file there, or is git's.
        OSError: the disk refuses.
    """
    place = _place_or_reason(named, repository)
    found = mode(place.location)
    if _lies_in(repository, os.path.dirname(place.location)):
        if any(part.casefold() in GIT_FOLDERS for part in _parts(place.location)):
            raise UnsafePath(named, "lies in git's own folder: name another file")
        if found and not stat.S_ISREG(found) and not stat.S_ISDIR(found):
            raise UnsafePath(named, "is no regular file: name another file")
    return place.made_link or place.location


def read_named(named: str, repository: str) -> bytes:
    """The content of a file that lies outside of the root.

    Raises:
        UnsafePath: it lies behind a link of the repository.
        UnreadableFile: it is too big.
        OSError: it can't be read.
    """
    _place_or_reason(named, repository)
    with open(named, "rb") as file:
        data = file.read(MAX_FILE_SIZE + 1)
        if len(data) > MAX_FILE_SIZE:
            size = max(len(data), os.fstat(file.fileno()).st_size)
            raise UnreadableFile(named, too_big(size))
    return data


class _LinkError(Exception):
    def __init__(self, link: str) -> None:
        super().__init__(link)
        self.link = link


def _place_or_reason(named: str, repository: str) -> _Place:
    try:
        return _place(named, lambda folder: _lies_in(repository, folder))
    except _LinkError as error:
        link = slashed(os.path.relpath(error.link, repository))
        if os.path.basename(os.path.normpath(named)) == os.path.basename(error.link):
            reason = f"is a link of the repository (`{link}`), and could lead anywhere"
        else:
            reason = f"lies behind `{link}`, which is a link of the repository"
        raise UnsafePath(named, f"{reason}: name a real file, or one outside") from None


def _place(named: str, refused: Callable[[str], bool]) -> _Place:
    """Follow a name part by part, as the system does.

    Raises:
        _LinkError: at a link in a folder whose links are refused.
    """
    drive, rest = os.path.splitdrive(os.path.join(os.getcwd(), named))
    done = drive + os.sep
    ahead = _parts(rest)[::-1]
    made_link = ""
    steps = 0
    while ahead:
        part = ahead.pop()
        if part == os.pardir:
            done = os.path.dirname(done)
            continue
        location = os.path.join(done, part)
        if not stat.S_ISLNK(mode(location)):
            done = location
            continue
        if refused(done):
            raise _LinkError(location)
        steps += 1
        target = os.readlink(location).removeprefix(_LONG)
        if not ahead and not made_link:
            made_link = location
        if steps > _MAX_LINKS or not os.path.lexists(os.path.join(done, target)):
            # One that leads nowhere; or to a pipe that is open already (`/proc/self/fd/1`).
            return _Place(os.path.join(location, *ahead[::-1]), made_link)
        drive, rest = os.path.splitdrive(target)
        if os.path.isabs(target):
            done = drive + os.sep
        ahead += _parts(rest)[::-1]
    return _Place(done, made_link)


def _parts(path: str) -> list[str]:
    return [part for part in slashed(path).split("/") if part not in ("", os.curdir)]


def _lies_in(repository: str, folder: str) -> bool:
    """Whether a folder, which no link leads to, is a repository's or lies in it.

    Asked of the disk: it may take two spellings for one name.
    """
    while True:
        with contextlib.suppress(OSError):
            if os.path.samefile(folder, repository):
                return True
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above
