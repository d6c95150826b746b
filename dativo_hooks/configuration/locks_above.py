"""What a project below must keep to: the rules that the project above, which names it, locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.filtering.selection import floor
from dativo_hooks.selectors import matched
from dativo_hooks.sources.refused import is_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.rule import Severity


def locked_above(above: Mapping[str, Configuration], folder: str) -> dict[str, Severity]:
    """How severe rules are at least, by their codes, whatever the project below says.

    Args:
        above: the configurations of the folders above, by these folders: "" is the top.
        folder: the project below, from the top.
    """
    floors: dict[str, Severity] = {}
    for its, configuration in above.items():
        below = folder.removeprefix(f"{its}/") if its else folder
        if not is_named(below, configuration):
            continue
        for selector in configuration.tag_policy.locked:
            for rule in matched(selector):
                lowest = floor(rule, configuration)
                if lowest is not None and floors.get(rule.code) != "error":
                    floors[rule.code] = lowest
    return floors
