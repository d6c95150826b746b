"""What is remembered for a command: it may say that there is nothing to do at all."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from dativo_hooks.cli.selection_options import has_selection
from dativo_hooks.cli.timings import TIMINGS
from dativo_hooks.report.formats import FORMATS
from dativo_hooks.repository.index import IndexTree
from dativo_hooks.repository.separators import relative
from dativo_hooks.tree import CONFIGURATION_FILE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from dativo_hooks.cli.session import Session
    from dativo_hooks.incremental.memory import Memory


@contextlib.contextmanager
def recalled(
    session: Session, arguments: argparse.Namespace, scope: str = ""
) -> Iterator[Memory | None]:
    """What is remembered of the root; None where nothing is to be remembered.

    `scope`: what the run looks for, "" for everything.
    """
    tree, root = session.tree, session.root
    if arguments.no_cache or not isinstance(tree, IndexTree):
        yield None
        return
    from dativo_hooks.incremental.memory import Run, opened_memory
    from dativo_hooks.repository.lookup import entry_of

    name = CONFIGURATION_FILE
    if arguments.config is not None:
        given = os.path.normpath(os.path.join(os.getcwd(), arguments.config))
        name = relative(given, root.path) or ""
        if not entry_of(tree.listing, root.prefix + name):
            yield None  # outside of the root, where no listing tells when it changes
            return
    exclude = ",".join(glob for globs in arguments.exclude or () for glob in globs)
    above = None if session.above is None else session.above.listing
    with opened_memory(Run(tree, root, name, exclude, above, scope)) as memory:
        TIMINGS.mark("the cache")
        yield memory


def is_done(arguments: argparse.Namespace, memory: Memory | None) -> bool:
    """Whether a run would find what the last one found, and that is nothing at all to say."""
    if memory is None or not _says_nothing(arguments):
        return False
    from dativo_hooks.incremental.memory import nothing_to_say

    return nothing_to_say(memory)


def _says_nothing(arguments: argparse.Namespace) -> bool:
    """Whether a run without findings writes nothing."""
    files = any(output.file for output in arguments.outputs)
    return (
        all(FORMATS[output.format].clean == "silent" for output in arguments.outputs)
        and not files
        and not arguments.show_config
        and not arguments.show_files
        and not has_selection(arguments)  # which may be wrong use
        and not arguments.baseline
    )
