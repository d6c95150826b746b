"""Drift: what would be committed isn't exactly what its sources generate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Note, Place, Problem
from dativo_hooks.generation.header import header_of
from dativo_hooks.model.job import RUNTIME
from dativo_hooks.position import TOP, Origin
from dativo_hooks.tree import CONFIGURATION_FILE, UnreadableFile, blob_id

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.tree import Tree


class Expectation(NamedTuple):
    """What should be in a tree.

    `owned`: the files of the tree with our header. `protected`: those of them that nobody may
    judge, since their source can't be read or the job is in dispute. `elsewhere`: files of roots
    below this one, by path, with their root. `ignored`: files that are on disk, and that git
    ignores.
    """

    files: Mapping[str, GeneratedFile]
    owned: Mapping[str, Owned]
    protected: Collection[str]
    elsewhere: Mapping[str, str] = {}
    ignored: Container[str] = ()


class CommandHints(NamedTuple):
    """How a command must be typed where the user stands.

    `options`: what `dativo-hooks` needs to find the root (` --root 'sub folder'`). `folder`: the
    way from there to the root, with `/` at the end.
    """

    options: str = ""
    folder: str = ""

    def generate(self, file: GeneratedFile | None = None) -> str:
        """The command that writes what is generated, or one file of it.

        For one file it names the job, so that it works while other jobs are broken.
        """
        words = ["dativo-hooks", "generate"]
        if file is not None and not file.shared:
            unit = file.of
            words.append(shell_quoted(self.folder + unit.job))
            if not unit.own:
                cloud, _, resource_type = unit.target.partition("/")
                words += ["--cloud", cloud, "--resource-type", resource_type]
            if unit.output_dir is not None:
                words += ["--output-dir", shell_quoted(self.folder + unit.output_dir or ".")]
        return " ".join(words) + self.options

    def git(self, command: str, path: str) -> str:
        """A command of git about a file."""
        return f"git {command} -- {shell_quoted(self.folder + path)}"


_SPECIAL = re.compile(r"""["$`\\!%\n]""")
"""What means something to a shell between double quotes: sh, PowerShell or cmd.exe."""

HERE = CommandHints()
"""At the root, without options."""


def drift(
    expectation: Expectation, committed: Tree, working: Tree | None, hints: CommandHints = HERE
) -> Iterator[Problem]:
    """Every difference between `committed` and what it should be.

    `working` is the working tree where `committed` is the index: a file that is right there needs
    only to be staged.
    """
    for path, file in sorted(expectation.files.items()):
        if path in expectation.protected:
            continue
        yield from file_drift(file, committed, working, hints, expectation.ignored)
    for path, owned in sorted(expectation.owned.items()):
        if path not in expectation.files and path not in expectation.protected:
            gone = working is not None and path not in working.paths
            yield _orphan(owned, committed, hints, gone=gone)
    for root in sorted(set(expectation.elsewhere.values())):
        paths = [path for path, its in expectation.elsewhere.items() if its == root]
        yield _of_another_root(min(paths), root, hints)


def same_text(one: bytes, other: bytes) -> bool:
    """Whether two files have one content; line ends and a byte-order mark never count."""
    return one == other or _plain(one) == _plain(other)


def in_step(file: GeneratedFile, tree: Tree) -> bool:
    """Whether a tree has the file as it should be."""
    blob = tree.paths.get(file.path)
    if blob is None:
        return False
    held = tree.held(file.path)
    if held is None and blob and blob_id(file.data, blob) == blob:
        return True  # one hash, and nothing is read
    try:
        return same_text(file.data, tree.read(file.path) if held is None else held)
    except UnreadableFile:
        return False


