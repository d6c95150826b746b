"""The configuration as it is once `--select`, `--ignore`, `--severity`, `--exclude` have spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.errors import UsageError
from dativo_hooks.filtering.selection import Demand, denied
from dativo_hooks.model.configuration import PathRules
from dativo_hooks.selectors import matched, weight

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from dativo_hooks.model.configuration import Configuration, Level
    from dativo_hooks.rule import Rule

EVERYWHERE = ("**",)


def with_selection(configuration: Configuration, arguments: argparse.Namespace) -> Configuration:
    """The configuration with what the command line says: any of it could stand in the file.

    Raises:
        UsageError: it would switch off or lower a rule that is locked.
    """
    select = _joined(arguments.select)
    ignore = _joined(arguments.ignore)
    severity: dict[str, Level] = {
        selector: level for given in arguments.severity or () for selector, level in given
    }
    demands = [
        *((f"--ignore {selector}", Demand((), selector, "off")) for selector in ignore),
        *(
            (f"--severity {selector}={level}", Demand((), selector, level))
            for selector, level in severity.items()
        ),
    ]
    for option, demand in demands:
        why = denied(demand, configuration)
        if why is not None:
            raise UsageError(f"{why} (`{option}`)")
    choice = configuration.rules
    if select:
        # It begins anew: what the file switches off is on again where it is selected.
        choice = choice._replace(select=select, ignore=(), severity=_on(choice.severity))
        policy = configuration.tag_policy
        policy = policy._replace(severity=_on(policy.severity))
        configuration = configuration._replace(tag_policy=policy)
    if ignore or severity:
        last = PathRules(EVERYWHERE, _outweighing(ignore, select, severity), severity)
        choice = choice._replace(per_path=(*choice.per_path, last))
    return configuration._replace(
        rules=choice,
        exclude=(*configuration.exclude, *_joined(getattr(arguments, "exclude", None))),
    )


def _joined(given: Iterable[tuple[str, ...]] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in given or () for word in words))


def _on(severity: Mapping[str, Level]) -> dict[str, Level]:
    return {selector: level for selector, level in severity.items() if level != "off"}


def _outweighing(
    ignore: Iterable[str], select: Iterable[str], severity: Mapping[str, Level]
) -> tuple[str, ...]:
    """What `--ignore` switches off although `--select` names it: the selectors, or single codes."""
    found: list[str] = []
    for selector in ignore:
        rules, heavy = matched(selector), weight(selector)
        if all(heavy >= _heaviest(select, rule) for rule in rules):
            found.append(selector)
        else:
            narrower = (*select, *severity)
            found += [rule.code for rule in rules if heavy >= _heaviest(narrower, rule)]
    return tuple(dict.fromkeys(found))


def _heaviest(selectors: Iterable[str], rule: Rule) -> int:
    return max((weight(one) for one in selectors if rule in matched(one)), default=0)
