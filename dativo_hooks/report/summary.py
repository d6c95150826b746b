"""What a run found, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dativo_hooks.finding import Finding


def counted(findings: Sequence[Finding]) -> dict[str, int]:
    """Errors, warnings, and files with either."""
    errors = sum(finding.severity == "error" for finding in findings)
    return {
        "errors": errors,
        "warnings": len(findings) - errors,
        "files": len({finding.path for finding in findings}),
    }


def summary_line(summary: Mapping[str, int]) -> str:
    """The counts in words: `2 errors and 1 warning in 2 files`."""
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for word, count in (("error", summary["errors"]), ("warning", summary["warnings"]))
        if count
    ]
    if not parts:
        return "no findings"
    files = summary["files"]
    return f"{' and '.join(parts)} in {files} file{'' if files == 1 else 's'}"
