"""The order in which findings are told where a reader stops early."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dativo_hooks.finding import Finding


def errors_first(findings: Sequence[Finding]) -> list[Finding]:
    """Errors, then warnings, each in the order that they had."""
    return sorted(findings, key=lambda finding: finding.severity != "error")
