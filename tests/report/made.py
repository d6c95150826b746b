"""Findings for tables of cases."""

from __future__ import annotations

from dativo_hooks import rules
from dativo_hooks.finding import Finding
from dativo_hooks.position import Position, Span

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
