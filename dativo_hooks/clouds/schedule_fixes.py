"""A schedule that is wrong, written as it may have been meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.clouds.schedules import aws_expression, lint_aws, lint_unix, unix_cron

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE_UNIX = "0 2 * * *"
EXAMPLE_AWS = "cron(0 2 * * ? *)"

_NICKNAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
"""crontab(5), "Extensions": what Vixie's cron takes and Cloud Scheduler doesn't."""

_FIELDS = {
    "minute": ("0",),
    "hour": ("0",),
    "day-of-month": ("28", "1"),  # of a month that has no later one; of any
    "month": ("1",),
    "day-of-week": ("MON",),
    "year": ("*",),
}
"""The fields of both dialects in their order, and what may be written in each."""

_AT_FIELD = re.compile(rf"({'|'.join(_FIELDS)}) `")
_WRITE = re.compile(r"write (?:it as )?`([^`]+)`\Z")
_CRON = re.compile(r"cron\((.*)\)", re.DOTALL)


def fixed_unix(cron: str) -> str:
    """A unix cron that is right, as near to `cron` as can be told.

    >>> fixed_unix("0 24 * * mon")
    '0 0 * * MON'
    """
    plain = " ".join(cron.split())
    return _first(
        lint_unix,
        plain,
        _NICKNAMES.get(plain.lower(), ""),
        unix_cron(plain).text,
        unix_cron(f"cron({plain})").text,
        _by_field(plain, lint_unix, "{}"),
        EXAMPLE_UNIX,
    )


def fixed_aws(expression: str) -> str:
    """An AWS expression that is right, as near to `expression` as can be told.

    >>> fixed_aws("cron(0 2 * * *)")
    'cron(0 2 * * ? *)'
    """
    plain = " ".join(expression.split())
    call = _CRON.fullmatch(plain)
    fields = call[1].strip() if call else plain
    said = _WRITE.search(lint_aws(plain))
    return _first(
        lint_aws,
        f"cron({fields})" if call else plain,
        said[1] if said else "",
        aws_expression(_NICKNAMES.get(fields.lower(), fields)).text,
        _by_field(_one_day(fields), lint_aws, "cron({})"),
        aws_expression(_by_field(fields, lint_unix, "{}")).text,
        EXAMPLE_AWS,
    )


def _first(lint: Callable[[str], str], *candidates: str) -> str:
    return next(text for text in candidates if text and not lint(text))


def _by_field(text: str, lint: Callable[[str], str], form: str) -> str:
    """The fields with each faulty one replaced; "" where that isn't enough."""
    fields = text.split(" ")
    for _ in _FIELDS:
        fault = lint(form.format(" ".join(fields)))
        if not fault:
            return form.format(" ".join(fields))
        match, said = _AT_FIELD.match(fault), _WRITE.search(fault)
        if match is None:
            return ""
        at = list(_FIELDS).index(match[1])
        tried = (*([said[1]] if said else []), *_FIELDS[match[1]])
        fields[at] = next(
            (
                part
                for part in tried
                if not lint(form.format(" ".join([*fields[:at], part, *fields[at + 1 :]])))
            ),
            tried[0],
        )
    return ""


def _one_day(text: str) -> str:
    """The fields with a `?` for one of the two days, of which AWS takes only one."""
    fields = text.split(" ")
    if len(fields) == len(_FIELDS):
        days, weekdays = fields[2], fields[4]
        if days == weekdays == "?":
            fields[2] = "*"
        elif "?" not in {days, weekdays}:
            fields[4 if weekdays == "*" or days != "*" else 2] = "?"
    return " ".join(fields)
