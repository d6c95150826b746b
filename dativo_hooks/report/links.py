"""Where the project and its pages are on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import __version__

if TYPE_CHECKING:
    from dativo_hooks.rule import Rule

HOME = "https://github.com/dativo-io/dativo-hooks"


def rule_page(rule: Rule) -> str:
    """The page of a rule, as it was when this version was released."""
    return f"{HOME}/blob/v{__version__}/docs/rules/{rule.page}"
