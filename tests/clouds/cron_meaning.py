"""What cron expressions mean, worked out day by day: the judge of the translations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

SAMPLE = [date(2027, 1, 1) + timedelta(n) for n in range(366 + 365)]
"""Two years, one of them a leap year."""


class Meaning(NamedTuple):
    """The minutes and hours of a day, and the days of the sample, on which a job runs."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[date]


def unix_meaning(cron: str) -> Meaning:
    """crontab(5): day-of-month or day-of-week, where both are restricted."""
    minutes, hours, on, months, weekdays = cron.split(" ")
    by_month = expanded(months, 1, 12, MONTHS, 1)
    by_day = expanded(on, 1, 31, [], 0)
    by_weekday = {number % 7 for number in expanded(weekdays, 0, 7, DAYS, 0)}

    def runs(day: date) -> bool:
        on_day, on_weekday = day.day in by_day, day.isoweekday() % 7 in by_weekday
        either = on != "*" and weekdays != "*"
        return day.month in by_month and (
            (on_day or on_weekday) if either else (on_day and on_weekday)
        )

    return Meaning(
        expanded(minutes, 0, 59, [], 0),
        expanded(hours, 0, 23, [], 0),
        frozenset(day for day in SAMPLE if runs(day)),
    )


def aws_meaning(expression: str) -> Meaning:
    """The user guide of EventBridge, without `L`, `W` and `#`."""
    assert expression.startswith("cron(")
    assert expression.endswith(")")
    minutes, hours, on, months, weekdays, years = expression[5:-1].split(" ")
    assert (on == "?") != (weekdays == "?")
    by_month = expanded(months, 1, 12, MONTHS, 1)
    by_year = expanded(years, 1970, 2199, [], 0)
    by_day = expanded(on.replace("?", "*"), 1, 31, [], 0)
    by_weekday = expanded(weekdays.replace("?", "*"), 1, 7, DAYS, 1)
    return Meaning(
        expanded(minutes, 0, 59, [], 0),
        expanded(hours, 0, 23, [], 0),
        frozenset(
            day
            for day in SAMPLE
            if day.year in by_year
            and day.month in by_month
            and day.day in by_day
            and day.isoweekday() % 7 + 1 in by_weekday
        ),
    )


def expanded(text: str, least: int, most: int, names: list[str], first: int) -> frozenset[int]:
    """A field's values, by looking at every number that it could hold."""

    def number(token: str) -> int:
        return names.index(token.upper()) + first if token.upper() in names else int(token)

    def fits(value: int, item: str) -> bool:
        base, _, step = item.partition("/")
        low, _, high = base.partition("-")
        start = least if low == "*" else number(low)
        end = number(high) if high else most if low == "*" or step else start
        return start <= value <= end and (value - start) % int(step or 1) == 0

    return frozenset(
        value
        for value in range(least, most + 1)
        if any(fits(value, item) for item in text.split(","))
    )
