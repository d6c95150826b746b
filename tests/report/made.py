"""Findings for tables of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Finding
from dativo_hooks.position import Position, Span
from dativo_hooks.report.formats import FORMATS, renderer
from dativo_hooks.report.report import Report, no_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dativo_hooks.suppressed import Suppressed

ERROR = Finding(
    "jobs/x.yaml",
    Span(Position(3, 6), Position(3, 11)),
    rules.VALUE_NOT_ALLOWED,
    "error",
    "`kind` isn't allowed",
    "write `a`",
    route=("kind",),
)
WARNING = ERROR._replace(
    rule=rules.LATEST_IMAGE, severity="warning", message="may change", route=("image",)
)


def moved(finding: Finding, lines: int) -> Finding:
    """The finding so many lines further down."""
    start, end = finding.span
    span = Span(start._replace(line=start.line + lines), end._replace(line=end.line + lines))
    return finding._replace(span=span)


def rendered(
    form: str,
    findings: Sequence[Finding],
    *,
    listed: Sequence[Suppressed] = (),
    line_of: Callable[[str, int], str] = no_line,
    color: bool = False,
    warnings_fail: bool = False,
) -> str:
    """The findings in a format, and those that are hidden and listed."""
    report = Report(findings, listed, listed, line_of, color, warnings_fail)
    return renderer(FORMATS[form])(report)
