"""Rules that nobody may silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.rule import Rule

OWN_FAMILY = "DH7"
"""The rules that watch over exemptions: one that could silence them would watch over nothing."""


def is_locked(rule: Rule, locked: Iterable[str]) -> bool:
    """Whether the policy locks a rule: by its code, its name, or the beginning of its code."""
    return any(rule.name == entry or rule.code.startswith(entry.upper()) for entry in locked)
