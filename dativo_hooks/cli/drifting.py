"""Drift as the commands report it: what fixes it is typed where the user stands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dativo_hooks.cli.session import note
from dativo_hooks.drift.compare import CommandHints, shell_quoted
from dativo_hooks.repository.separators import relative, slashed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.finding import Problem

_PARTIAL = "next-index-"
"""How git calls the index of `git commit PATH` (`prepare_index` in its builtin/commit.c)."""


def note_partial(session: Session, found: Sequence[Problem]) -> None:
    """Say why a commit of some paths may lack Terraform that is staged."""
    index = session.root.git_variables.get("GIT_INDEX_FILE", "")
    if found and session.working is not None and os.path.basename(index).startswith(_PARTIAL):
        note(
            "`git commit PATH` takes these paths alone, whatever else is staged: name the "
            "generated files too, or add them and commit without paths"
        )


class IgnoredFiles:
    """The files that are on disk and in no tree: git ignores them."""

    def __init__(self, session: Session) -> None:
        self._root = session.root
        self._trees = [tree for tree in (session.tree, session.working) if tree is not None]

    def __contains__(self, path: object) -> bool:
        return (
            isinstance(path, str)
            and self._root.git_top is not None
            and not any(path in tree.paths or path in tree.outside for tree in self._trees)
            and os.path.isfile(os.path.join(self._root.path, *path.split("/")))
        )


def command_hints(arguments: argparse.Namespace, session: Session) -> CommandHints:
    """How commands must be typed where the user stands."""
    options = "".join(
        f" {option} {shell_quoted(slashed(value))}"
        for option, value in (("--root", arguments.root), ("--config", arguments.config))
        if value is not None
    )
    here = os.path.realpath(os.getcwd())
    if here == session.root.path:
        return CommandHints(options)
    folder = relative(session.root.path, here) or slashed(session.root.path)
    return CommandHints(options, folder.rstrip("/") + "/")
