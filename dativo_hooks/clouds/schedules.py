"""Schedules: what EventBridge Scheduler and Cloud Scheduler take, and one as the other writes it.

Everything here is text to text: nothing asks what time it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.clouds.cron_aws import lint_aws, read_aws
from dativo_hooks.clouds.cron_fields import spelt
from dativo_hooks.clouds.cron_unix import lint_unix, read_unix
from dativo_hooks.clouds.timezones import lint_timezone

if TYPE_CHECKING:
    from collections.abc import Callable

    from dativo_hooks.clouds.cron_fields import FieldRead, Item

__all__ = [
    "Translation",
    "aws_expression",
    "lint_aws",
    "lint_timezone",
    "lint_unix",
    "unix_cron",
]


class Translation(NamedTuple):
    """A schedule in the other dialect, or why it can't be said there. One of the two is empty."""

    text: str
    refusal: str


def aws_expression(cron: str) -> Translation:
    """A unix cron expression as AWS writes it, where it means exactly the same.

    >>> aws_expression("0 2 * * 1-5").text
    'cron(0 2 ? * 2-6 *)'
    """
    fields, fault = read_unix(cron)
    if fault:
        return Translation("", fault)
    minutes, hours, days, months, weekdays = fields
    if "*" not in {days.text, weekdays.text}:
        return Translation(
            "",
            f"unix cron runs where day-of-month `{days.text}` or day-of-week `{weekdays.text}` "
            "fits, and AWS takes only one of the two; write `*` for one of them",
        )
    on, by_weekday = (
        (_listed(days), "?")
        if weekdays.everything
        else ("?", ",".join(dict.fromkeys(_aws_days(item) for item in weekdays.items)))
    )
    return _checked(
        f"cron({_listed(minutes)} {_listed(hours)} {on} {_listed(months)} {by_weekday} *)",
        lint_aws,
    )


def unix_cron(expression: str) -> Translation:
    """An AWS expression as unix cron, where that can say it.

    A rate becomes the cron of the same interval, counted from midnight: AWS counts from the moment
    when the schedule was made, which no file knows.

    >>> unix_cron("cron(0/15 8-17 ? * MON-FRI *)").text
    '*/15 8-17 * * MON-FRI'
    """
    schedule = read_aws(expression)
    if schedule.fault:
        return Translation("", schedule.fault)
    if schedule.unit:
        return _unix_rate(schedule.rate, schedule.unit)
    if not schedule.cron:
        return Translation("", "at(…) runs once, and cron has no such thing; write a cron")
    minutes, hours, days, months, weekdays, years = schedule.cron
    if not years.everything and years.values != frozenset(range(1970, 2200)):
        return Translation("", f"unix cron knows no year, here `{years.text}`; write `*` for it")
    for found in (days, weekdays):
        if found.text != "?" and not found.items:
            return Translation(
                "", f"unix cron has no `L`, `W` or `#`, here `{found.text}`; write the days"
            )
    by_weekday = (
        "*"
        if weekdays.everything or not weekdays.items
        else ",".join(_unix_days(item) for item in weekdays.items)
    )
    on = _listed(days) if days.items else "*"
    return _checked(
        f"{_listed(minutes)} {_listed(hours)} {on} {_listed(months)} {by_weekday}", lint_unix
    )


def _checked(text: str, lint: Callable[[str], str]) -> Translation:
    fault = lint(text)
    return Translation("", fault) if fault else Translation(text, "")


def _listed(field: FieldRead) -> str:
    """A field whose numbers mean the same in both dialects."""
    return "*" if field.everything else ",".join(map(spelt, field.items))


def _aws_days(item: Item) -> str:
    """Days of the week counted from 1, not 0; steps and what runs over Saturday as a list."""
    if item.step == 1 and not (item.start.isdigit() or item.end.isdigit()):
        return spelt(item)
    if item.step == 1 and (item.last < 7 or item.first == 7):
        days = [item.first % 7 + 1, item.last % 7 + 1]
        return "-".join(map(str, dict.fromkeys(days)))
    return ",".join(map(str, sorted({day % 7 + 1 for day in item.values})))


def _unix_days(item: Item) -> str:
    if not (item.start.isdigit() or item.end.isdigit()):
        return spelt(item)
    return "-".join(map(str, dict.fromkeys((item.first - 1, item.last - 1))))


def _unix_rate(count: int, unit: str) -> Translation:
    shown = f"rate({count} {unit}{'s' * (count > 1)})"
    if unit == "minute" and count % 60 == 0:
        count, unit = count // 60, "hour"
    if unit == "hour" and count % 24 == 0:
        count, unit = count // 24, "day"
    every = "*" if count == 1 else f"*/{count}"
    if unit == "minute" and 60 % count == 0:
        return Translation(f"{every} * * * *", "")
    if unit == "hour" and 24 % count == 0:
        return Translation(f"0 {every} * * *", "")
    if unit == "day" and count == 1:
        return Translation("0 0 * * *", "")
    return Translation(
        "",
        f"unix cron can't say `{shown}`: it begins anew every hour and every day; "
        "write a rate that divides an hour or a day, or a cron",
    )
