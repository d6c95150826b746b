"""What a format is given: one value for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dativo_hooks.finding import Finding
    from dativo_hooks.suppressed import Suppressed


def no_line(_path: str, _number: int) -> str:
    """The line of a file that can't be had."""
    return ""


class Report(NamedTuple):
    """What a run found.

    Attributes:
        findings: in the order in which they are shown; their paths are relative to git's top where
            the format's row says so, else to the root.
        hidden: what isn't reported, which may be counted.
        listed: those of `hidden` that are shown all the same, marked as such.
        line_of: gives a line of a file by path and number, "" where it can't be had.
        color: whether to use ANSI colours.
        warnings_fail: whether a warning makes the exit code 1, as an error does.
    """

    findings: Sequence[Finding]
    hidden: Sequence[Suppressed] = ()
    listed: Sequence[Suppressed] = ()
    line_of: Callable[[str, int], str] = no_line
    color: bool = False
    warnings_fail: bool = False
