"""Schedule expressions of EventBridge Scheduler: `cron(…)`, `rate(…)` and `at(…)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from dativo_hooks.clouds.cron_fields import (
    DAYS,
    MONTHS,
    Field,
    FieldRead,
    never_comes,
    read_field,
)

# docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html
# Small letters are fine: this is the dialect of Quartz, which upper-cases what it reads.
_FIELDS = (
    Field("minute", 0, 59, {}, "0-59", opens=True),
    Field("hour", 0, 23, {}, "0-23", opens=True),
    Field("day-of-month", 1, 31, {}, "1-31, `L`, `15W` or `?`", opens=True),
    Field(
        "month",
        1,
        12,
        {name: i for i, name in enumerate(MONTHS, 1)},
        "1-12 or JAN-DEC",
        opens=True,
        any_case=True,
    ),
    Field(
        "day-of-week",
        1,
        7,
        {name: i for i, name in enumerate(DAYS, 1)},
        "1-7 (1: Sunday) or SUN-SAT",
        opens=True,
        any_case=True,
    ),
    Field("year", 1970, 2199, {}, "1970-2199", opens=True),
)
_DAY_OF_MONTH, _DAY_OF_WEEK = 2, 4

_LONGEST = 256
"""Characters. botocore scheduler: ScheduleExpression."""

_CALL = re.compile(r"(cron|rate|at)\((.*)\)", re.DOTALL)
_RATE = re.compile(r"([0-9]+) (minute|hour|day)(s?)")
_AT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})")
_LAST_OR_NEAREST = re.compile(r"L|LW|([0-9]{1,2})W")
_NTH = re.compile(rf"(?:[1-7]|{'|'.join(DAYS)})#([0-9]+)")
_LAST_WEEKDAY = re.compile(rf"L|(?:[1-7]|{'|'.join(DAYS)})L")


class AwsSchedule(NamedTuple):
    """What an expression says: `cron` has six fields, `rate` a count and a unit; or a fault.

    A day field that is `?`, or has an `L`, `W` or `#`, has no items. `unit` is `minute`, `hour` or
    `day`. All are empty for `at(…)`.
    """

    cron: tuple[FieldRead, ...] = ()
    rate: int = 0
    unit: str = ""
    fault: str = ""


def read_aws(expression: str) -> AwsSchedule:
    """Read a schedule expression; days of the week are 1-7, from Sunday."""
    call = _CALL.fullmatch(expression)
    if call is None:
        return AwsSchedule(
            fault="an AWS schedule is `cron(0 2 * * ? *)`, `rate(1 day)` or "
            "`at(2030-01-31T02:00:00)`; write one of these, or a unix cron under `cron`"
        )
    if len(expression) > _LONGEST:
        return AwsSchedule(
            fault=f"it is {len(expression)} characters long; write at most {_LONGEST}"
        )
    if call[1] == "cron":
        return _read_cron(call[2])
    if call[1] == "rate":
        return _read_rate(call[2])
    return AwsSchedule(fault=_at_fault(call[2]))


def lint_aws(expression: str) -> str:
    """What is wrong with a schedule expression, and what to write; "" where nothing.

    >>> lint_aws("rate(1 days)")
    'rate: 1 wants the singular; write `rate(1 day)`'
    """
    return read_aws(expression).fault


def _read_cron(text: str) -> AwsSchedule:
    texts = text.split(" ")
    if not text.isascii():  # some letters become plain ones in capitals: `ſun`, `frı`
        odd = next(character for character in text if not character.isascii())
        return AwsSchedule(fault=f"`{odd}` has no place in it; write plain letters and digits")
    if "" in texts or any(not part.isprintable() for part in texts):
        return AwsSchedule(fault="write the six fields with one space between two: `0 2 * * ? *`")
    if len(texts) != len(_FIELDS):
        names = " ".join(field.name for field in _FIELDS)
        return AwsSchedule(
            fault=f"it has {len(texts)} field{'s' * (len(texts) > 1)}, and AWS wants 6 ({names}); "
            "write all of them: `cron(0 2 * * ? *)`"
        )
    days, weekdays = texts[_DAY_OF_MONTH], texts[_DAY_OF_WEEK]
    if days != "?" and weekdays != "?":
        fix = (
            f"day-of-week `?` instead of `{weekdays}`"
            if weekdays == "*" or days != "*"
            else "day-of-month `?` instead of `*`"
        )
        return AwsSchedule(fault=f"day-of-month and day-of-week can't both be given; write {fix}")
    if days == weekdays:
        return AwsSchedule(
            fault="day-of-month and day-of-week can't both be `?`; write day-of-month `*`"
        )
    fields = tuple(_read(index, part) for index, part in enumerate(texts))
    for found in fields:
        if found.fault:
            return AwsSchedule(fault=found.fault)
    if fields[_DAY_OF_MONTH].items and not fields[_DAY_OF_MONTH].everything:
        _, _, on, months, _, years = fields
        if never_comes(on.values, months.values, years.values):
            when = f"month `{months.text}`" + ("" if years.everything else f" of `{years.text}`")
            return AwsSchedule(
                fault=f"day-of-month `{on.text}` never comes in {when}; write a day that exists"
            )
    return AwsSchedule(fields)


def _read(index: int, text: str) -> FieldRead:
    field = _FIELDS[index]
    if index == _DAY_OF_MONTH:
        fault = _day_of_month_fault(text)
        if fault is not None:
            return FieldRead(text, fault=fault and f"{field.name} `{text}`: {fault}")
    elif index == _DAY_OF_WEEK:
        fault = _day_of_week_fault(text.upper())
        if fault is not None:
            return FieldRead(text, fault=fault and f"{field.name} `{text}`: {fault}")
    elif text == "?":
        return FieldRead(
            text, fault=f"{field.name} `?`: only the two day fields take it; write `*`"
        )
    found = read_field(field, text)
    if index == _DAY_OF_WEEK and "/" in text and not found.fault:
        names = ",".join(DAYS[day - 1] for day in sorted(found.values))
        return found._replace(
            fault=f"{field.name} `{text}`: AWS takes no steps here; write `{names}`"
        )
    return found


def _day_of_month_fault(text: str) -> str | None:
    """What is wrong with a day that has an `L`, `W` or `?`; None: it has none of these."""
    if text == "?":
        return ""
    if not set("LW") & set(text):
        return None
    match = _LAST_OR_NEAREST.fullmatch(text)
    if match is None:
        return "`L` and `W` stand alone; write `L`, `LW` or a day with `W`, as `15W`"
    if match[1] and not 1 <= int(match[1]) <= 31:
        return f"`{match[1]}` is out of range; write 1-31 before `W`"
    return ""


def _day_of_week_fault(text: str) -> str | None:
    """What is wrong with a day that has an `L`, `#` or `?`; None: it has none of these."""
    if text == "?":
        return ""
    if "#" in text:
        match = _NTH.fullmatch(text)
        if match is None:
            return "`#` stands once, between a day and a number; write it as `MON#1` or `2#1`"
        if not 1 <= int(match[1]) <= 5:
            return f"`{match[1]}` is out of range; write 1-5 after `#`"
        return ""
    if "L" in text:
        if _LAST_WEEKDAY.fullmatch(text) is None:
            return "`L` stands alone or after one day; write it as `FRIL` or `6L`"
        return ""
    if "W" in text and set(text.split(",")) & {"W", *(f"{day}W" for day in range(1, 8))}:
        return "`W` belongs into day-of-month; write MON-FRI for working days"
    return None


def _read_rate(text: str) -> AwsSchedule:
    match = _RATE.fullmatch(text)
    if match is None:
        return AwsSchedule(
            fault="rate: it is a number, one space, and minutes, hours or days; "
            "write it as `rate(5 minutes)`"
        )
    count, unit, plural = int(match[1]), match[2], match[3]
    if count < 1 or match[1] != str(count):
        return AwsSchedule(
            fault=f"rate: `{match[1]}` is no positive whole number; write it as `rate(5 minutes)`"
        )
    if count == 1 and plural:
        return AwsSchedule(fault=f"rate: 1 wants the singular; write `rate(1 {unit})`")
    if count > 1 and not plural:
        return AwsSchedule(fault=f"rate: {count} wants the plural; write `rate({count} {unit}s)`")
    return AwsSchedule(rate=count, unit=unit)


def _at_fault(text: str) -> str:
    match = _AT.fullmatch(text)
    if match is None:
        return (
            "at: it is a date and a time without a zone, which stands under `timezone`; "
            "write it as `at(2030-01-31T02:00:00)`"
        )
    year, month, day, hour, minute, second = map(int, match.groups())
    if not 1970 <= year <= 2199:
        return f"at: the year `{match[1]}` is out of range; write 1970-2199"
    if not 1 <= month <= 12:
        return f"at: the month `{match[2]}` is out of range; write 01-12"
    if day < 1 or never_comes((day,), (month,), (year,)):
        return f"at: {MONTHS[month - 1]} {year} has no day `{match[3]}`; write a day that exists"
    if hour > 23:
        return f"at: the hour `{match[4]}` is out of range; write 00-23"
    if max(minute, second) > 59:
        return "at: minutes and seconds end at 59; write 00-59"
    return ""
