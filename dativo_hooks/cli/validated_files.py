"""Which files `dativo-hooks validate` looks at: those that are named, those of a kind, or all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.cli.session import note
from dativo_hooks.errors import UsageError
from dativo_hooks.sources.kinds import is_excluded, kind_of
from dativo_hooks.sources.loading import selected_sources, sources_of
from dativo_hooks.sources.refused import is_named, refused_sources
from dativo_hooks.tree import CONFIGURATION_FILE

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.session import Session
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.sources.kinds import Kind
    from dativo_hooks.sources.loading import Sources
    from dativo_hooks.tree import Tree


def selected(
    arguments: argparse.Namespace, session: Session, configuration: Configuration
) -> Sources:
    """The files that the arguments name, or all.

    Raises:
        UsageError: they name a file that can't be validated.
    """
    if arguments.files:
        named = {session.path_of(argument): argument for argument in arguments.files}
        kinds = {
            path: _kind(session, configuration, path, argument, arguments.kind)
            for path, argument in _included(named, session.tree, configuration).items()
        }
        return selected_sources(session.tree, configuration, kinds)
    if arguments.kind == "configuration":
        return selected_sources(session.tree, configuration, {})  # read and valid already
    if arguments.kind is not None:
        kinds = {
            path: arguments.kind
            for path in session.tree.paths
            if kind_of(path, configuration) == arguments.kind
        }
        refused = refused_sources(session.tree, configuration).problems
        told = (
            problem
            for problem in refused
            if problem.rule is rules.UNNAMED_PROJECT
            or kind_of(problem.where.path, configuration) == arguments.kind
        )
        sources = selected_sources(session.tree, configuration, kinds)
        return sources._replace(problems=(*told, *sources.problems))
    return sources_of(session.tree, configuration)


def _included(named: dict[str, str], tree: Tree, configuration: Configuration) -> dict[str, str]:
    """The named files but those that are passed over, as pre-commit names all.

    These are the excluded ones, and those of projects below that the configuration names.
    """
    excluded = [path for path in named if is_excluded(path, configuration)]
    projects = [folder for folder in tree.projects if is_named(folder, configuration)]
    below = [path for path in named if path.startswith(tuple(f"{one}/" for one in projects))]
    for left, why in (
        (excluded, "left out by `exclude`"),
        (below, "of another project (`projects`)"),
    ):
        if left:
            more = f" and {len(left) - 1} more" if len(left) > 1 else ""
            note(f"{left[0]}{more} not checked: {why}")
    return {path: named[path] for path in named if path not in {*excluded, *below}}


def _kind(
    session: Session, configuration: Configuration, path: str, argument: str, said: Kind | None
) -> Kind:
    tree = session.tree
    if path in tree.outside:
        raise UsageError(f"{argument} is a link that leads outside of the root")
    if path not in tree.paths:
        if project := _nested_project(session, path):
            from dativo_hooks.drift.compare import shell_quoted

            raise UsageError(
                f"{argument} is of the project in {project}, which has its own "
                f"{CONFIGURATION_FILE}: check it with `--root {shell_quoted(project)}`"
            )
        ignored = os.path.isfile(os.path.join(session.root.path, path))
        if os.path.isdir(os.path.join(session.root.path, path)):
            raise UsageError(f"{argument} is a folder: name its files, or none for all")
        why = "is ignored by git, or not staged" if ignored else "does not exist"
        raise UsageError(f"{argument} {why}: not in the {tree.name}")
    kind: Kind | None = said or kind_of(path, configuration)
    if path == CONFIGURATION_FILE:
        kind = said or "configuration"
    if kind is None:
        raise UsageError(f"{argument}: no glob of the configuration says what it is; add --kind")
    return kind


def _nested_project(session: Session, path: str) -> str | None:
    """The folder below the root, with a configuration of its own, that holds a path."""
    folder = path.rpartition("/")[0]
    while folder:
        if os.path.isfile(os.path.join(session.root.path, folder, CONFIGURATION_FILE)):
            return folder
        folder = folder.rpartition("/")[0]
    return None