def _plain(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def file_drift(
    file: GeneratedFile,
    committed: Tree,
    working: Tree | None,
    hints: CommandHints = HERE,
    ignored: Container[str] = (),
) -> Iterator[Problem]:
    """Where `committed` differs from `file`; see `drift`."""
    if in_step(file, committed):
        return
    path = file.path
    if path in ignored:
        yield _ignored(file, hints)
        return
    fix = _fix(file, hints, staged=working is not None)
    if path not in committed.paths:
        if path in committed.outside:
            yield not_ours(path, "is a link that leads out of the repository")
        elif working is not None and in_step(file, working):
            yield _not_staged(file, "isn't in the index", hints)
        else:
            yield _missing(file, fix)
        return
    try:
        found = committed.read(path)
    except UnreadableFile as error:
        yield not_ours(path, error.reason)
        return
    if header_of(found) is None:
        yield not_ours(path, "isn't generated: it lacks our header")
    elif working is not None and in_step(file, working):
        yield _not_staged(file, "is older in the index than on disk", hints)
    else:
        from dativo_hooks.drift.explain import drift_problem

        yield drift_problem(file, found, fix)


def _fix(file: GeneratedFile, hints: CommandHints, *, staged: bool) -> str:
    """The one command that fixes a file."""
    # Where sources are changed on disk too, what is staged needs the Terraform of what is staged.
    then = f" --staged && {hints.git('add', file.path)}" if staged else ""
    return f"run `{hints.generate(file)}{then}`"


def shell_quoted(path: str) -> str:
    """A path as shells take it: in double quotes if it can be, as cmd.exe knows no others."""
    import shlex

    plain = shlex.quote(path)
    return plain if plain == path or _SPECIAL.search(path) else f'"{path}"'


def _missing(file: GeneratedFile, fix: str, why: str = "doesn't exist") -> Problem:
    job = file.of.job
    return Problem(
        rules.TERRAFORM_MISSING,
        Origin(job, RUNTIME),
        f"`{file.path}`, generated "
        + ("for the folder of this job's file" if file.shared else "from this job")
        + f", {why}",
        fix,
        on_key=True,
    )


def _ignored(file: GeneratedFile, hints: CommandHints) -> Problem:
    return _missing(
        file,
        f"take out of .gitignore what `{hints.git('check-ignore -v', file.path)}` shows, then "
        f"run `{hints.git('add', file.path)}`",
        "is ignored by git, so that no commit has it",
    )


def _not_staged(file: GeneratedFile, why: str, hints: CommandHints) -> Problem:
    return Problem(
        rules.TERRAFORM_NOT_STAGED,
        Place(file.path, TOP),
        f"the generated file {why}, so the commit would lack it",
        f"run `{hints.git('add', file.path)}`",
        (Note(Origin(file.of.job, RUNTIME), "generated from this job", on_key=True),),
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


def _of_another_root(path: str, root: str, hints: CommandHints) -> Problem:
    return Problem(
        rules.TERRAFORM_ORPHANED,
        Place(path, TOP),
        f"the file was generated with `{root}` as the root, where its job is: nothing checks it "
        "here, and it is left alone",
        f"give that folder an (empty) {CONFIGURATION_FILE}, so that it is a project of its own, "
        "name it under `projects` in yours, and check it with "
        f"`--root {shell_quoted(hints.folder + root)}`",
    )


def _orphan(owned: Owned, committed: Tree, hints: CommandHints, *, gone: bool) -> Problem:
    header = owned.header
    if header.job is None:
        why = "no job of its folder needs it any more"
    elif header.job not in committed.paths:
        why = f"its job `{header.job}` doesn't exist in the {committed.name}"
    else:
        why = f"its job `{header.job}` no longer generates it"
    if committed.name == "index":
        fix = f"run `{hints.git('rm --cached' if gone else 'rm -f', owned.path)}`"
    else:
        fix = f"run `{hints.generate()}`, which deletes it"
    return Problem(
        rules.TERRAFORM_ORPHANED,
        Place(owned.path, TOP),
        f"the generated file is an orphan: {why}",
        fix,
    )
