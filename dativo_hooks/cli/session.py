"""What every command begins with: the root, the tree that it looks at, and the configuration."""

from __future__ import annotations

import os
import posixpath
import sys
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.cli.selection_options import has_selection
from dativo_hooks.errors import UsageError
from dativo_hooks.repository.separators import relative, slashed
from dativo_hooks.tree import CONFIGURATION_FILE, UnreadableFile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.finding import Problem
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.repository.above import ConfigurationsAbove
    from dativo_hooks.repository.root import Root
    from dativo_hooks.rule import Severity
    from dativo_hooks.tree import Tree


class Session:
    """A run: `tree` is what is judged; `working` is the working tree where `tree` is the index.

    `above`: the configurations of projects above the root; None where it is the top.
    """

    def __init__(
        self, root: Root, tree: Tree, working: Tree | None, arguments: argparse.Namespace
    ) -> None:
        self.root = root
        self.tree = tree
        self.working = working
        self.above = _above(root, staged=arguments.staged)
        self._arguments = arguments
        self._read: _Configured | None = None

    def with_tree(self, tree: Tree) -> Session:
        """The same run, which judges another tree."""
        other = copy(self)
        other.tree = tree
        return other

    @property
    def configuration(self) -> Configuration | None:
        """The configuration; None where the file breaks its schema: `problems` say how.

        What the command line says of rules and files is part of it.

        Raises:
            UsageError: the file can't be had, or the command line has what it forbids.
        """
        return self._configured.configuration

    @property
    def document(self) -> Document | None:
        """The configuration's document, None where there is none."""
        return self._configured.document

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the configuration."""
        return self._configured.problems

    @property
    def _configured(self) -> _Configured:
        if self._read is None:  # late: a run that has nothing new to look at needs none
            floors = _floors(self.root, self.above)
            self._read = _configuration(self.root, self.tree, self._arguments.config, floors)
            if self._read.configuration is not None and has_selection(self._arguments):
                from dativo_hooks.cli.selecting import with_selection

                merged = with_selection(self._read.configuration, self._arguments)
                self._read = self._read._replace(configuration=merged)
        return self._read

    def path_of(self, argument: str) -> str:
        """A path of the command line, relative to the root, spelt as the tree has it.

        Raises:
            UsageError: it lies outside of the root.
        """
        path = relative_to_root(self.root, argument)
        known = path in self.tree.paths or path in self.tree.outside
        if known or not os.path.isfile(os.path.join(self.root.path, path)):
            return path
        from dativo_hooks.repository.spelling import as_listed

        return as_listed(path, self.tree.paths, self.root.path)


class _Configured(NamedTuple):
    configuration: Configuration | None
    document: Document | None
    problems: tuple[Problem, ...]


def open_session(arguments: argparse.Namespace) -> Session:
    """Find the root and open the tree.

    Raises:
        UsageError: any of them can't be had.
    """
    from dativo_hooks.repository.root import NoSuchFolder, find_root

    try:
        here = os.getcwd()
    except FileNotFoundError:
        raise UsageError("the folder that you are in was deleted: change to another") from None
    try:
        if arguments.root is not None:
            check_root(arguments.root)
        root = find_root(here, arguments.root)
        tree, working = _trees(root, staged=arguments.staged)
    except (NoSuchFolder, UnreadableFile) as error:
        raise UsageError(str(error)) from None
    if root.git_top is None:
        note("not in a git repository: the files on disk are checked")
    return Session(root, tree, working, arguments)


def check_root(named: str) -> None:
    """Refuse a root that a repository leads out of itself by a link.

    Raises:
        UsageError: it does.
    """
    from dativo_hooks.repository.named_files import link_out

    found = link_out(named)
    if found is not None:
        link, repository = found
        raise UsageError(
            f"--root {named} leads out of the repository by its link "
            f"`{relative(link, repository)}`: name the folder itself"
        )


def note(text: str) -> None:
    """Say something that is no finding."""
    from dativo_hooks.report.safety import shown

    print(f"dativo-hooks: {shown(text)}", file=sys.stderr)


def note_without_jobs(session: Session, configuration: Configuration, *, jobs: bool) -> None:
    """Say that nothing was looked at: a wrong root or glob must not look like a clean run."""
    if not jobs:
        globs = " or ".join(f"`{glob}`" for glob in configuration.jobs)
        left = " that `exclude` leaves in" if configuration.exclude else ""
        note(
            f"the {session.tree.name} of {session.root.path} has no job, no file like {globs}{left}"
        )


def relative_to_root(root: Root, argument: str) -> str:
    """A path of the command line, relative to the root, with `/`.

    Raises:
        UsageError: it lies outside of the root.
    """
    # The last part stays as it is: a link is judged as the link that it is.
    folder, name = os.path.split(os.path.abspath(argument))
    path = relative(os.path.join(os.path.realpath(folder), name), root.path)
    if path is None or path == ".." or path.startswith("../"):
        raise UsageError(f"{argument} lies outside of the root {root.path}")
    return path


def _trees(root: Root, *, staged: bool) -> tuple[Tree, Tree | None]:
    if not staged:
        from dativo_hooks.repository.working_tree import WorkingTree

        return WorkingTree(root), None
    from dativo_hooks.repository.glancing import GlancedTree
    from dativo_hooks.repository.index import IndexTree, NotInGit

    try:
        index = IndexTree(root)
    except NotInGit as error:
        raise UsageError(f"--staged: {error}") from None
    return index, GlancedTree(root, index)


def _above(root: Root, *, staged: bool) -> ConfigurationsAbove | None:
    if not root.prefix:
        return None
    from dativo_hooks.repository.above import ConfigurationsAbove

    return ConfigurationsAbove(root, staged=staged)


def _floors(root: Root, above: ConfigurationsAbove | None) -> Mapping[str, Severity]:
    """The rules that projects above lock, where they name this one."""
    if above is None:
        return {}
    try:
        contents = above.read()
    except UnreadableFile as error:
        raise UsageError(f"the configuration above, {error}") from None
    if not contents:
        return {}
    from dativo_hooks.configuration.loading import configuration_from
    from dativo_hooks.configuration.locks_above import locked_above
    from dativo_hooks.drift.compare import shell_quoted

    found = {}
    for path, data in contents.items():
        folder = path.rpartition("/")[0]
        configuration, _, _ = configuration_from(path, data)
        if configuration is None:
            top = os.path.join(root.git_top or root.path, folder)
            raise UsageError(
                f"the configuration above, {path} from the top, can't be used, so nobody can tell "
                f"which rules it locks: run `dativo-hooks check --root {shell_quoted(top)}`"
            )
        found[folder] = configuration
    return locked_above(found, root.prefix.rstrip("/"))


def _configuration(
    root: Root, tree: Tree, option: str | None, floors: Mapping[str, Severity]
) -> _Configured:
    path = CONFIGURATION_FILE if option is None else option
    data = None
    if option is None:
        if path in tree.outside:
            raise UsageError(
                f"the configuration {path} is a link to no file of the {tree.name}: "
                "put the file itself there"
            )
        if path not in tree.paths:
            from dativo_hooks.model.configuration import Configuration

            return _Configured(Configuration(floors=floors), None, ())
    else:
        path, data = _named_configuration(root, tree, option)
    if data is None:
        try:
            data = tree.read(path)
        except UnreadableFile as error:
            raise UsageError(f"the configuration {error}") from None
    from dativo_hooks.configuration.loading import configuration_from

    return _Configured(*configuration_from(posixpath.normpath(path), data, floors))


def _named_configuration(root: Root, tree: Tree, option: str) -> tuple[str, bytes | None]:
    """The path of `--config`, and its content where it lies outside of the root."""
    try:
        path = relative_to_root(root, option)
    except UsageError:
        from dativo_hooks.repository.named_files import read_named, repository_around
        from dativo_hooks.repository.writing import UnsafePath

        try:
            return slashed(option), read_named(option, repository_around(root.path))
        except (UnsafePath, UnreadableFile) as error:
            raise UsageError(f"--config {error}") from None
        except OSError as error:
            raise UsageError(f"--config {option}: {error.strerror}") from None
    if path not in tree.paths:
        raise UsageError(f"--config {option}: not in the {tree.name}")
    return path, None
