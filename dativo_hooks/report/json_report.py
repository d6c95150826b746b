"""`json`: for programs. The form is that of `schemas/findings.schema.json`.

A change that breaks readers raises `version`; a new key doesn't.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dativo_hooks.report.edits import shown_edits
from dativo_hooks.report.safety import file_path, shown, shown_line
from dativo_hooks.report.summary import counted

if TYPE_CHECKING:
    from dativo_hooks.finding import Edit, Finding
    from dativo_hooks.report.report import Report
    from dativo_hooks.suppressed import Suppressed

VERSION = 1


def render(report: Report) -> str:
    """The findings as one JSON object; lines and columns count from 1, paths use `/`."""
    document = {
        "version": VERSION,
        "findings": [_finding(finding) for finding in report.findings],
        **({"suppressed": [_hidden(one) for one in report.listed]} if report.listed else {}),
        "summary": counted(report.findings, report.hidden),
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"


def _hidden(one: Suppressed) -> dict[str, Any]:
    return {**_finding(one.finding), "suppressed_by": one.by, "reason": shown_line(one.reason)}


def _finding(finding: Finding) -> dict[str, Any]:
    start, end = finding.span
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity,
        "message": shown(finding.message),
        "help": shown(finding.help),
        "path": file_path(finding.path),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "related": [
            {
                "path": file_path(related.path),
                "line": related.span.start.line,
                "column": related.span.start.column,
                "end_line": related.span.end.line,
                "end_column": related.span.end.column,
                "message": shown(related.message),
            }
            for related in finding.related
        ],
        "fixable": bool(finding.edits),
        **({"edits": edits} if (edits := [_edit(edit) for edit in shown_edits(finding)]) else {}),
        **({"diff": shown(finding.diff)} if finding.diff else {}),
    }


def _edit(edit: Edit) -> dict[str, Any]:
    start, end = edit.span
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": edit.text,
    }
