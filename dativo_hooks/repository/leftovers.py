"""Temporary files that a killed process has left are no files of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.repository.git import decode_path, run_git
from dativo_hooks.repository.temporary import PREFIX, is_temporary

if TYPE_CHECKING:
    from collections.abc import Mapping


def without_leftovers(listing: bytes, folder: str, variables: Mapping[str, str]) -> bytes:
    """What `git ls-files -z --cached --others` says, without them.

    What is tracked stays: with such a name nobody hides a file that the rest of the world reads.

    Args:
        listing: entries, those of tracked files with or without `--stage`.
        folder: where git runs.
        variables: which repository, see `git.environment`.

    Raises:
        GitError: git failed.
    """
    if PREFIX.encode() not in listing:
        return listing
    entries = listing.split(b"\0")
    named = {entry for entry in entries if is_temporary(decode_path(entry.rpartition(b"/")[2]))}
    if not named:
        return listing
    tracked = set(run_git(["ls-files", "-z", "--cached"], folder, variables).split(b"\0"))
    tracked.discard(b"")
    left = {entry for entry in named if not {entry, entry.partition(b"\t")[2]} & tracked}
    return b"\0".join(entry for entry in entries if entry not in left)
