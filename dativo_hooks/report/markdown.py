"""`markdown`: a summary for a step of GitHub Actions, or a comment: counts, a table, details."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.report.full import each_in_full
from dativo_hooks.report.order import errors_first
from dativo_hooks.report.safety import shown_line
from dativo_hooks.report.summary import counted, summary_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.finding import Finding
    from dativo_hooks.report.report import Report

MAX_BYTES = 1024 * 1024
"""Of a step's summary; GitHub drops a longer one whole (its runner's message says `1024k`)."""
MAX_IN_FULL = 100
MAX_CELL = 500
"""Characters."""

_SLACK = 4096
"""Bytes left for what stands around rows and details."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~$@#!:]|(?<=www)\.", re.IGNORECASE)
"""What may begin markup, a mention, a formula or a link."""


def render(report: Report) -> str:
    """The findings, errors first: all in a table, the first of them in full."""
    ordered = errors_first(report.findings)
    text = f"## dativo-hooks: {summary_line(counted(report.findings, report.hidden))}\n"
    if not ordered:
        return text
    text += "\n| Severity | Rule | Place | Message |\n| --- | --- | --- | --- |\n"
    rows = _within((_row(finding) for finding in ordered), MAX_BYTES // 2)
    text += "".join(rows)
    if len(rows) < len(ordered):
        text += f"\n{len(ordered) - len(rows)} more are not listed.\n"
    left = MAX_BYTES - _SLACK - len(text.encode())
    details = _within(each_in_full(ordered[:MAX_IN_FULL], report.line_of), left)
    if not details:
        return text
    what = "All" if len(details) == len(ordered) else f"The first {len(details)}"
    block = _fenced("".join(details))
    return f"{text}\n<details><summary>{what} in full</summary>\n\n{block}\n\n</details>\n"


def _row(finding: Finding) -> str:
    start = finding.span.start
    cells = (
        finding.severity,
        f"{finding.rule.code} {finding.rule.name}",
        f"{shown_line(finding.path)}:{start.line}:{start.column}",
        shown_line(finding.message),
    )
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _cell(text: str) -> str:
    """Text that stands for itself in a cell: what might be markup is a character reference."""
    if len(text) > MAX_CELL:
        text = f"{text[: MAX_CELL - 1]}…"
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


def _fenced(text: str) -> str:
    """A code block whose fence is longer than any that the text holds."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _within(parts: Iterable[str], size: int) -> list[str]:
    """The first parts that fit into so many bytes together."""
    kept: list[str] = []
    for part in parts:
        size -= len(part.encode())
        if size < 0:
            break
        kept.append(part)
    return kept
