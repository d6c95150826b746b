"""`dativo-hooks modules`: lists the shipped Terraform modules, and copies them to a repository."""

from __future__ import annotations

import os
import posixpath
import sys
from functools import partial
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.cli.session import note
from dativo_hooks.errors import UsageError
from dativo_hooks.finding import Place, Problem
from dativo_hooks.position import TOP
from dativo_hooks.repository.applying import Change, Unapplied, applied
from dativo_hooks.repository.separators import slashed
from dativo_hooks.runtimes.registry import RUNTIMES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping

    from dativo_hooks.cli.session import Session
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.generation.vendoring import VendorFault, Vendoring
    from dativo_hooks.rule import Rule


def run(arguments: argparse.Namespace) -> int:
    """List the modules, or copy them."""
    if arguments.action == "list":
        modules = [kind.module for kind in RUNTIMES.values()]
        width = max(len(module.path) for module in modules)
        for module in modules:
            sys.stdout.write(f"{module.path.ljust(width)}  {module.purpose}\n")
        return 0
    return _vendor(arguments)


def shipped() -> dict[str, bytes]:
    """The files of the shipped modules, by path below `terraform/modules`."""
    from dativo_hooks.resources import folder

    top = os.path.join(folder("terraform"), "modules")
    found = {}
    for where, folders, names in os.walk(top):
        # What Terraform leaves in a checkout where somebody has tried a module.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                path = os.path.join(where, name)
                with open(path, "rb") as file:
                    found[slashed(os.path.relpath(path, top))] = file.read()
    return dict(sorted(found.items()))


_SUFFIXES = (".tf", ".hcl", ".md")


def note_missing_modules(claims: Iterable[Claim], session: Session) -> None:
    """Say how to get the modules, where generated files call some that the repository lacks."""
    lacking: dict[str, None] = {}
    for one in claims:
        if one.source is None or not one.source.startswith(("./", "../")):
            continue
        # Absolute, so that what leads out of the repository stays at its top and isn't there.
        path = posixpath.normpath(f"/{one.folder}/{one.source}")[1:]
        if f"{path}/main.tf" not in session.tree.paths:
            lacking[path.removesuffix(f"/{one.kind.module.path}")] = None
    for folder in lacking:
        note(
            f"{folder} lacks modules that generated files call: run "
            f"`dativo-hooks modules vendor {folder}`"
        )


def _vendor(arguments: argparse.Namespace) -> int:
    from dativo_hooks.cli.reporting import configuration_or_exit, report
    from dativo_hooks.cli.session import open_session
    from dativo_hooks.cli.writing import code_of, left_alone
    from dativo_hooks.generation.vendoring import MANIFEST, recorded, vendoring

    if arguments.staged and not arguments.check:
        raise UsageError("--staged goes with --check: modules are copied to the working tree")
    session = open_session(arguments)
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    folder = session.path_of(arguments.folder)
    prefix = "" if folder == "." else f"{folder}/"
    files = shipped()
    manifest = _present(session, prefix, [MANIFEST]).get(MANIFEST)
    present = _present(session, prefix, {*files, *recorded(manifest)})
    left = Unapplied({}, {})
    plan = vendoring(files, manifest, present)
    if arguments.check:
        problems = list(_drift(plan, prefix, _command(arguments), len(files)))
    elif plan.refused:
        problems = [_refusal(fault, prefix) for fault in plan.refused]
        note("nothing was copied")
    else:
        left = _perform(plan, session, prefix, {**present, MANIFEST: manifest})
        problems = left_alone(left)
    return max(report(arguments, session, configuration, problems, {}), code_of(left))


def _present(session: Session, prefix: str, paths: Iterable[str]) -> dict[str, bytes]:
    """The content of those of the paths that exist; b"" where it can't be read, or is a link."""
    from dativo_hooks.repository.writing import UnsafePath, on_disk
    from dativo_hooks.tree import UnreadableFile

    found = {}
    for path in paths:
        data: bytes | None = None
        if session.working is None:
            try:
                data = on_disk(session.root.path, prefix + path)
            except UnsafePath:
                data = (
                    b"" if os.path.lexists(os.path.join(session.root.path, prefix, path)) else None
                )
        elif prefix + path in session.tree.paths:
            try:
                data = session.tree.read(prefix + path)
            except UnreadableFile:
                data = b""
        if data is not None:
            found[path] = data
    return found


def _perform(
    plan: Vendoring, session: Session, prefix: str, before: Mapping[str, bytes | None]
) -> Unapplied:
    changes = [Change(prefix + path, None, before[path]) for path in plan.deletes] + [
        Change(prefix + path, partial(bytes, data), before.get(path))
        for path, data in plan.writes.items()
    ]
    for change in changes:
        # The manifest comes last, so that it never speaks of what was not copied.
        left = applied(session.root.path, [change])
        if left.paths:
            return left
        note(f"{change.verb} {change.path}")
    return Unapplied({}, {})


_DRIFT: Mapping[str, tuple[Rule, str]] = {
    "missing": (rules.TERRAFORM_MISSING, "a file of the modules doesn't exist"),
    "outdated": (rules.TERRAFORM_MODIFIED, "the file isn't what this release ships"),
    "stale": (rules.TERRAFORM_ORPHANED, "the file is no part of the modules any more"),
    "edited": (rules.TERRAFORM_MODIFIED, "the file was changed since it was copied"),
    "in the way": (
        rules.TERRAFORM_NOT_OURS,
        "a file of the modules belongs here, and this one was never copied by dativo-hooks",
    ),
}
"""The rule for each state of a file that isn't as it should be, and the state in words."""


def _command(arguments: argparse.Namespace) -> str:
    """The command that fixes what `--check` reports, to be typed in the same place."""
    from dativo_hooks.drift.compare import shell_quoted

    root = f" --root {shell_quoted(slashed(arguments.root))}" if arguments.root is not None else ""
    return f"dativo-hooks modules vendor{root} {shell_quoted(slashed(arguments.folder))}"


def _drift(plan: Vendoring, prefix: str, command: str, files: int) -> Iterator[Problem]:
    fix = f"run `{command}`"
    missing = [fault for fault in plan.faults if fault.state == "missing"]
    if len(missing) > files:  # the manifest, too: as one
        message = "the modules were never copied here"
        yield Problem(rules.TERRAFORM_MISSING, Place(prefix + missing[0].path, TOP), message, fix)
        return
    for fault in plan.faults:
        if fault in plan.refused:
            yield _refusal(fault, prefix)
        else:
            rule, message = _DRIFT[fault.state]
            yield Problem(rule, Place(prefix + fault.path, TOP), message, fix)


def _refusal(fault: VendorFault, prefix: str) -> Problem:
    rule, message = _DRIFT[fault.state]
    return Problem(
        rule,
        Place(prefix + fault.path, TOP),
        f"{message}; it is left alone",
        "move your changes into a module of your own, then delete this file and run the command "
        "again"
        if fault.state == "edited"
        else "move or rename it",
    )
