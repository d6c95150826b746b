"""`dativo-hooks cache`: what is remembered between runs, and how to forget it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from dativo_hooks.errors import UsageError

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Show or clear the cache of the repository around the folder.

    Raises:
        UsageError: there is none, since this is no git repository; or a link leads out of one.
    """
    from dativo_hooks.cli.session import check_root
    from dativo_hooks.report.safety import shown_line
    from dativo_hooks.repository import cache
    from dativo_hooks.repository.root import NoSuchFolder, find_root

    if arguments.root is not None:
        check_root(arguments.root)
    try:
        root = find_root(os.getcwd(), arguments.root)
    except NoSuchFolder as error:
        raise UsageError(str(error)) from None
    if root.git_top is None:
        raise UsageError("not in a git repository: nothing is remembered here")
    git_dir = root.git_variables["GIT_DIR"]
    folder = shown_line(os.path.join(git_dir, cache.FOLDER))
    if arguments.action == "clear":
        count = cache.clear(git_dir)
        sys.stdout.write(f"cleared {folder}: {_files(count)}\n")
        return 0
    sizes = [os.path.getsize(path) for path in cache.files(git_dir) if os.path.isfile(path)]
    sys.stdout.write(f"{folder}: {_files(len(sizes))}, {sum(sizes):,} bytes\n")
    return 0


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"
