"""A finding that isn't reported, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from dativo_hooks.finding import Finding


class Suppressed(NamedTuple):
    """A finding that a comment or the baseline hides.

    `reason` is what the comment gives; of the baseline, its file.
    """

    finding: Finding
    by: Literal["comment", "baseline"]
    reason: str
