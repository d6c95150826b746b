"""Unix cron, as Cloud Scheduler takes it."""

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

# cloud.google.com/scheduler/docs/configuring/cron-job-schedules
_FIELDS = (
    Field("minute", 0, 59, {}, "0-59"),
    Field("hour", 0, 23, {}, "0-23"),
    Field("day-of-month", 1, 31, {}, "1-31"),
    Field("month", 1, 12, {name: i for i, name in enumerate(MONTHS, 1)}, "1-12 or JAN-DEC"),
    Field(
        "day-of-week",
        0,
        7,
        {name: i for i, name in enumerate(DAYS)},
        "0-7 (0, 7: Sunday) or SUN-SAT",
    ),
)

_FOREIGN = {
    "L": "`L` (the last day) exists only on AWS; write a number",
    "W": "`W` (the nearest weekday) exists only on AWS; write a number",
    "#": "`#` (the n-th such day of the month) exists only on AWS; write the days themselves",
    "?": "`?` exists only on AWS; write `*`",
}
_ONLY_AWS = re.compile(
    rf"(?:[0-9]+|{'|'.join(DAYS)})?(L)(?:-[0-9]+)?|L?[0-9]*(W)|.*?([#?]).*", re.IGNORECASE
)


class UnixCron(NamedTuple):
    """The five fields, or what is wrong."""

    fields: tuple[FieldRead, ...] = ()
    fault: str = ""


def read_unix(cron: str) -> UnixCron:
    """Read a unix cron expression; days of the week are 0-7, both ends being Sunday."""
    texts = cron.split(" ")
    if cron.startswith("@"):
        return UnixCron(
            fault=f"`{cron}` is no cron expression here; write five fields: `0 2 * * *`"
        )
    if cron.startswith(("cron(", "rate(", "at(")):
        return UnixCron(fault="this is an AWS expression; write it under `expression`, not `cron`")
    if cron.startswith("every "):
        return UnixCron(fault="`every …` is no cron expression; write five fields: `0 2 * * *`")
    if "" in texts or any(not text.isprintable() for text in texts):
        return UnixCron(fault="write the five fields with one space between two: `0 2 * * *`")
    if len(texts) != len(_FIELDS):
        names = " ".join(field.name for field in _FIELDS)
        elsewhere = " (AWS's six go under `expression`)" if len(texts) == 6 else ""
        return UnixCron(
            fault=f"it has {len(texts)} field{'s' * (len(texts) > 1)}, and cron has 5 ({names}); "
            f"write all of them: `0 2 * * *`{elsewhere}"
        )
    fields = tuple([_read(index, text) for index, text in enumerate(texts)])
    for found in fields:
        if found.fault:
            return UnixCron(fault=found.fault)
    _, _, days, months, weekdays = fields
    by_day = weekdays.text == "*" and not days.everything
    if by_day and never_comes(days.values, months.values):
        return UnixCron(
            fault=f"day-of-month `{days.text}` never comes in month `{months.text}`; "
            "write a day that exists"
        )
    return UnixCron(fields)


def lint_unix(cron: str) -> str:
    """What is wrong with a unix cron expression, and what to write; "" where nothing.

    >>> lint_unix("0 24 * * *")
    'hour `24`: `24` is out of range; write 0-23'
    """
    return read_unix(cron).fault


def _read(index: int, text: str) -> FieldRead:
    field = _FIELDS[index]
    found = read_field(field, text)
    if found.fault:
        for part in text.split(","):
            match = _ONLY_AWS.fullmatch(part)
            if match:
                why = _FOREIGN[(match[1] or match[2] or match[3]).upper()]
                return found._replace(fault=f"{field.name} `{text}`: {why}")
    return found
