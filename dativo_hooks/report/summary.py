"""What a run found, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dativo_hooks.finding import Finding


def counted(findings: Sequence[Finding]) -> dict[str, int]:
    """Errors, warnings, files with either, and how many findings `--fix` mends."""
    errors = sum(finding.severity == "error" for finding in findings)
    return {
        "errors": errors,
        "warnings": len(findings) - errors,
        "files": len({finding.path for finding in findings}),
        "fixable": sum(bool(finding.edits) for finding in findings),
    }


def summary_line(summary: Mapping[str, int], fix: str = "`check --fix`") -> str:
    """The counts in words: `2 errors and 1 warning in 2 files; 1 fixable with --fix`.

    `fix` is what mends them, as it is typed.
    """
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for word, count in (("error", summary["errors"]), ("warning", summary["warnings"]))
        if count
    ]
    if not parts:
        return "no findings"
    files = summary["files"]
    fixable = f"; {summary['fixable']} fixable with {fix}" if summary["fixable"] else ""
    return f"{' and '.join(parts)} in {files} file{'' if files == 1 else 's'}{fixable}"
