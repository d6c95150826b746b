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
    ("name", "says"),
    {
        "europe/berlin": "write `Europe/Berlin`",
        "EUROPE/BERLIN": "write `Europe/Berlin`",
        "Europe/Berlim": "write `Europe/Berlin`",
        "Berlin": "write `Europe/Berlin`",
        "America/New York": "write `America/New_York`",
        "New York": "write `America/New_York`",
        "Asia/Calcuta": "write `Asia/Calcutta`",
        "utc": "write `UTC`",
        "UTC ": "write `UTC`",
        "PST": "write `UTC` or a name as `Europe/Berlin`",
        "+02:00": "write `UTC` or a name as `Europe/Berlin`",
        "Factory": "is no name of the tz database",
        "": "a time zone is missing",
        "x" * 51: "51 characters is too long, 50 is the most",
    }.items(),
)
def test_a_wrong_name_gets_the_right_one(name: str, says: str) -> None:
    assert says in lint_timezone(name)
