"""The edits of a finding, for programs that apply them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.redaction import redacted

if TYPE_CHECKING:
    from dativo_hooks.finding import Edit, Finding

FIXABLE = " [fixable]"
"""Ends the line of a finding that `--fix` mends, in what people read."""


def mark(finding: Finding) -> str:
    """`FIXABLE` where it is."""
    return FIXABLE if finding.edits else ""


def shown_edits(finding: Finding) -> tuple[Edit, ...]:
    """The edits to the letter; none where a letter of them may be a secret."""
    secret = finding.secret or any(redacted(edit.text) != edit.text for edit in finding.edits)
    return () if secret else finding.edits
