"""The options that say which rules and which files are looked at."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dativo_hooks.model.configuration import Level

_OPTIONS = ("select", "ignore", "severity", "exclude")


def add_selection_options(command: argparse.ArgumentParser, *, files: bool = True) -> None:
    """Give a command the options; `files`: it reads jobs, so that some can be left out."""
    group = command.add_argument_group(
        "selection",
        "RULES are codes (DH301), names (missing-required-tag), beginnings of codes (DH3)\n"
        "  or ALL, separated by commas; the narrower one wins, and of two that are as narrow\n"
        "  --ignore wins. Each option may be repeated. They win over the configuration, but\n"
        "  for rules that it locks and for those of reading a file (DH0).",
    )
    group.add_argument(
        "--select",
        action="append",
        type=selectors,
        metavar="RULES",
        help="look at these rules only, as in `--select DH3,DH6`; what is locked is looked at as "
        "well (default: as configured, else ALL)",
    )
    group.add_argument(
        "--ignore",
        action="append",
        type=selectors,
        metavar="RULES",
        help="don't look at these, as in `--ignore latest-image`",
    )
    group.add_argument(
        "--severity",
        action="append",
        type=severities,
        metavar="RULE=LEVEL",
        help="make it an error, a warning or off, as in `--severity DH303=error,DH5=warning`",
    )
    if files:
        group.add_argument(
            "--exclude",
            action="append",
            type=globs,
            metavar="GLOBS",
            help="leave these files or folders out, beside those of the configuration, as in "
            "`--exclude 'jobs/drafts/**'`; the Terraform of their jobs is left alone",
        )


def has_selection(arguments: argparse.Namespace) -> bool:
    """Whether any of the options was given."""
    return any(getattr(arguments, option, None) for option in _OPTIONS)


def selectors(text: str) -> tuple[str, ...]:
    """The selectors of `DH3,latest-image`; the type of an argument.

    Raises:
        argparse.ArgumentTypeError: one of them means no rule.
    """
    return tuple(_selector(word) for word in _words(text))


def severities(text: str) -> tuple[tuple[str, Level], ...]:
    """The selectors and levels of `DH303=error,DH5=off`; the type of an argument.

    Raises:
        argparse.ArgumentTypeError: a selector means no rule, or a level isn't one.
    """
    found = []
    for word in _words(text):
        rule, _, said = word.partition("=")
        level = _LEVELS.get(said.strip())
        if level is None:
            raise argparse.ArgumentTypeError(
                f"{word!r}; write RULE=LEVEL, with a level of {', '.join(_LEVELS)}"
            )
        found.append((_selector(rule), level))
    return tuple(found)


def globs(text: str) -> tuple[str, ...]:
    """The globs of `a/**,b`; the type of an argument.

    Raises:
        argparse.ArgumentTypeError: one of them could match no file of a repository.
    """
    from dativo_hooks.sources.globs import faults

    found = tuple(_words(text))
    for glob in found:
        if glob.startswith("/") or "\\" in glob or ".." in glob.split("/"):
            raise argparse.ArgumentTypeError(
                f"{glob!r} isn't a path from the root, with `/` and without `..`"
            )
    for index, says, _ in faults(found):
        raise argparse.ArgumentTypeError(f"{found[index]!r} {says}")
    return found


_LEVELS: dict[str, Level] = {"error": "error", "warning": "warning", "off": "off"}


def _words(text: str) -> list[str]:
    words = [word.strip() for word in text.split(",")]
    found = [word for word in words if word]
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is blank")
    return found


def _selector(word: str) -> str:
    from dativo_hooks.selectors import canonical, matched, nearest

    if matched(word):
        return canonical(word)
    near = nearest(word)
    hint = f"did you mean {near}?" if near else "`dativo-hooks rules` lists all of them"
    raise argparse.ArgumentTypeError(f"no rule is called {word.strip()!r}: {hint}")
