"""`concise`: one line a finding, for editors and `grep`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.report.edits import mark
from dativo_hooks.report.safety import shown_line

if TYPE_CHECKING:
    from dativo_hooks.report.report import Report


def render(report: Report) -> str:
    """`path:line:col: CODE message`, a line a finding, `[fixable]` at its end where it is."""
    return "".join(
        f"{shown_line(finding.path)}:{finding.span.start.line}:{finding.span.start.column}: "
        f"{finding.rule.code} {shown_line(finding.message)}{mark(finding)}\n"
        for finding in report.findings
    )
