"""What a run found, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dativo_hooks.finding import Finding
    from dativo_hooks.hidden import Hidden


def counted(findings: Sequence[Finding], hidden: Sequence[Hidden] = ()) -> dict[str, int]:
    """Errors, warnings, and files with either; what comments and the baseline hide."""
    errors = sum(finding.severity == "error" for finding in findings)
    suppressed = sum(one.by == "comment" for one in hidden)
    return {
        "errors": errors,
        "warnings": len(findings) - errors,
        "files": len({finding.path for finding in findings}),
        "suppressed": suppressed,
        "baselined": len(hidden) - suppressed,
    }


def summary_line(summary: Mapping[str, int]) -> str:
    """The counts in words: `2 errors and 1 warning in 2 files, 3 suppressed`."""
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for word, count in (("error", summary["errors"]), ("warning", summary["warnings"]))
        if count
    ]
    files = summary["files"]
    shown = f"{' and '.join(parts)} in {files} file{'' if files == 1 else 's'}"
    hidden = [f"{summary[how]} {how}" for how in ("suppressed", "baselined") if summary[how]]
    return ", ".join([shown if parts else "no findings", *hidden])
