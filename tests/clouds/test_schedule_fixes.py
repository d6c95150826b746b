"""What is proposed instead of a wrong schedule: always right, and near where that can be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.clouds.schedule_fixes import fixed_aws, fixed_unix
from dativo_hooks.clouds.schedules import lint_aws, lint_unix
from tests.laws import examples


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("0 24 * * *", "0 0 * * *"),
        ("61 2 * * *", "0 2 * * *"),
        ("0  2 * * *", "0 2 * * *"),
        ("0 2 * * mon", "0 2 * * MON"),
        ("0 2 * * MONDAY", "0 2 * * MON"),
        ("5/15 * * * *", "5-59/15 * * * *"),
        ("0 22-6 * * *", "0 22-23,0-6 * * *"),
        ("0 2 30 2 *", "0 2 28 2 *"),
        ("0 2 L * ?", "0 2 28 * *"),
        ("61 25 32 13 8", "0 0 28 1 MON"),
        # crontab(5), "Extensions"
        ("@hourly", "0 * * * *"),
        ("@daily", "0 0 * * *"),
        ("@midnight", "0 0 * * *"),
        ("@Weekly", "0 0 * * 0"),
        ("@monthly", "0 0 1 * *"),
        ("@yearly", "0 0 1 1 *"),
        ("@annually", "0 0 1 1 *"),
        ("7 25 3 4 5", "7 0 3 4 5"),
        ("7 5 32 2 *", "7 5 28 2 *"),
        ("7 5 3 13 5", "7 5 3 1 5"),
        ("7 5 3 4 8", "7 5 3 4 MON"),
        ("cron(0 2 ? * MON-FRI *)", "0 2 * * MON-FRI"),
        ("0 2 ? * MON-FRI *", "0 2 * * MON-FRI"),
        ("rate(1 hour)", "0 * * * *"),
        ("every 5 minutes", "0 2 * * *"),
        ("0 2 * *", "0 2 * * *"),
        ("", "0 2 * * *"),
    ],
)
def test_unix(wrong: str, right: str) -> None:
    assert lint_unix(wrong)
    assert fixed_unix(wrong) == right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("cron(0 2 * * *)", "cron(0 2 * * ? *)"),
        ("0 2 * * MON-FRI", "cron(0 2 ? * MON-FRI *)"),
        ("cron( 0 2 * * ? * )", "cron(0 2 * * ? *)"),
        ("cron(0 2 * * * *)", "cron(0 2 * * ? *)"),
        ("cron(0 2 * * MON *)", "cron(0 2 ? * MON *)"),
        ("cron(0 2 ? * ? *)", "cron(0 2 * * ? *)"),
        ("cron(0 24 * * ? *)", "cron(0 0 * * ? *)"),
        ("cron(0 24 * * *)", "cron(0 0 * * ? *)"),
        ("cron(0 2 30 2 ? *)", "cron(0 2 28 2 ? *)"),
        ("rate(1 days)", "rate(1 day)"),
        ("rate(5 minute)", "rate(5 minutes)"),
        ("rate(5min)", "rate(5 minutes)"),
        ("at(2030-01-31)", "at(2030-01-31T02:00:00)"),
        ("@daily", "cron(0 0 * * ? *)"),
        ("@Annually", "cron(0 0 1 1 ? *)"),
        ("cron(60 5 3 4 ? 2030)", "cron(0 5 3 4 ? 2030)"),
        ("cron(7 5 32 4 ? 2030)", "cron(7 5 28 4 ? 2030)"),
        ("cron(7 5 3 13 ? 2030)", "cron(7 5 3 1 ? 2030)"),
        ("cron(7 5 ? 4 8 2030)", "cron(7 5 ? 4 MON 2030)"),
        ("cron(7 5 3 4 ? 1969)", "cron(7 5 3 4 ? *)"),
        ("cron(7 5 3 4 MON 2030)", "cron(7 5 3 4 ? 2030)"),
        ("7 5 * 4 8", "cron(7 5 ? 4 MON *)"),
        ("at(2030-13-31T02:00:00)", "cron(0 2 * * ? *)"),
        ("", "cron(0 2 * * ? *)"),
    ],
)
def test_aws(wrong: str, right: str) -> None:
    assert lint_aws(wrong)
    assert fixed_aws(wrong) == right


_PARTS = st.lists(
    st.sampled_from(
        [
            "0",
            "61",
            "*",
            "?",
            "L",
            "15W",
            "MON",
            "mon",
            "*/7",
            "9-5",
            "1,",
            "#",
            "2#9",
            "",
            "日",
            "@",
        ]
    ),
    max_size=8,
).map(" ".join)


@examples(60)
@given(_PARTS, st.sampled_from(["{}", "cron({})", "rate({})", "at({})"]))
def test_what_is_proposed_is_right(text: str, form: str) -> None:
    written = form.format(text)
    assert lint_unix(fixed_unix(written)) == ""
    assert lint_aws(fixed_aws(written)) == ""
