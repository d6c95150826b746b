"""Days that exist, and how long a schedule may be."""

from __future__ import annotations

import pytest

from dativo_hooks.clouds.schedules import lint_aws, lint_unix


@pytest.mark.parametrize(
    ("month", "days"),
    list(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)),
)
def test_the_last_day_of_each_month(month: int, days: int) -> None:
    """Without a year, 29 February comes."""
    for day in (28, 29, 30, 31):
        for said in (lint_unix(f"0 0 {day} {month} *"), lint_aws(f"cron(0 0 {day} {month} ? *)")):
            assert said == (
                f"day-of-month `{day}` never comes in month `{month}`; write a day that exists"
                if day > days
                else ""
            )


@pytest.mark.parametrize(
    ("year", "leap"), [(1970, 0), (1972, 1), (1999, 0), (2000, 1), (2100, 0), (2196, 1)]
)
def test_the_29_february_of_a_year(year: int, leap: int) -> None:
    assert (lint_aws(f"cron(0 0 28 2 ? {year})"), lint_aws(f"cron(0 0 29 1 ? {year})")) == ("", "")
    assert (lint_aws(f"cron(0 0 29 2 ? {year})") == "") is bool(leap)
    assert (lint_aws(f"at({year}-02-29T00:00:00)") == "") is bool(leap)
    # In a list of years, one that has the day is enough.
    assert lint_aws(f"cron(0 0 29 2 ? {year},2028)") == ""


@pytest.mark.parametrize(
    ("last", "fault"), [("00", ""), ("000", "it is 257 characters long; write at most 256")]
)
def test_how_long_a_schedule_may_be(last: str, fault: str) -> None:
    """256 characters (botocore, events: PutRule.ScheduleExpression)."""
    assert lint_aws(f"cron({'0,' * 119}{last} 0 1 1 ? *)") == fault
