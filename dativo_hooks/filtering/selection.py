"""Which findings are reported, and how severe each is.

What is said of a rule is weighed in this order, the last word that speaks of it wins:

1. how severe the rule is by itself;
2. `tag_policy.severity` and `rules` of the configuration, where the narrowest selector wins; of
   two that are as narrow `ignore` wins over `severity`, `rules` over `tag_policy`, and the code
   over the name;
3. the entries of `rules.per_path` that match the file, one after the other;
4. `--ignore` and `--severity`, which are one more entry for all files (see
   `cli/selecting.py`; `--select` stands for `rules.select` and `rules.ignore`).

A rule that `select` doesn't mean is off whatever the rest says; one that is locked stays on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.selectors import matched, weight
from dativo_hooks.sources.globs import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dativo_hooks.model.configuration import Configuration, Level
    from dativo_hooks.position import Route
    from dativo_hooks.rule import Rule, Severity

FIXED = "DH0"
"""The rules of reading a file, which are always locked: a file that nobody could read must not pass
for one that is right. `exclude` is how a file is left out, for all to see."""

POLICY_RULES = "DH3"
"""The rules whose severity `tag_policy.severity` may set: those of the tag policy."""

_STOPPING = ("DH0", "DH1", "DH2", "DH4", "DH5")

_RANKS: Mapping[Level | None, int] = {None: -1, "off": 0, "warning": 1, "error": 2}

_NOWHERE = -1
"""Lighter than any selector."""


class Demand(NamedTuple):
    """One entry that asks for a level; `on_key`: its route leads to a key of the configuration."""

    route: Route
    selector: str
    level: Level
    on_key: bool = False


class _Settled(NamedTuple):
    """What holds of a rule: everywhere, where globs match, and at least."""

    level: Level
    per_path: tuple[tuple[tuple[str, ...], Level], ...]
    floor: Level | None


class Selection:
    """What a configuration makes of each finding. A rule is resolved when it is first seen."""

    def __init__(self, configuration: Configuration) -> None:
        """Keep the configuration, whose selectors and globs are right."""
        self._configuration = configuration
        self._settled: dict[str, _Settled] = {}

    def level(self, rule: Rule, path: str) -> Severity | None:
        """How severe a rule is in a file; None where it isn't reported."""
        settled = self._settled.get(rule.code)
        if settled is None:
            settled = self._settled[rule.code] = _settle(rule, self._configuration)
        level = settled.level
        for globs, word in settled.per_path:
            if word != level and within(path, globs):
                level = word
        if _RANKS[level] < _RANKS[settled.floor]:
            assert settled.floor is not None
            level = settled.floor
        return None if level == "off" else level


def floor(rule: Rule, configuration: Configuration) -> Severity | None:
    """The level that nothing may bring a locked rule below; None of a rule that isn't locked.

    It is what `tag_policy.severity` makes of the rule, else how severe it is by itself; and no less
    than what a project above makes of it.
    """
    policy = configuration.tag_policy
    above = configuration.floors.get(rule.code)
    if not rule.code.startswith(FIXED) and _heaviest(policy.locked, rule) == _NOWHERE:
        return above
    level = policy.severity.get(rule.code, policy.severity.get(rule.name))
    if level is None or level == "off":
        level = rule.severity
    return level if above is None or _RANKS[above] < _RANKS[level] else above


def stops(rule: Rule) -> bool:
    """Whether a file that breaks the rule, or what is made of it, isn't looked at any further."""
    return rule.severity == "error" and rule.code.startswith(_STOPPING)


def denied(demand: Demand, configuration: Configuration) -> str | None:
    """Why a demand can't be met at all; None where it can be.

    A wide one, which means other rules as well, is met as far as it can be.
    """
    meant = matched(demand.selector)
    floors = [floor(rule, configuration) for rule in meant]
    if None in floors:
        return None
    for rule, lowest in zip(meant, floors, strict=True):
        if _RANKS[demand.level] < _RANKS[lowest]:
            does = "switched off" if demand.level == "off" else f"made a {demand.level}"
            if rule.code.startswith(FIXED):
                why = "what can't be checked must not pass for right"
            elif rule.code in configuration.floors:
                why = "the project above locks it (`tag_policy.locked`)"
            else:
                why = "`tag_policy.locked` has it"
            return f"{rule.code} `{rule.name}` can't be {does}: {why}"
    return None


def demands(configuration: Configuration) -> Iterator[Demand]:
    """Everything in a configuration that may bring a rule down."""
    for name, level in configuration.tag_policy.severity.items():
        # How severe a locked rule is else, the policy that locks it says here.
        if level == "off" or configuration.floors:
            yield Demand(("tag_policy", "severity", name), name, level, on_key=True)
    choice = configuration.rules
    yield from _demands(("rules",), choice.ignore, choice.severity)
    for index, entry in enumerate(choice.per_path):
        yield from _demands(("rules", "per_path", index), entry.ignore, entry.severity)


def _demands(
    route: Route, ignore: Iterable[str], severity: Mapping[str, Level]
) -> Iterator[Demand]:
    for index, selector in enumerate(ignore):
        yield Demand((*route, "ignore", index), selector, "off")
    for selector, level in severity.items():
        yield Demand((*route, "severity", selector), selector, level, on_key=True)


def _settle(rule: Rule, configuration: Configuration) -> _Settled:
    lowest = floor(rule, configuration)
    choice, policy = configuration.rules, configuration.tag_policy
    selected = _heaviest(choice.select, rule)
    if selected == _NOWHERE:
        return _Settled("off", (), lowest)
    # What else may stand in the policy's own section has no say there.
    of_policy = policy.severity if rule.code.startswith(POLICY_RULES) else {}
    level = _word(rule, selected, choice.ignore, of_policy, choice.severity) or rule.severity
    words = (
        (entry.paths, _word(rule, _NOWHERE, entry.ignore, entry.severity))
        for entry in choice.per_path
    )
    return _Settled(level, tuple((paths, word) for paths, word in words if word), lowest)


def _word(
    rule: Rule, selected: int, ignore: Iterable[str], *severities: Mapping[str, Level]
) -> Level | None:
    """What one place of the configuration says of a rule; None where it says nothing.

    `selected` is the weight of what selects the rule there. Of `severities` a later one wins over
    an earlier one that is as narrow, and the code over the name.
    """
    level: Level | None = None
    heaviest = (_NOWHERE, 0, False)
    for rank, severity in enumerate(severities):
        for selector, said in severity.items():
            if rule in matched(selector):
                heavy = (weight(selector), rank, selector.strip().upper() == rule.code)
                if heavy > heaviest:
                    level, heaviest = said, heavy
    ignored = _heaviest(ignore, rule)
    if level == "off":
        return "off" if max(ignored, heaviest[0]) >= selected else None
    if ignored > _NOWHERE and ignored >= max(selected, heaviest[0]):
        return "off"
    return level


def _heaviest(selectors: Iterable[str], rule: Rule) -> int:
    """The weight of the narrowest selector that means a rule, `_NOWHERE` where none does."""
    weights = (weight(selector) for selector in selectors if rule in matched(selector))
    return max(weights, default=_NOWHERE)
