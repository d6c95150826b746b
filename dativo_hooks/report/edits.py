"""The edits of a finding, for programs that apply them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.report.safety import shown_line

if TYPE_CHECKING:
    from dativo_hooks.finding import Edit, Finding

FIXABLE = " [fixable]"
"""Ends the line of a finding that `--fix` fixes, in what people read."""


def mark(finding: Finding) -> str:
    """`FIXABLE` where it is."""
    return FIXABLE if finding.edits else ""


def shown_edits(finding: Finding) -> tuple[Edit, ...]:
    """The edits to the letter; none where one may not be shown to the letter."""
    hidden = finding.secret or any(shown_line(edit.text) != edit.text for edit in finding.edits)
    return () if hidden else finding.edits
