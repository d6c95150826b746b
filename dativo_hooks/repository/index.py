"""The tree that the next commit would have: git's index."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.repository.blobs import Missing, read_blobs
from dativo_hooks.repository.git import Answer, decode_path, run_git
from dativo_hooks.repository.index_file import check_index, check_listing
from dativo_hooks.repository.links import follow_links
from dativo_hooks.repository.lookup import EMPTY_BLOBS, entry_at, is_plain
from dativo_hooks.tree import UnreadableFile, blob_id, divided, object_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.repository.root import Root

_MODE_END = 6  # an entry's mode has six digits, and a blank follows
_ID_START = 7
_LINK = "120000"
_FILES = ("100644", "100755")  # any other mode is a submodule (160000): no file of ours
_OURS = "2"  # the stage of our side in a merge that isn't resolved (git-ls-files(1))
_MAX_ARGUMENTS = 200  # Windows takes 32,767 characters of them


class NotInGit(Exception):  # noqa: N818 - the name says what is wrong
    """There is no git repository, so there is no index."""


class _Listing(NamedTuple):
    """The index below the root; paths relative to it → blob ids."""

    files: dict[str, str]
    links: dict[str, str]
    unmerged: set[str]


class _Paths(Mapping[str, str]):
    """The paths of an index: looked up in the listing, and parsed where all are wanted."""

    def __init__(self, index: IndexTree) -> None:
        self._index = index

    def __getitem__(self, path: str) -> str:
        blob = self._index.look_up(path)
        if blob is None:
            raise KeyError(path)
        return blob

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.every())

    def __len__(self) -> int:
        return len(self._index.every())


class _Parsed(NamedTuple):
    """A listing, its links followed and projects below the root left out."""

    paths: Mapping[str, str]
    projects: Mapping[str, tuple[str, ...]]
    outside: Mapping[str, str]
    unmerged: frozenset[str]
    links: frozenset[str]


class IndexTree:
    """The files of the index, links included where they lead to one of them; see `tree.Tree`.

    A file that is only announced (`git add -N`) would not be committed, so it isn't there. Of
    files in a merge that isn't resolved our side counts; a file that our side deleted isn't there.

    Git is asked at once, and what it says is parsed when somebody asks for paths.
    """

    name = "index"

    def __init__(self, root: Root) -> None:
        """Begin to list the index below the root; contents are read later.

        Raises:
            NotInGit: the root lies in no repository.
            GitError: git isn't installed.
        """
        if root.git_top is None:
            raise NotInGit(f"{root.path} is in no git repository, so nothing is staged there")
        self._git_top = root.git_top
        self._variables = root.git_variables
        self._prefix = root.prefix
        self._contents: dict[str, bytes | Missing] = {}
        self._known: _Parsed | None = None
        arguments = ["ls-files", "--stage", "-z"]
        if root.prefix:
            arguments += ["--", root.prefix]
        self._asked = Answer(arguments, self._git_top, self._variables)
        self.paths: Mapping[str, str] = _Paths(self)

    @cached_property
    def listing(self) -> bytes:
        """What `git ls-files --stage -z` says below the root.

        Raises:
            GitError: git failed, or its index is damaged.
        """
        check_index(self._variables)  # while git lists it
        listing = self._asked.output()
        check_listing(listing, self._variables)
        return listing

    @cached_property
    def plain(self) -> bool:
        """Whether all entries are files of this project; may be set by somebody who knows."""
        return is_plain(self.listing, self._prefix)

    @property
    def outside(self) -> Mapping[str, str]:
        """See `Tree.outside`."""
        return {} if self.plain else self._parsed.outside

    @property
    def projects(self) -> Mapping[str, tuple[str, ...]]:
        """See `Tree.projects`."""
        return {} if self.plain else self._parsed.projects

    @property
    def unmerged(self) -> frozenset[str]:
        """The paths in a merge that isn't resolved. Git commits nothing before it is."""
        return frozenset() if self.plain else self._parsed.unmerged

    @property
    def links(self) -> frozenset[str]:
        """The paths that are symbolic links, wherever they lead."""
        return frozenset() if self.plain else self._parsed.links

    def provide(self, blob: str, content: bytes) -> None:
        """Take the content of a blob from somebody who knows it."""
        self._contents[blob] = content

    def look_up(self, path: str) -> str | None:
        """The blob id of a path, None where it isn't there."""
        if self.plain and self._known is None:
            blob = entry_at(self.listing, self._prefix + path)
            if blob is None or blob not in EMPTY_BLOBS:  # which may be announced only
                return blob
        return self._parsed.paths.get(path)

    def every(self) -> Mapping[str, str]:
        """All paths with their blob ids."""
        return self._parsed.paths

    @property
    def _parsed(self) -> _Parsed:
        if self._known is None:
            self._known = self._parse()
        return self._known

    def _parse(self) -> _Parsed:
        files, links, unmerged = self._list(self._prefix)
        outside: dict[str, str] = {}
        if links:
            followed, outside = self._follow(links, files)
            files.update(followed)
        kept, projects = divided([*files, *outside, *unmerged])
        return _Parsed(
            {path: files[path] for path in kept if path in files},
            projects,
            {path: outside[path] for path in kept if path in outside},
            frozenset(unmerged.intersection(kept)),
            frozenset(links),
        )

    def read(self, path: str) -> bytes:
        """See `Tree.read`."""
        content = self._content(self.paths[path])
        if isinstance(content, Missing):
            raise UnreadableFile(path, content.reason)
        return content

    def prefetch(self, paths: Iterable[str]) -> None:
        """Read all of these through one git process."""
        self._fetch(self.paths[path] for path in paths if path in self.paths)

    def held(self, path: str) -> bytes | None:
        """See `Tree.held`."""
        content = self._contents.get(self.paths[path])
        return None if isinstance(content, Missing) else content

    def _content(self, blob: str) -> bytes | Missing:
        if blob not in self._contents:
            self._fetch([blob])
        return self._contents[blob]

    def _fetch(self, blobs: Iterable[str]) -> None:
        missing = [blob for blob in blobs if blob not in self._contents]
        self._contents.update(read_blobs(missing, self._git_top, self._variables))

    def _list(self, prefix: str) -> _Listing:
        listing = decode_path(self.listing)
        found = _Listing({}, {}, set())
        id_end = listing.find(" ", _ID_START)
        path_start = id_end + len(" 0\t") + len(prefix)
        for line in listing.split("\0")[:-1]:  # `<mode> <blob id> <stage>\t<path>`
            path = line[path_start:]
            stage = line[id_end + 1]
            if stage != "0":
                found.unmerged.add(path)
                if stage != _OURS:
                    continue
            mode = line[:_MODE_END]
            if mode in _FILES:
                found.files[path] = line[_ID_START:id_end]
            elif mode == _LINK:
                found.links[path] = line[_ID_START:id_end]
        for path in self._announced(found.files, prefix):
            del found.files[path]
        return found

    def _announced(self, files: Mapping[str, str], prefix: str) -> frozenset[str]:
        """Paths that `git add -N` put into the index, where they look like empty files.

        Of all empty files, those are the ones that a comparison with nothing at all doesn't
        call added, once git is told to see them as absent.
        """
        like = next(iter(files.values()), "")
        empty_blob = blob_id(b"", like)
        empty = {path for path, blob in files.items() if blob == empty_blob}
        if not empty:
            return frozenset()
        arguments = ["diff-index", "--cached", "--ita-invisible-in-index", "--name-only", "-z"]
        arguments += ["--no-renames", "--ignore-submodules", object_id(b"tree", b"", like)]
        if len(empty) <= _MAX_ARGUMENTS:
            arguments += ["--", *(prefix + path for path in sorted(empty))]
        listing = decode_path(run_git(arguments, self._git_top, self._variables))
        added = {path[len(prefix) :] for path in listing.split("\0") if path.startswith(prefix)}
        return frozenset(empty - added)

    def _follow(
        self, links: Mapping[str, str], files: Mapping[str, str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Links to files with those files' blob ids, and the rest with their targets.

        Where the link itself can't be had, the reason stands for the target.
        """
        self._fetch(links.values())
        targets = {}
        unknown = {}
        for path, blob in links.items():
            content = self._contents[blob]
            if isinstance(content, Missing):
                unknown[path] = content.reason
            else:
                targets[path] = decode_path(content)
        followed, outside = follow_links(targets, files)
        return {path: files[file] for path, file in followed.items()}, {**outside, **unknown}
