"""`gitlab`: a Code Quality report, which GitLab shows in merge requests.

Source: docs.gitlab.com/ci/testing/code_quality, Code Quality report format.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dativo_hooks.report.fingerprint import fingerprints
from dativo_hooks.report.safety import file_path, shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.finding import Finding
    from dativo_hooks.report.report import Report
    from dativo_hooks.rule import Severity

_SEVERITIES: Mapping[Severity, str] = {"error": "major", "warning": "minor"}


def render(report: Report) -> str:
    """The findings as a JSON array."""
    findings = report.findings
    issues = [
        _issue(finding, fingerprint)
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=True, indent=2) + "\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    description = shown_line(finding.message) or finding.rule.summary
    if finding.help:
        description += f" (help: {shown_line(finding.help)})"
    return {
        "description": description,
        "check_name": f"{finding.rule.code} {finding.rule.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": file_path(finding.path),
            "lines": {"begin": finding.span.start.line},
        },
    }
