"""Schedules as both clouds take them, and one as the other writes it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.clouds.schedules import aws_expression, lint_aws, lint_unix, unix_cron
from tests.clouds.cron_meaning import DAYS, MONTHS, aws_meaning, unix_meaning
from tests.laws import examples

UNIX_GOOD = """
* * * * *
0 2 * * *
*/15 8-17 * * 1-5
0,30 0-23/2 * * MON,WED,FRI
59 23 31 12 *
0 0 1-31/10 JAN-MAR,7 *
0 0 * * 7
0 0 * * 0-7
0 0 * * SUN-SAT
0 0 1 * MON
00 02 01 02 03
0 0 29 2 *
0 0 30 2 MON
0 0 31 1,2 *
*/59 */23 */30 */11 */7
"""

AWS_GOOD = """
cron(0 2 * * ? *)
cron(0/15 8-17 ? * MON-FRI *)
cron(0/15 8-17 ? * mon-fri *)
cron(*/5 * * * ? *)
cron(15 10 ? * 6L 2019-2022)
cron(15 10 ? * FRIL *)
cron(0 0 ? * L *)
cron(0 8 1 * ? *)
cron(0 0 L * ? *)
cron(0 0 LW * ? *)
cron(0 0 3W * ? *)
cron(0 0 ? * 3#2 *)
cron(0 0 ? * TUE#5 *)
cron(0 0 ? * tue#5 *)
cron(0 0 ? * fril *)
cron(0 0 * JAN,FEB,mar ? *)
cron(0 0 ? 1-12/3 1 *)
cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)
cron(1-31/30 1-1 ? * 1,7 *)
cron(0 0 29 2 ? 2028)
cron(0 0 29 FEB ? *)
cron(0 0 1 1 ? 1970,2199)
cron(0 0 1 1 ? 2030/5)
rate(1 minute)
rate(5 minutes)
rate(1 hour)
rate(36 hours)
rate(1 day)
rate(400 days)
at(2030-01-31T02:00:00)
at(2028-02-29T23:59:59)
at(1970-01-01T00:00:00)
at(2199-12-31T23:59:59)
"""

WRONG = Path(__file__).parent.parent / "cases" / "schedules"


def cases(text: str) -> list[str]:
    return text.strip().splitlines()


def wrong(cloud: str) -> list[tuple[str, str]]:
    """Schedules, and what is said of each."""
    read = yaml.safe_load((WRONG / f"{cloud}_wrong.yaml").read_text(encoding="utf-8"))
    return list(read.items())


@pytest.mark.parametrize("cron", cases(UNIX_GOOD))
def test_unix_cron_that_is_right(cron: str) -> None:
    assert lint_unix(cron) == ""


@pytest.mark.parametrize(("cron", "fault"), wrong("unix"))
def test_unix_cron_that_is_wrong(cron: str, fault: str) -> None:
    assert lint_unix(cron) == fault
    assert aws_expression(cron) == ("", fault)


@pytest.mark.parametrize("expression", cases(AWS_GOOD))
def test_aws_expression_that_is_right(expression: str) -> None:
    assert lint_aws(expression) == ""


@pytest.mark.parametrize(("expression", "fault"), wrong("aws"))
def test_aws_expression_that_is_wrong(expression: str, fault: str) -> None:
    assert lint_aws(expression) == fault
    assert unix_cron(expression) == ("", fault)


@pytest.mark.parametrize(
    ("cron", "expression"),
    {
        "0 2 * * *": "cron(0 2 * * ? *)",
        "*/15 8-17 * * MON-FRI": "cron(*/15 8-17 ? * MON-FRI *)",
        "00 02 01 * *": "cron(0 2 1 * ? *)",
        "0 0 * * 0": "cron(0 0 ? * 1 *)",
        "0 0 * * 7": "cron(0 0 ? * 1 *)",
        "0 0 * * 0,7": "cron(0 0 ? * 1 *)",
        "0 0 * * 1-5": "cron(0 0 ? * 2-6 *)",
        "0 0 * * 5-7": "cron(0 0 ? * 1,6,7 *)",
        "0 0 * * MON-6": "cron(0 0 ? * 2-7 *)",
        "0 0 * * */2": "cron(0 0 ? * 1,3,5,7 *)",
        "0 0 * * MON-FRI/2": "cron(0 0 ? * 2,4,6 *)",
        "0 0 * * MON,3": "cron(0 0 ? * MON,4 *)",
        "*/1 */1 */1 */1 *": "cron(* * * * ? *)",
        "0 0 */2 JAN-JUN/2 *": "cron(0 0 */2 JAN-JUN/2 ? *)",
    }.items(),
)
def test_unix_cron_as_aws_writes_it(cron: str, expression: str) -> None:
    assert aws_expression(cron) == (expression, "")


def test_either_of_two_days_is_refused() -> None:
    refusal = aws_expression("0 0 1 * MON").refusal
    assert "day-of-month `1` or day-of-week `MON`" in refusal
    assert "write `*` for one of them" in refusal
    # crontab(5) says "either" here and Vixie's code "both": what hangs on it isn't translated.
    assert aws_expression("0 0 */2 * MON").refusal


def test_a_translation_that_aws_would_refuse_is_refused() -> None:
    long = f"{','.join(map(str, range(60)))} {','.join(map(str, range(24)))} 1,2,3,4,5,6,7,8 1-9 *"
    assert lint_unix(long) == ""
    assert "write at most 256" in aws_expression(long).refusal


@pytest.mark.parametrize(
    ("expression", "cron"),
    {
        "cron(0 2 * * ? *)": "0 2 * * *",
        "cron(0 2 ? * * *)": "0 2 * * *",
        "cron(0/15 8-17 ? * mon-fri *)": "*/15 8-17 * * MON-FRI",
        "cron(5/10 1/5 1/2 1/3 ? *)": "5-59/10 1-23/5 */2 */3 *",
        "cron(0/1 * * * ? *)": "* * * * *",
        "cron(0 0 ? * 1 *)": "0 0 * * 0",
        "cron(0 0 ? * 1-7 *)": "0 0 * * 0-6",
        "cron(0 0 ? * 2,7,SUN *)": "0 0 * * 1,6,SUN",
        "cron(0 0 ? * MON-6 *)": "0 0 * * 1-5",
        "cron(0 0 * * ? 1970/1)": "0 0 * * *",
        "cron(0 0 * * ? 1970-2199)": "0 0 * * *",
        "rate(1 minute)": "* * * * *",
        "rate(5 minutes)": "*/5 * * * *",
        "rate(60 minutes)": "0 * * * *",
        "rate(120 minutes)": "0 */2 * * *",
        "rate(1440 minutes)": "0 0 * * *",
        "rate(1 hour)": "0 * * * *",
        "rate(6 hours)": "0 */6 * * *",
        "rate(24 hours)": "0 0 * * *",
        "rate(1 day)": "0 0 * * *",
    }.items(),
)
def test_aws_expression_as_unix_cron(expression: str, cron: str) -> None:
    assert unix_cron(expression) == (cron, "")


@pytest.mark.parametrize(
    ("expression", "says"),
    {
        "cron(0 0 L * ? *)": "no `L`, `W` or `#`, here `L`",
        "cron(0 0 15W * ? *)": "here `15W`",
        "cron(0 0 ? * 6L *)": "here `6L`",
        "cron(0 0 ? * MON#1 *)": "here `MON#1`",
        "cron(0 0 1 1 ? 2030)": "no year, here `2030`",
        "cron(0 0 1 1 ? */2)": "no year, here `*/2`",
        "rate(7 minutes)": "can't say `rate(7 minutes)`",
        "rate(90 minutes)": "can't say `rate(90 minutes)`",
        "rate(5 hours)": "can't say `rate(5 hours)`",
        "rate(2 days)": "can't say `rate(2 days)`",
        "at(2030-01-31T02:00:00)": "runs once",
    }.items(),
)
def test_aws_expression_that_unix_cron_cannot_say(expression: str, says: str) -> None:
    text, refusal = unix_cron(expression)
    assert not text
    assert says in refusal


def numbers(least: int, most: int, names: list[str]) -> st.SearchStrategy[tuple[str, str]]:
    """Two values in order: both numbers, or names where there are some."""
    pair = st.tuples(st.integers(least, most), st.integers(least, most)).map(sorted)
    plain = pair.map(lambda two: (str(two[0]), str(two[1])))
    if not names:
        return plain
    places = st.tuples(
        st.integers(0, len(names) - 1), st.integers(0, len(names) - 1), st.booleans()
    )
    named = places.map(lambda p: (names[min(p[:2])], names[max(p[:2])]))
    return plain | named


def items(
    least: int, most: int, names: list[str], *, steps: bool, opens: bool
) -> st.SearchStrategy[str]:
    """One item of a field, in every form that its dialect has."""
    two = numbers(least, most, names)
    step = st.integers(1, most - least)
    forms = [two.map(lambda p: p[0]), two.map("-".join)]
    if steps:
        forms += [
            st.builds(lambda n: f"*/{n}", step),
            st.builds(lambda p, n: f"{p[0]}-{p[1]}/{n}", two, step),
        ]
    if opens:
        forms.append(st.builds(lambda p, n: f"{p[0]}/{n}", two, step))
    return st.one_of(forms)


def fields(
    least: int, most: int, names: list[str], *, steps: bool = True, opens: bool = False
) -> st.SearchStrategy[str]:
    one = items(least, most, names, steps=steps, opens=opens)
    return st.just("*") | st.lists(one, min_size=1, max_size=3).map(",".join)


UNIX = st.tuples(
    fields(0, 59, []),
    fields(0, 23, []),
    fields(1, 28, []),
    fields(1, 12, MONTHS),
    fields(0, 7, DAYS),
).map(" ".join)

AWS_DAYS = st.tuples(fields(1, 28, [], opens=True), st.just("?")) | st.tuples(
    st.just("?"), fields(1, 7, DAYS, steps=False)
)
AWS = st.builds(
    lambda minute, hour, days, month: f"cron({minute} {hour} {days[0]} {month} {days[1]} *)",
    fields(0, 59, [], opens=True),
    fields(0, 23, [], opens=True),
    AWS_DAYS,
    fields(1, 12, MONTHS, opens=True),
)


@examples(60)
@given(UNIX)
def test_unix_cron_means_the_same_on_aws_or_is_refused(cron: str) -> None:
    assert lint_unix(cron) == ""
    text, refusal = aws_expression(cron)
    assert bool(text) != bool(refusal)
    _, _, days, _, weekdays = cron.split(" ")
    if text:
        assert lint_aws(text) == ""
        assert aws_meaning(text) == unix_meaning(cron)
        assert unix_meaning(unix_cron(text).text) == unix_meaning(cron)
    else:
        assert "*" not in {days, weekdays}


@examples(60)
@given(AWS)
def test_aws_cron_means_the_same_on_unix(expression: str) -> None:
    assert lint_aws(expression) == ""
    text, refusal = unix_cron(expression)
    assert refusal == ""
    assert lint_unix(text) == ""
    assert unix_meaning(text) == aws_meaning(expression)


@examples(40)
@given(st.integers(1, 3000), st.sampled_from(["minute", "hour", "day"]))
def test_a_rate_is_said_only_where_the_interval_stays_the_same(count: int, unit: str) -> None:
    text, refusal = unix_cron(f"rate({count} {unit}{'s' * (count > 1)})")
    every = count * {"minute": 1, "hour": 60, "day": 1440}[unit]
    assert bool(text) == (60 % every == 0 or (every % 60 == 0 and 1440 % every == 0))
    assert bool(text) != bool(refusal)
    if text:
        minutes, hours, days = unix_meaning(text)
        assert len(days) == len(unix_meaning("* * * * *").days)
        runs = sorted(60 * hour + minute for hour in hours for minute in minutes)
        assert runs == list(range(0, 1440, every))


@examples(120)
@given(st.text("0123456789*/-,?LW#MONFRI ()cronratedyshu@:T\n", max_size=30))
def test_nothing_makes_the_checks_stumble(text: str) -> None:
    for shown in (text, f"cron({text})", f"rate({text})", f"at({text})"):
        for translate, lint in ((aws_expression, lint_unix), (unix_cron, lint_aws)):
            done, refusal = translate(shown)
            assert bool(done) != bool(refusal)
            if lint(shown):
                assert refusal == lint(shown)
