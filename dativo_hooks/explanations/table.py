"""The explanation of each rule, each family of rules loaded when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dativo_hooks.explanations.explanation import Explanation
    from dativo_hooks.rule import Rule

FAMILIES: Mapping[str, str] = {
    "0": "reading",
    "1": "schema",
    "2": "references",
    "3": "policy",
    "4": "clouds",
    "5": "generation",
    "6": "drift",
    "7": "exemptions",
}
"""The module that explains the rules whose codes have this first digit."""


def explanation_of(rule: Rule) -> Explanation:
    """What there is to say about a rule.

    Raises:
        KeyError: nothing; a test holds every rule to having an explanation.
    """
    from importlib import import_module

    module = import_module(f"dativo_hooks.explanations.{FAMILIES[rule.code[2]]}")
    for one in module.EXPLANATIONS:
        if one.rule == rule:
            found: Explanation = one
            return found
    raise KeyError(rule.code)


def explanations() -> Iterator[Explanation]:
    """The explanations of all rules, by code."""
    return (explanation_of(rule) for rule in RULES)
