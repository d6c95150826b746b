"""Which formats findings are written in, and where to."""

from __future__ import annotations

import argparse
import os
from typing import NamedTuple

from dativo_hooks.errors import UsageError
from dativo_hooks.report.formats import FORMATS

VARIABLE = "DATIVO_HOOKS_OUTPUT_FORMAT"


class Output(NamedTuple):
    """A format, and the file that gets it; None is standard output."""

    format: str
    file: str | None = None


def output(text: str) -> Output:
    """What `FORMAT` or `FORMAT=FILE` asks for; the type of an argument.

    Raises:
        argparse.ArgumentTypeError: it names no format, or no file after `=`.
    """
    form, equals, file = text.partition("=")
    if form not in FORMATS:
        raise argparse.ArgumentTypeError(f"{text!r}; choose from {', '.join(FORMATS)}")
    if equals and not file:
        raise argparse.ArgumentTypeError(f"{text!r} names no file after `=`")
    return Output(form, file or None)


def settle_outputs(arguments: argparse.Namespace) -> None:
    """Set `arguments.outputs` (`Output`s, at least one) from the flags and the environment.

    A command without these flags gets none.

    Raises:
        UsageError: they don't go together, or the environment names no format.
    """
    if not hasattr(arguments, "output_file"):
        return  # a command that reports no findings
    outputs: list[Output] = arguments.output_format or [_default()]
    file = arguments.output_file
    if file is not None:
        if len(outputs) > 1 or outputs[0].file is not None:
            raise UsageError(
                "--output-file goes with one --output-format that has no file of its own; "
                "write `--output-format FORMAT=FILE` for each"
            )
        outputs = [outputs[0]._replace(file=file)]
    for place in {one.file for one in outputs}:
        sharing = [one.format for one in outputs if one.file == place]
        if len(sharing) > 1:
            where = "standard output" if place is None else place
            raise UsageError(
                f"{' and '.join(sharing)} can't share {where}: write "
                f"`--output-format {sharing[-1]}=FILE`"
            )
    arguments.outputs = tuple(outputs)


def on_screen(arguments: argparse.Namespace) -> str | None:
    """The format that goes to standard output, None where all go to files."""
    return next((one.format for one in arguments.outputs if one.file is None), None)


def keep_diff_apart(arguments: argparse.Namespace) -> None:
    """Refuse to print a diff where a document goes.

    Raises:
        UsageError: the findings go to standard output as a document.
    """
    form = on_screen(arguments)
    if form is not None and FORMATS[form].shape == "document":
        raise UsageError(f"--diff and findings as {form} don't share one stream: add --output-file")


def _default() -> Output:
    text = os.environ.get(VARIABLE)
    if not text:
        return Output("full")
    try:
        return output(text)
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"{VARIABLE} is {error}") from None
