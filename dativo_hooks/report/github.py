"""`github`: workflow commands, which GitHub Actions shows as annotations of the changed lines.

Source: docs.github.com, Workflow commands for GitHub Actions; escapes as in `escapeData` and
`escapeProperty` of github.com/actions/toolkit, packages/core/src/command.ts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.report.order import errors_first
from dativo_hooks.report.safety import shown_line

if TYPE_CHECKING:
    from dativo_hooks.finding import Finding
    from dativo_hooks.report.report import Report

_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans(
    {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"},
)


def render(report: Report) -> str:
    """A command a finding, errors first: of each step GitHub shows 10 errors and 10 warnings."""
    return "".join(f"{_command(finding)}\n" for finding in errors_first(report.findings))


def _command(finding: Finding) -> str:
    start, end = finding.span
    properties: dict[str, object] = {
        "file": shown_line(finding.path),
        "line": start.line,
        "endLine": end.line,
    }
    if start.line == end.line:  # GitHub takes columns within one line only
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"{finding.rule.code} {finding.rule.name}"
    text = shown_line(finding.message) or finding.rule.summary
    if finding.help:
        text += f"\nhelp: {shown_line(finding.help)}"
    written = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTIES)}" for name, value in properties.items()
    )
    return f"::{finding.severity} {written}::{text.translate(_IN_DATA)}"
