"""Rules that nobody may silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.selectors import matched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.rule import Rule

WATCH = "DH7"
"""The rules that watch over exemptions: one that could silence them would watch over nothing."""

READING = "DH0"
"""The rules of reading a file: one that nobody could read must not pass for one that is right."""


def why_locked(rule: Rule, locked: Iterable[str]) -> str:
    """Why a rule can't be silenced; "" where it can be.

    `locked` names rules as `selectors.py` has it.
    """
    if rule.code.startswith(WATCH):
        return "it watches over comments and the baseline"
    if rule.code.startswith(READING):
        return "what can't be read can't be checked"
    if any(rule in matched(selector) for selector in locked):
        return "the tag policy locks it"
    return ""
