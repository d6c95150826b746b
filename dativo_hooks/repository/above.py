"""The configurations of projects above the root, up to the top of the git repository."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dativo_hooks.repository.blobs import Missing, read_blobs
from dativo_hooks.repository.git import Answer
from dativo_hooks.repository.working_tree import is_real_file, read_file
from dativo_hooks.tree import CONFIGURATION_FILE, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.repository.root import Root

_FILES = (b"100644", b"100755")


class ConfigurationsAbove:
    """Those of the index or of the working tree; asked for at once, and read when they are wanted.

    One that is a link is none.
    """

    def __init__(self, root: Root, *, staged: bool) -> None:
        """Have git look them up where `staged`."""
        self._root = root
        self._top = root.git_top or root.path
        folders = root.prefix.split("/")[:-1]
        self._candidates = [
            "/".join([*folders[:depth], CONFIGURATION_FILE]) for depth in range(len(folders))
        ]
        self._asked: Answer | None = None
        if staged and self._candidates:
            arguments = ["ls-files", "--stage", "-z", "--", *self._candidates]
            self._asked = Answer(arguments, self._top, root.git_variables)

    @cached_property
    def listing(self) -> bytes:
        """Their entries in the index (`git ls-files --stage -z`): the same where they are the same.

        Raises:
            GitError: git failed.
        """
        return b"" if self._asked is None else self._asked.output()

    def read(self) -> Mapping[str, bytes]:
        """The content of each by its path from the top, the outermost first.

        Raises:
            UnreadableFile: one is there and can't be had.
            GitError: git failed.
        """
        if self._asked is None:
            return {
                path: read_file(self._top, path)
                for path in self._candidates
                if is_real_file(self._top, path)
            }
        blobs = {}
        for entry in self.listing.split(b"\0")[:-1]:
            about, _, path = entry.partition(b"\t")
            mode, blob, stage = about.split(b" ")
            if mode in _FILES and stage in (b"0", b"2"):  # in a merge our side counts
                blobs[path.decode("utf-8", "surrogateescape")] = blob.decode("ascii")
        contents = read_blobs(list(blobs.values()), self._top, self._root.git_variables)
        found: dict[str, bytes] = {}
        for candidate in self._candidates:
            if candidate in blobs:
                content = contents[blobs[candidate]]
                if isinstance(content, Missing):
                    raise UnreadableFile(candidate, content.reason)
                found[candidate] = content
        return found
