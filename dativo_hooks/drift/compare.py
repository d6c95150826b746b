"""Drift: what would be committed isn't exactly what its sources generate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.drift.explain import explained
from dativo_hooks.finding import Note, Place, Problem
from dativo_hooks.generation.header import header_of
from dativo_hooks.model.job import RUNTIME
from dativo_hooks.position import TOP, Origin
from dativo_hooks.tree import UnreadableFile, blob_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.tree import Tree


class Expectation(NamedTuple):
    """What should be in a tree.

    `owned`: the files of the tree with our header. `protected`: those of them that nobody may
    judge, since their source can't be read or the job is in dispute.
    """

    files: Mapping[str, GeneratedFile]
    owned: Mapping[str, Owned]
    protected: Collection[str]


def drift(expectation: Expectation, committed: Tree, working: Tree | None) -> Iterator[Problem]:
    """Every difference between `committed` and what it should be.

    `working` is the working tree where `committed` is the index: a file that is right there needs
    only to be staged.
    """
    for path, file in sorted(expectation.files.items()):
        if path in expectation.protected:
            continue
        yield from _difference(file, committed, working)
    for path, owned in sorted(expectation.owned.items()):
        if path not in expectation.files and path not in expectation.protected:
            yield _orphan(owned, committed, gone=working is not None and path not in working.paths)


def same_text(one: bytes, other: bytes) -> bool:
    """Whether two files have one content; line ends and a byte-order mark never count."""
    return one == other or _plain(one) == _plain(other)


def in_step(file: GeneratedFile, tree: Tree) -> bool:
    """Whether a tree has the file as it should be."""
    blob = tree.paths.get(file.path)
    if blob is None:
        return False
    if blob and blob_id(file.data, blob) == blob:
        return True
    try:
        return same_text(file.data, tree.read(file.path))
    except UnreadableFile:
        return False


def _plain(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def _difference(file: GeneratedFile, committed: Tree, working: Tree | None) -> Iterator[Problem]:
    if in_step(file, committed):
        return
    path = file.path
    staged = working is not None
    if path not in committed.paths:
        if path in committed.outside:
            yield not_ours(path, "is a link that leads out of the repository")
        elif working is not None and in_step(file, working):
            yield _not_staged(file, "isn't in the index")
        else:
            yield _missing(file, staged=staged)
        return
    try:
        found = committed.read(path)
    except UnreadableFile as error:
        yield not_ours(path, error.reason)
        return
    if header_of(found) is None:
        yield not_ours(path, "isn't generated: it lacks our header")
    elif working is not None and in_step(file, working):
        yield _not_staged(file, "is older in the index than on disk")
    else:
        yield explained(file, found, _mend(path, staged=staged))


def _mend(path: str, *, staged: bool) -> str:
    """The one command that mends a file."""
    then = f" && git add -- {quoted(path)}" if staged else ""
    return f"run `dativo-hooks generate{then}`"


def quoted(path: str) -> str:
    """A path as a shell takes it."""
    import shlex

    return shlex.quote(path)


def _missing(file: GeneratedFile, *, staged: bool) -> Problem:
    job = file.unit.job.path
    return Problem(
        rules.TERRAFORM_MISSING,
        Origin(job, RUNTIME),
        f"`{file.path}`, generated "
        + ("for the folder of this job's file" if file.shared else "from this job")
        + ", doesn't exist",
        _mend(file.path, staged=staged),
        on_key=True,
    )


def _not_staged(file: GeneratedFile, why: str) -> Problem:
    return Problem(
        rules.TERRAFORM_NOT_STAGED,
        Place(file.path, TOP),
        f"the generated file {why}, so the commit would lack it",
        f"run `git add -- {quoted(file.path)}`",
        (Note(Origin(file.unit.job.path, RUNTIME), "generated from this job", on_key=True),),
    )


def not_ours(path: str, why: str) -> Problem:
    """A file that stands in the way of a generated one; `why` is a predicate of it."""
    name = re.sub(r"\.tf(\.json)?$", "", path.rpartition("/")[2])
    switch = f", or set `terraform.files.{name}: false` in .dativo-hooks.yaml to keep your own"
    return Problem(
        rules.TERRAFORM_NOT_OURS,
        Place(path, TOP),
        f"a generated file belongs here, and this one {why}; it is left alone",
        f"move or rename it{switch if name in {'versions', 'variables', 'providers'} else ''}",
    )


def _orphan(owned: Owned, committed: Tree, *, gone: bool) -> Problem:
    header = owned.header
    if header.job is None:
        why = "no job of its folder needs it any more"
    elif header.job not in committed.paths:
        why = f"its job `{header.job}` doesn't exist in the {committed.name}"
    else:
        why = f"its job `{header.job}` no longer generates it"
    mend = f"run `git rm --cached -- {quoted(owned.path)}`"
    return Problem(
        rules.TERRAFORM_ORPHANED,
        Place(owned.path, TOP),
        f"the generated file is an orphan: {why}",
        mend if gone else _orphan_mend(owned.path, committed),
    )


def _orphan_mend(path: str, committed: Tree) -> str:
    if committed.name == "index":
        return f"run `git rm -f -- {quoted(path)}`"
    return "run `dativo-hooks generate`, which deletes it"
