"""Time zones of schedules."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files

import pytest

from dativo_hooks.clouds.schedules import lint_timezone
from dativo_hooks.clouds.timezone_names import NAMES, VERSION


def test_the_names_are_those_of_the_tz_database() -> None:
    installed = set(files("tzdata").joinpath("zones").read_text("utf-8").split()) - {"Factory"}
    # Names are never taken back; a newer release may know more.
    assert installed >= NAMES
    year, count = version("tzdata").split(".")[:2]
    if f"{year}{chr(ord('a') + int(count) - 1)}" == VERSION:
        assert installed == NAMES
    assert len(NAMES) > 590


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_is_right_and_short_enough(name: str) -> None:
    assert lint_timezone(name) == ""
    assert len(name) <= 50


@pytest.mark.parametrize(
    ("name", "instead"),
    {
        "europe/berlin": "Europe/Berlin",
        "EUROPE/BERLIN": "Europe/Berlin",
        "Europe/Berlim": "Europe/Berlin",
        "Berlin": "Europe/Berlin",
        "America/New York": "America/New_York",
        "america-new-york": "America/New_York",
        "New York": "America/New_York",
        "new-york": "America/New_York",
        "Asia/Calcuta": "Asia/Calcutta",
        "utc": "UTC",
        "UTC ": "UTC",
        "PST": "UTC` or a name as `Europe/Berlin",
        "+02:00": "UTC` or a name as `Europe/Berlin",
        "x" * 50: "UTC` or a name as `Europe/Berlin",
        # Two cities of this name: the first by the name of its zone.
        "Louisville": "America/Kentucky/Louisville",
    }.items(),
)
def test_a_wrong_name_gets_the_right_one(name: str, instead: str) -> None:
    assert lint_timezone(name) == f"`{name}` is no name of the tz database; write `{instead}`"


def test_what_is_no_name_at_all() -> None:
    """50 characters (botocore, scheduler: ScheduleExpressionTimezone)."""
    write = "write a name of the tz database, as `Europe/Berlin`"
    assert lint_timezone("") == f"a time zone is missing; {write}"
    assert lint_timezone("x" * 51) == (
        f"a time zone of 51 characters is too long, 50 is the most; {write}"
    )
    assert lint_timezone("Factory").startswith("`Factory` is no name of the tz database; ")
