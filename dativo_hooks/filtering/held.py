"""Jobs that are held back for the secrets in their sources: nothing of theirs is written.

What a comment, the baseline or the configuration lets pass holds nothing back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.generation.header import header_of
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dativo_hooks.finding import Finding
    from dativo_hooks.tree import Tree

_DRIFT = "DH6"


def held_jobs(
    findings: Iterable[Finding], made_of: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """The jobs that hold a secret, or name a file that does; and what is generated from them.

    `made_of`: by job and by generated file, the job and the files that it names.
    """
    files = {one.path for one in findings if one.rule == rules.SECRET and one.severity == "error"}
    if not files:
        return frozenset()
    return frozenset(path for path, sources in made_of.items() if not files.isdisjoint(sources))


def without_drift_of_held(
    findings: tuple[Finding, ...], made_of: Mapping[str, Collection[str]], tree: Tree
) -> tuple[Finding, ...]:
    """The findings without the drift of jobs that `generate` wouldn't write."""
    held = held_jobs(findings, made_of)
    if not held:
        return findings

    def waits(finding: Finding) -> bool:
        if not finding.rule.code.startswith(_DRIFT):
            return False
        return finding.path in held or _job_of(finding.path, tree) in held

    return tuple(finding for finding in findings if not waits(finding))


def _job_of(path: str, tree: Tree) -> str | None:
    """The job that a generated file says it is of."""
    if path not in tree.paths:
        return None
    try:
        header = header_of(tree.read(path))
    except UnreadableFile:
        return None
    return None if header is None else header.job
