"""`--fix` and `--diff`: fixes the files that findings say how to fix, or shows how it would."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dativo_hooks.cli.exit_codes import FINDINGS, OK, WRONG_USE
from dativo_hooks.cli.outputs import keep_diff_apart
from dativo_hooks.cli.reporting import reported
from dativo_hooks.cli.session import note

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.document import Document
    from dativo_hooks.finding import Finding
    from dativo_hooks.model.configuration import Configuration

    Findings: TypeAlias = tuple[Sequence[Finding], Mapping[str, Document]]
    """What is told of a tree, and the documents that it speaks of."""

    Judge: TypeAlias = Callable[[Session, Configuration], Findings]


class Fixed(NamedTuple):
    """A file before and after, and how many findings that fixed."""

    before: Document
    after: Document
    findings: int


def policy_findings(arguments: argparse.Namespace) -> Judge:
    """What reading, schemas, references, the tag policy and the clouds' limits have against it."""

    def judge(session: Session, configuration: Configuration) -> Findings:
        from dativo_hooks.cli.evaluating import evaluated_parts, repository_of
        from dativo_hooks.engine.repository import POLICY

        repository = repository_of(arguments, session, configuration, POLICY)
        seen = evaluated_parts(arguments, session, repository, None)
        problems = (*seen.reading, *seen.policy)
        told = reported(arguments, session, configuration, problems, seen.documents)
        return told.findings, seen.documents

    return judge


def with_fixes(
    arguments: argparse.Namespace, session: Session, configuration: Configuration, judge: Judge
) -> tuple[Session, int]:
    """What to look at once files have been fixed, and the least exit code that this makes.

    Without `--fix` nothing is done; with `--diff` nothing but showing what would be. Where the
    index is looked at, the working tree is fixed, and must be staged: until then it is 1.

    Raises:
        UsageError: the diff and a document would share standard output.
    """
    if arguments.diff:
        keep_diff_apart(arguments)
        fixed = _fixed(session, configuration, judge)
        _show(fixed)
        return session, FINDINGS if fixed else OK
    if not arguments.fix:
        return session, OK
    refusals: list[OSError] = []
    written = [
        one for one in _fixed(session, configuration, judge) if _write(session, one, refusals)
    ]
    code = _code_of(refusals)
    if not written or session.working is None:
        return session, code
    from dativo_hooks.fixing.overlay import ChangedTree

    staged = {one.before.path: one.after.data for one in written}
    return session.with_tree(ChangedTree(session.tree, staged)), max(code, FINDINGS)


def _code_of(refusals: Sequence[OSError]) -> int:
    """The least exit code: what a disk refuses is no finding; what only its user may not do is."""
    from dativo_hooks.repository.refusals import is_forbidden

    if not refusals:
        return OK
    return FINDINGS if all(map(is_forbidden, refusals)) else WRONG_USE


def _fixed(session: Session, configuration: Configuration, judge: Judge) -> list[Fixed]:
    from dativo_hooks.fixing.overlay import ChangedTree
    from dativo_hooks.fixing.rounds import Rounds

    rounds = Rounds()
    originals: Mapping[str, Document] | None = None
    while True:
        tree = ChangedTree(session.tree, rounds.files) if rounds.files else session.tree
        findings, documents = judge(session.with_tree(tree), configuration)
        originals = documents if originals is None else originals
        if not rounds.next(findings, documents):
            break
    return [
        Fixed(originals[path], document, rounds.count[path])
        for path, document in sorted(rounds.documents.items())
    ]


def _show(fixed: Iterable[Fixed]) -> None:
    from dativo_hooks.fixing.preview import preview
    from dativo_hooks.report.safety import shown

    sys.stdout.write(shown("".join(preview(one.before, one.after) for one in fixed)))
    sys.stdout.flush()


def _write(session: Session, fixed: Fixed, refusals: list[OSError]) -> bool:
    """Write a fixed file to disk, and say it; False where it can't be, which is said as well.

    Errors of the system are added to `refusals`.

    Where the index is looked at, the disk must have the same: else what is written there wasn't
    judged.
    """
    from dativo_hooks.repository.refusals import refusal
    from dativo_hooks.repository.writing import UnsafePath, write_atomically
    from dativo_hooks.tree import UnreadableFile

    path, before, after = fixed.before.path, fixed.before.data, fixed.after.data
    try:
        if session.working is not None:
            disk = session.working.read(path)
            if disk not in {before, after}:
                before, after = _with_crlf(before), _with_crlf(after)
            if disk == after:
                note(f"{path} is fixed on disk: `git add` it")
                return True
            if disk != before:
                note(f"not fixed: {path} has changes that aren't staged")
                return False
        write_atomically(session.root.path, path, after, instead_of=before)
    except (UnsafePath, UnreadableFile) as error:
        note(f"not fixed: {error}")
        return False
    except KeyError:
        note(f"not fixed: {path} isn't in the working tree")
        return False
    except OSError as error:
        refusals.append(error)
        note(f"not fixed: {path} can't be written: {refusal(error)}")
        return False
    count = f"{fixed.findings} finding{'' if fixed.findings == 1 else 's'}"
    staged = ": `git add` it" if session.working is not None else ""
    note(f"fixed {count} in {path}{staged}")
    return True


def _with_crlf(data: bytes) -> bytes:
    """A staged file as git writes it to disk where `core.autocrlf` says so."""
    return data if b"\r" in data else data.replace(b"\n", b"\r\n")
