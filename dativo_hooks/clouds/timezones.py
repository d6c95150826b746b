"""Time zones of schedules."""

from __future__ import annotations

from dativo_hooks.spelling import likely

_LONGEST = 50
"""Characters. botocore scheduler: ScheduleExpressionTimezone."""


def lint_timezone(name: str) -> str:
    """What is wrong with a time zone, and what to write; "" where nothing.

    Both schedulers take the names of the tz database. They ship with the package: what Python finds
    differs from machine to machine.

    >>> lint_timezone("Europe/Berlim")
    '`Europe/Berlim` is no name of the tz database; write `Europe/Berlin`'
    """
    from dativo_hooks.clouds.timezone_names import NAMES

    if name in NAMES:
        return ""
    if not name:
        return "a time zone is missing; write a name of the tz database, as `Europe/Berlin`"
    if len(name) > _LONGEST:
        return (
            f"a time zone of {len(name)} characters is too long, {_LONGEST} is the most; "
            "write a name of the tz database, as `Europe/Berlin`"
        )
    return f"`{name}` is no name of the tz database; write `{_nearest(name, NAMES)}`"


def _nearest(name: str, names: frozenset[str]) -> str:
    folded = {_folded(known): known for known in sorted(names, reverse=True)}
    cities = {key.rpartition("/")[2]: known for key, known in folded.items() if "/" in key}
    wanted = _folded(name)
    if wanted in folded:
        return folded[wanted]
    if wanted in cities:
        return cities[wanted]
    near = likely(wanted, folded, 0.75)
    return folded[near] if near else "UTC` or a name as `Europe/Berlin"


def _folded(name: str) -> str:
    return name.casefold().replace(" ", "_").replace("-", "_")
