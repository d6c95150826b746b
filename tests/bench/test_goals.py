"""Goals and tables, of figures that are made up."""

from __future__ import annotations

import pytest

from bench.goals import GOALS, Figures, figures_of, outcomes
from bench.measuring import Cost
from bench.scenarios import NAMES, chosen
from bench.table import growth, measurements, seconds
from bench.tools import PROGRAMS, Tools


def _figures(wall: float, largest: int = 10_000_000) -> Figures:
    return Figures(wall, wall, wall, wall, largest, None)


def _got(jobs: int, **walls: float) -> dict[str, tuple[float, bool]]:
    figures = {name.replace("_", "-"): _figures(wall) for name, wall in walls.items()}
    return {
        f"{one.goal.scenario} {one.goal.kind}": (round(one.figure, 3), one.is_met)
        for one in outcomes(figures, jobs)
    }


def test_goals_name_scenarios() -> None:
    assert {goal.scenario for goal in GOALS} | {goal.beside for goal in GOALS} <= set(NAMES)


WANTED = {  # at 10,000 jobs but for the last
    ("nothing-changed", "times", 6, "python", 10_000),
    ("asset-in-step", "times", 12, "python", 10_000),
    ("asset-drifting", "times", 12, "python", 10_000),
    ("asset-in-step-known-errors", "times", 15, "python", 10_000),
    ("asset-in-step-warnings", "times", 15, "python", 10_000),
    ("asset-in-step-unfixed-error", "times", 15, "python", 10_000),
    ("check-cold", "faster", 15, "check-jsonschema", 10_000),
    ("missing-assets", "times", 2, "check-cold", 10_000),
    ("generate-all", "times", 1.5, "check-cold", 10_000),
    ("generate-all", "megabytes", 200, "python", 10_000),
    ("generate-all", "megabytes", 600, "python", 100_000),
    ("policy", "times", 0.7, "check-cold", 10_000),
    ("tags", "times", 1, "check-cold", 10_000),
}


def test_what_is_wanted_of_the_redesign() -> None:
    assert set(map(tuple, GOALS)) >= WANTED
    measured = {(scenario, kind, jobs) for scenario, kind, _, _, jobs in WANTED}
    same = [goal for goal in GOALS if (goal.scenario, goal.kind, goal.jobs) in measured]
    assert len(same) == len(WANTED)  # no second limit of the same


def test_only_what_a_scenario_is_held_against_runs_beside_it() -> None:
    tools = Tools(dict.fromkeys(("python", *PROGRAMS), "x"), frozenset())
    for name, names in {
        "policy": ["python", "check-cold", "policy"],
        "help": ["python", "help"],
        "check-cold": ["python", "check-cold", "check-jsonschema"],
    }.items():
        assert [one.name for one in chosen(frozenset({name}), tools)] == names
    assert [one.name for one in chosen(frozenset(), tools)] == list(NAMES)


@pytest.mark.parametrize(
    ("jobs", "wall", "figure", "is_met"),
    [
        (10_000, 0.06, 6.0, True),
        (10_000, 0.061, 6.1, False),
        (100_000, 0.4, 40.0, True),
        (100_000, 0.41, 41.0, False),
    ],
)
def test_at_most_so_many_times(jobs: int, wall: float, figure: float, is_met: bool) -> None:
    got = _got(jobs, python=0.01, nothing_changed=wall)
    assert got == {"nothing-changed times": (figure, is_met)}


def test_no_goal_at_other_sizes_but_those_of_every_size() -> None:
    assert _got(1_000, python=0.01, nothing_changed=9, help=0.03) == {"help times": (3.0, True)}


@pytest.mark.parametrize(("wall", "figure", "is_met"), [(4.0, 15.0, True), (4.8, 12.5, False)])
def test_at_least_so_many_times_faster(wall: float, figure: float, is_met: bool) -> None:
    got = _got(10_000, check_cold=wall, check_jsonschema=60.0)
    assert got["check-cold faster"] == (figure, is_met)


def test_nothing_to_hold_it_against() -> None:
    assert _got(10_000, nothing_changed=1) == {}


def test_growth_and_memory_at_the_largest_size() -> None:
    large, small = {"check-cold": _figures(22, 700_000_000)}, {"check-cold": _figures(2)}
    got = {one.goal.kind: (one.figure, one.is_met) for one in outcomes(large, 100_000, small)}
    assert got == {"megabytes": (700, False), "growth": (11, True)}


def test_medians_and_the_most_memory() -> None:
    costs = [Cost(3, 3, 10), Cost(1, 1, 30), Cost(2, 2, 20), Cost(99, 2, 20, 25)]
    assert figures_of(costs) == Figures(2, 1, 3, 2, 30, 30)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.00123, "1.23 ms"),
        (0.0423, "42.3 ms"),
        (0.9994, "999 ms"),
        (1.0, "1.00 s"),
        (70.06, "70.1 s"),
    ],
)
def test_seconds(value: float, text: str) -> None:
    assert seconds(value) == text


def test_a_table_says_what_is_met() -> None:
    figures = {"python": _figures(0.01), "nothing-changed": _figures(0.1), "help": _figures(0.02)}
    lines = measurements(figures, 10_000).splitlines()
    assert len(lines) == 5
    assert lines[3].endswith("| ≤ 6 × bare Python: 10.0 ×, **not met** |")
    assert lines[4].endswith("| ≤ 3 × bare Python: 2.0 ×, met |")


def test_a_share_of_a_cold_check_has_two_digits() -> None:
    figures = {"check-cold": _figures(4), "policy": _figures(2.83), "tags": _figures(4)}
    lines = measurements(figures, 10_000).splitlines()
    assert lines[3].endswith("| ≤ 0.7 × a cold `check`: 0.71 ×, **not met** |")
    assert lines[4].endswith("| ≤ 1 × a cold `check`: 1.00 ×, met |")


def test_a_table_of_growth() -> None:
    sizes = {
        1_000: {"python": _figures(0.01), "check-cold": _figures(1)},
        10_000: {"check-cold": _figures(9), "python": _figures(0.01)},
    }
    check = "`check` of everything, nothing known from before"
    assert growth(sizes).splitlines()[2:] == [
        "| `python -c pass` | 10.0 ms | 10 MB | 10.0 ms | 10 MB | 1.0 × |",
        f"| {check} | 1.00 s | 10 MB | 9.00 s | 10 MB | 9.0 × |",
    ]
