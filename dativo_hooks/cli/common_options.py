"""What sub-commands have in common: their help's form, and the options that most of them take."""

from __future__ import annotations

import argparse
import os
from typing import Any

from dativo_hooks.cli.help import Help, RawHelp
from dativo_hooks.cli.outputs import output
from dativo_hooks.cli.selection_options import add_selection_options
from dativo_hooks.report.formats import FORMATS

_WITH_BASELINE = frozenset({"validate", "policy", "generate", "check"})
"""The commands that report what is found, all but what a baseline has."""

EXIT_CODES = "exit codes: 0 clean, 1 findings, 2 wrong use or an unusable configuration, 3 a bug"


class Commands:
    """Sub-commands of a parser; `wanted` alone gets its options, where it isn't None.

    A run needs those of one command, and all of them take a third of a start.
    """

    def __init__(self, action: Any, wanted: str | None) -> None:
        self._action = action
        self.wanted = wanted

    def add_parser(self, name: str, **settings: Any) -> argparse.ArgumentParser:
        """As argparse has it."""
        added: argparse.ArgumentParser = self._action.add_parser(
            name, **{"formatter_class": Help, **settings}
        )
        return added


def plain_command(
    commands: Commands, name: str, text: str, examples: str
) -> argparse.ArgumentParser:
    """One sub-command without the common options."""
    added: argparse.ArgumentParser = commands.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        epilog=f"examples:\n  {examples}\n\n{EXIT_CODES}",
        formatter_class=RawHelp,
    )
    added.set_defaults(run=Runner(name))
    return added


def command(commands: Commands, name: str, text: str, examples: str) -> argparse.ArgumentParser:
    """One sub-command with the options that all of them have."""
    added = commands.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        epilog=f"examples:\n  {examples}\n\n{EXIT_CODES}",
        formatter_class=RawHelp,
    )
    added.set_defaults(run=Runner(name))
    if commands.wanted not in {None, name}:
        return added
    common = added.add_argument_group("common options (flag > environment > default)")
    add_root(common)
    common.add_argument(
        "--config",
        metavar="FILE",
        default=os.environ.get("DATIVO_HOOKS_CONFIG") or None,
        help="the configuration (default: .dativo-hooks.yaml in the root; DATIVO_HOOKS_CONFIG)",
    )
    common.add_argument(
        "--staged",
        action="store_true",
        help="read the git index, which is what would be committed, instead of the working tree",
    )
    common.add_argument(
        "--output-format",
        action="append",
        type=output,
        metavar="FORMAT",
        help=f"how findings are written: {', '.join(FORMATS)}; may be repeated, with a file each, "
        "as in `--output-format full --output-format sarif=findings.sarif` "
        "(default: full; DATIVO_HOOKS_OUTPUT_FORMAT)",
    )
    common.add_argument(
        "--output-file",
        metavar="FILE",
        help="write findings here instead of to standard output; goes with one format",
    )
    common.add_argument(
        "--no-cache",
        action="store_true",
        help="neither use nor keep what is remembered of the last run (see `dativo-hooks cache`)",
    )
    common.add_argument(
        "--timings", action="store_true", help="print where the time went, to standard error"
    )
    common.add_argument(
        "-j",
        "--processes",
        type=_processes,
        metavar="N",
        help="how many processes look at a large repository (default: one for each core)",
    )
    common.add_argument(
        "--fail-on",
        choices=("error", "warning"),
        default="error",
        help="the least severe finding that makes the exit code 1 (default: error)",
    )
    common.add_argument(
        "--exit-zero", action="store_true", help="exit 0 in spite of findings; 2 and 3 stay"
    )
    common.add_argument(
        "--no-ignores",
        action="store_true",
        help="report everything, as if there were no comments `dativo-hooks: ignore[…]` and no "
        "baseline: for an audit",
    )
    if name in _WITH_BASELINE:
        common.add_argument(
            "--baseline",
            metavar="FILE",
            default=os.environ.get("DATIVO_HOOKS_BASELINE") or None,
            help="leave out the findings that this file has, and say which it has no more "
            "(default: as configured; DATIVO_HOOKS_BASELINE)",
        )
    common.add_argument(
        "--show-suppressed",
        action="store_true",
        help=f"in {_listing()}, list the hidden findings too, marked as such; GitHub's code "
        "scanning would show them as open",
    )
    show = common.add_mutually_exclusive_group()
    show.add_argument(
        "--show-config",
        action="store_true",
        help="print the configuration with its defaults and with these options, and exit",
    )
    if name != "vendor":
        show.add_argument(
            "--show-files",
            action="store_true",
            help="print the files that would be checked and what each is, and exit",
        )
    common.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in `full` (default: auto, on a terminal and unless NO_COLOR is set)",
    )
    add_selection_options(added, files=name != "vendor")
    return added


def _listing() -> str:
    """The formats that list what is hidden: `json and sarif`."""
    *others, last = (form.name for form in FORMATS.values() if form.hidden == "listed")
    return f"{', '.join(others)} and {last}"


def add_root(group: Any) -> None:
    """The option that every command has which looks at a repository."""
    group.add_argument(
        "--root",
        metavar="DIR",
        default=os.environ.get("DATIVO_HOOKS_ROOT") or None,
        help="the project's folder (default: git's top level, else this folder; DATIVO_HOOKS_ROOT)",
    )


def _processes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_PROCESSES):
        raise argparse.ArgumentTypeError(f"{text!r}; write a number from 1 to {_MOST_PROCESSES}")
    return int(text)


_MOST_PROCESSES = 256


class Runner:
    """Imports a command's module when it is run: no other command's weight is carried."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, arguments: argparse.Namespace) -> int:
        """Run the command; its exit code."""
        from importlib import import_module

        code: int = import_module(f"dativo_hooks.cli.{self.name}").run(arguments)
        return code
