"""What a run found, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dativo_hooks.finding import Finding
    from dativo_hooks.suppressed import Suppressed


def counted(findings: Sequence[Finding], hidden: Sequence[Suppressed] = ()) -> dict[str, int]:
    """Errors, warnings, files with either; what is hidden; how many findings `--fix` fixes."""
    errors = sum(finding.severity == "error" for finding in findings)
    suppressed = sum(one.by == "comment" for one in hidden)
    return {
        "errors": errors,
        "warnings": len(findings) - errors,
        "files": len({finding.path for finding in findings}),
        "suppressed": suppressed,
        "baselined": len(hidden) - suppressed,
        "fixable": sum(bool(finding.edits) for finding in findings),
    }


def summary_line(summary: Mapping[str, int], fix: str = "`check --fix`") -> str:
    """The counts in words: `2 errors in 1 file, 3 suppressed; 1 fixable with --fix`.

    `fix` is what fixes them, as it is typed.
    """
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for word, count in (("error", summary["errors"]), ("warning", summary["warnings"]))
        if count
    ]
    files = summary["files"]
    shown = f"{' and '.join(parts)} in {files} file{'' if files == 1 else 's'}"
    hidden = [f"{summary[how]} {how}" for how in ("suppressed", "baselined") if summary[how]]
    fixable = f"; {summary['fixable']} fixable with {fix}" if summary["fixable"] else ""
    return ", ".join([shown if parts else "no findings", *hidden]) + fixable
