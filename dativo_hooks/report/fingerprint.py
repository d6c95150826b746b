"""What tells a finding from all others and stays the same when its lines move."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from dativo_hooks.report.safety import file_path, shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dativo_hooks.finding import Finding

_POSITION = re.compile(r"\b(line|column) \d+")
"""Where a message speaks of a place, which moves."""


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A fingerprint for each finding: 32 hexadecimal digits, no two alike.

    Made of the rule, the path, the route within the document and the message without its lines
    and columns; findings that share all of these are counted. Secrets take no part in it.
    """
    import json
    from hashlib import sha256

    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        message = without_positions(shown_line(finding.message))
        what = [finding.rule.code, file_path(finding.path), _shown_route(finding), message]
        key = json.dumps(what)  # ASCII, whatever the path holds
        seen[key] += 1
        found.append(sha256(f"{key} {seen[key]}".encode()).hexdigest()[:32])
    return found


def without_positions(message: str) -> str:
    """A message without the lines and columns that it names."""
    return _POSITION.sub(r"\1", message)


def _shown_route(finding: Finding) -> list[str | int]:
    return [step if isinstance(step, int) else shown_line(step) for step in finding.route]
