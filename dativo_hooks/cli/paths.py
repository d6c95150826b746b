"""Paths as those see them who look at the whole git repository, not at one project in it."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

from dativo_hooks.cli.session import relative_to_root
from dativo_hooks.errors import UsageError
from dativo_hooks.repository.separators import holds, relative, slashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dativo_hooks.cli.session import Session
    from dativo_hooks.finding import Finding


def from_git_top(
    findings: Sequence[Finding], session: Session, config: str | None
) -> list[Finding]:
    """The findings with paths from the top of the git repository; from the root outside of git.

    `config` is the value of `--config`: a configuration outside of the root has the path that was
    typed. What lies outside of the repository has an absolute path, which begins with `/`.
    """
    places = _outside(session, config)

    def place(path: str) -> str:
        return places.get(path) or session.root.prefix + path

    return [
        finding._replace(
            path=place(finding.path),
            related=tuple(one._replace(path=place(one.path)) for one in finding.related),
        )
        for finding in findings
    ]


def _outside(session: Session, config: str | None) -> dict[str, str]:
    """The configuration's path as it is reported, and from the top, where the root lacks it."""
    if config is None:
        return {}
    try:
        relative_to_root(session.root, config)
    except UsageError:
        reported = posixpath.normpath(slashed(config))
        top = session.root.git_top or session.root.path
        absolute = os.path.realpath(config)
        if holds(top, absolute) and (path := relative(absolute, top)) is not None:
            return {reported: path}
        return {reported: f"/{slashed(absolute).lstrip('/')}"}
    return {}
