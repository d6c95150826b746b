"""Reads the content of many git blobs through one `git cat-file --batch`."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple

from dativo_hooks.repository.git import GitError, pipe, run_git, start_git
from dativo_hooks.tree import MAX_FILE_SIZE, too_big

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NOT_HERE = "isn't in this clone's object store (a partial clone, or damaged: see `git fsck`)"
_CHUNK = 1024 * 1024


class Missing(NamedTuple):
    """Stands for a blob whose content can't be had."""

    reason: str
    """A predicate, as in `tree.UnreadableFile`."""


def read_blobs(
    blob_ids: Sequence[str], folder: str, variables: Mapping[str, str]
) -> dict[str, bytes | Missing]:
    """The content of each blob, or why there is none.

    Args:
        blob_ids: hex.
        folder: where git runs.
        variables: which repository, see `git.environment`.

    Raises:
        GitError: git isn't installed.
    """
    wanted = list(dict.fromkeys(blob_ids))
    contents = _batch(wanted, folder, variables)
    if len(contents) == len(wanted):
        return contents
    # Older gits end at the first blob that a partial clone lacks; all of them end at a corrupt
    # one. So ask for what is here only, and step over what still stops git.
    here = _present(wanted, folder, variables)
    for blob_id in wanted:
        if blob_id not in here:
            contents[blob_id] = Missing(_NOT_HERE)
    while rest := [blob_id for blob_id in wanted if blob_id not in contents]:
        contents[rest[0]] = _single(rest[0], folder, variables)
        contents.update(_batch(rest[1:], folder, variables))
    return contents


def _batch(
    blob_ids: Sequence[str], folder: str, variables: Mapping[str, str]
) -> dict[str, bytes | Missing]:
    """As much of `read_blobs` as one git process answers."""
    if not blob_ids:
        return {}
    import threading

    arguments = ["cat-file", "--batch", "--buffer"]
    with start_git(arguments, folder, variables, read_input=True) as process:
        # Both pipes are full long before thousands of blobs are through: one side needs a thread.
        writer = threading.Thread(target=_ask, args=(pipe(process.stdin), blob_ids))
        writer.start()
        contents = dict(_answers(pipe(process.stdout)))
        writer.join()
    return contents


def _ask(stdin: IO[bytes], blob_ids: Sequence[str]) -> None:
    try:
        with stdin:
            stdin.write("".join(f"{blob_id}\n" for blob_id in blob_ids).encode("ascii"))
    except OSError:  # git has ended; the answers that lack say so
        return


def _answers(stdout: IO[bytes]) -> Iterator[tuple[str, bytes | Missing]]:
    r"""Read `<id> blob <size>\n<content>\n` and `<id> missing\n` to the end (git-cat-file(1))."""
    while (header := stdout.readline()).endswith(b"\n"):
        blob_id, _, *size_text = header.decode("ascii").split()
        if not size_text:
            yield blob_id, Missing(_NOT_HERE)
            continue
        size = int(size_text[0])
        if size > MAX_FILE_SIZE:
            _skip(stdout, size + 1)
            yield blob_id, Missing(too_big(size))
            continue
        content = stdout.read(size + 1)
        if len(content) == size + 1:  # else git ended in the middle of it
            yield blob_id, content[:-1]


def _skip(stream: IO[bytes], size: int) -> None:
    """Read past `size` bytes, or to the end where it comes before."""
    while chunk := stream.read(min(size, _CHUNK)):
        size -= len(chunk)


def _present(blob_ids: Sequence[str], folder: str, variables: Mapping[str, str]) -> set[str]:
    """Those of the blobs that the local object store has; asks no server."""
    wanted = {blob_id.encode("ascii") for blob_id in blob_ids}
    arguments = ["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)"]
    with start_git(arguments, folder, variables) as process:
        return {
            line.rstrip().decode("ascii")
            for line in pipe(process.stdout)
            if line.rstrip() in wanted
        }


def _single(blob_id: str, folder: str, variables: Mapping[str, str]) -> bytes | Missing:
    try:
        content = run_git(["cat-file", "blob", blob_id], folder, variables)
    except GitError as error:
        return Missing(f"can't be read: {error}")
    return content if len(content) <= MAX_FILE_SIZE else Missing(too_big(len(content)))
