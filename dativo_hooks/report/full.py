"""`full`: each finding with the line it is about, a caret, what else matters, and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.report.edits import mark
from dativo_hooks.report.safety import shown, shown_line, snippet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dativo_hooks.finding import Finding

LINE_WIDTH = 120
"""Columns of a snippet; a longer line is cut around what is marked."""

_COLORS = {"error": "1;31", "warning": "1;33", "path": "1", "mark": "1;34", "+": "32", "-": "31"}


def full(
    findings: Sequence[Finding], line_of: Callable[[str, int], str], *, color: bool = False
) -> str:
    """The findings as text.

    Args:
        findings: in the order in which they are shown.
        line_of: gives a line of a file, "" where it can't be had.
        color: whether to use ANSI colours.
    """
    paint = _paint if color else _plain
    return "".join(f"{chr(10).join(_lines(f, line_of, paint))}\n\n" for f in findings)


def _lines(
    finding: Finding, line_of: Callable[[str, int], str], paint: Callable[[str, str], str]
) -> Iterator[str]:
    start = finding.span.start
    where = paint("path", f"{shown_line(finding.path)}:{start.line}:{start.column}")
    what = paint(finding.severity, f"{finding.severity} {finding.rule.code}")
    yield f"{where}: {what} {finding.rule.name}: {shown_line(finding.message)}{mark(finding)}"
    line = line_of(finding.path, start.line)
    if line:
        yield from _marked(finding, line, paint)
    for related in finding.related:
        place = f"{shown_line(related.path)}:{related.position.line}:{related.position.column}"
        yield f"  {paint('mark', 'note:')} {place}: {shown_line(related.message)}"
    for text in shown(finding.diff).splitlines():
        yield "  " + (paint(text[0], text) if text[:1] in {"+", "-"} else text)
    if finding.help:
        yield f"  {paint('mark', 'help:')} {shown_line(finding.help)}"


def _marked(finding: Finding, line: str, paint: Callable[[str, str], str]) -> Iterator[str]:
    start, end = finding.span
    number = str(start.line)
    gutter = " " * len(number)
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(line)
    text = snippet(finding, line)
    # What is spelt out or hidden before the mark, or in it, moves the caret.
    last = len(shown(line[:last])) if not finding.secret else len(shown(line[:first])) + 3
    first = len(shown(line[:first]))
    cut = ""
    if len(text) > LINE_WIDTH:
        begin = max(0, min(first - 20, len(text) - LINE_WIDTH))
        cut = "…" if begin else ""
        text = (
            cut + text[begin : begin + LINE_WIDTH] + ("…" if begin + LINE_WIDTH < len(text) else "")
        )
        first, last = first - begin + len(cut), last - begin + len(cut)
    last = max(first + 1, min(last, len(text)))
    pad = "".join("\t" if c == "\t" else " " * _width(c) for c in text[:first].ljust(first))
    caret = "^" * max(1, sum(map(_width, text[first:last])))
    bar = paint("mark", "|")
    yield f"{gutter} {bar}"
    yield f"{paint('mark', number)} {bar} {text}"
    yield f"{gutter} {bar} {pad}{paint(finding.severity, caret)}"


def _width(character: str) -> int:
    """Columns that a terminal gives to a character."""
    if character.isascii():
        return 1
    import unicodedata

    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _paint(style: str, text: str) -> str:
    return f"\x1b[{_COLORS[style]}m{text}\x1b[0m"


def _plain(_: str, text: str) -> str:
    return text
