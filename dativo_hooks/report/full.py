"""`full`: each finding with the line it is about, what else matters, and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.report.columns import WIDTH, wrapped
from dativo_hooks.report.edits import mark
from dativo_hooks.report.links import rule_page
from dativo_hooks.report.safety import shown, shown_line
from dativo_hooks.report.snippet import snippet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dativo_hooks.finding import Finding
    from dativo_hooks.position import Span
    from dativo_hooks.report.report import Report
    from dativo_hooks.rule import Rule

_COLORS = {
    "error": "1;31",
    "warning": "1;33",
    "mark": "1;34",
    "help": "1;36",
    "link": "2",
    "+": "32",
    "-": "31",
}

_LONGEST_LINE = 5_000
"""Characters. A longer line isn't shown: each of its findings would take the time of all of it."""

_HANG = "  "
"""Stands before the second line of a paragraph, and those after it."""


def render(report: Report) -> str:
    """The findings as text of `WIDTH` columns, but for what can't be broken."""
    return "".join(each_in_full(report.findings, report.line_of, color=report.color))


def each_in_full(
    findings: Iterable[Finding], line_of: Callable[[str, int], str], *, color: bool = False
) -> Iterator[str]:
    """The text of each finding, the blank line after it included; see `Report`."""
    painter = _Painter(line_of, color=color)
    for finding in findings:
        yield f"{chr(10).join(painter.lines(finding))}\n\n"


class _Painter:
    def __init__(self, line_of: Callable[[str, int], str], *, color: bool) -> None:
        self.line_of = line_of
        self.color = color
        self.linked: set[Rule] = set()

    def lines(self, finding: Finding) -> Iterator[str]:
        """The lines of a finding."""
        gutter = max(
            len(str(span.start.line)) for span in (finding.span, *(r.span for r in finding.related))
        )
        yield from self.paragraph(
            finding.severity,
            f"{finding.severity} {finding.rule.code}",
            f" {finding.rule.name}: {shown_line(finding.message)}{mark(finding)}",
        )
        yield from self.place(
            finding.path, finding.span, gutter, finding.severity, secret=finding.secret
        )
        for related in finding.related:
            yield from self.paragraph("mark", "note:", f" {shown_line(related.message)}")
            yield from self.place(related.path, related.span, gutter, "mark", secret=related.secret)
        for text in shown(finding.diff).splitlines():
            yield "  " + (self.paint(text[0], text) if text[:1] in {"+", "-"} else text)
        if finding.help:
            yield from self.paragraph("help", "help:", f" {shown_line(finding.help)}")
        if finding.rule not in self.linked:  # once is enough: it fills a line of its own
            self.linked.add(finding.rule)
            yield self.paint("link", f"docs: {rule_page(finding.rule)}")

    def paragraph(self, style: str, head: str, text: str) -> Iterator[str]:
        """Wrapped text, whose head is painted."""
        first, *others = wrapped(head + text, _HANG)
        yield self.paint(style, head) + first[len(head) :]
        yield from others

    def place(
        self, path: str, span: Span, gutter: int, style: str, *, secret: bool
    ) -> Iterator[str]:
        """Where something stands, and the line with what is meant marked."""
        start, end = span
        pad = " " * gutter
        arrow, bar = self.paint("mark", "-->"), self.paint("mark", "|")
        yield f"{pad}{arrow} {shown_line(path)}:{start.line}:{start.column}"
        # The start of a file stands for all of it: no text is meant.
        line = "" if start == end == (1, 1) else self.line_of(path, start.line)
        if line and len(line) <= _LONGEST_LINE:
            found = snippet(line, span, WIDTH - gutter - len(" | "), secret=secret)
            yield f"{pad} {bar}"
            yield f"{self.paint('mark', f'{start.line:>{gutter}}')} {bar} {found.text}"
            yield f"{pad} {bar} {' ' * found.before}{self.paint(style, '^' * found.carets)}"

    def paint(self, style: str, text: str) -> str:
        """The text in a colour, if any."""
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if self.color else text
