"""`--show-config` and `--show-files`: what a command would go by, and what it would look at."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dativo_hooks.cli.selection_options import has_selection
from dativo_hooks.report.safety import shown_line
from dativo_hooks.tree import CONFIGURATION_FILE

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.session import Session
    from dativo_hooks.model.configuration import Configuration

_WITH_TERRAFORM = frozenset({"baseline", "check", "generate"})
"""The commands that hold generated files against their sources."""


def show(arguments: argparse.Namespace, session: Session, configuration: Configuration) -> None:
    """Print what was asked for.

    Raises:
        UsageError: the arguments name files that can't be checked.
    """
    if arguments.show_config:
        text = _configuration(arguments, session, configuration)
    else:
        kinds = _files(arguments, session, configuration)
        width = max(map(len, kinds.values()), default=0)
        text = "".join(f"{kinds[path]:<{width}}  {shown_line(path)}\n" for path in sorted(kinds))
    sys.stdout.write(text)
    sys.stdout.flush()


def _configuration(
    arguments: argparse.Namespace, session: Session, configuration: Configuration
) -> str:
    from dativo_hooks.model.effective import effective_yaml

    path = arguments.config or (
        CONFIGURATION_FILE if CONFIGURATION_FILE in session.tree.paths else None
    )
    over = "the defaults" if path is None else f"{shown_line(path)} over the defaults"
    if has_selection(arguments):
        over = f"the command line over {over}"
    return f"# The configuration that is in force: {over}.\n{effective_yaml(configuration)}"


def _files(
    arguments: argparse.Namespace, session: Session, configuration: Configuration
) -> dict[str, str]:
    """What each file is, by path."""
    if arguments.command == "validate":
        from dativo_hooks.cli.validated_files import selected

        sources = selected(arguments, session, configuration)
    else:
        from dativo_hooks.sources.loading import sources_of

        sources = sources_of(session.tree, configuration)
    kinds: dict[str, str] = {}
    if arguments.command in _WITH_TERRAFORM:
        from dativo_hooks.drift.observe import owned_files
        from dativo_hooks.engine.excluding import is_kept

        owned = owned_files(session.tree).items()
        kinds |= {path: "terraform" for path, one in owned if not is_kept(one, configuration)}
    kinds |= sources.read_as
    if session.document is not None:
        kinds[session.document.path] = "configuration"
    return kinds
