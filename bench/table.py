"""The figures as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.goals import MEGABYTE, outcomes
from bench.scenarios import SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.goals import Figures, Outcome

_KINDS = {
    "times": "≤ {limit} × {beside}",
    "faster": "≥ {limit} × faster than {beside}",
    "megabytes": "≤ {limit} MB",
    "growth": "≤ {limit} × a tenth of the jobs",
}
_TITLES = {scenario.name: scenario.title for scenario in SCENARIOS}
_SPOKEN = {
    "python": "bare Python",
    "check-cold": "a cold `check`",
    "check-jsonschema": "check-jsonschema",
}


def measurements(
    figures: Mapping[str, Figures], jobs: int, smaller: Mapping[str, Figures] | None = None
) -> str:
    """A row for each scenario, the goals that it has beside it."""
    goals: dict[str, list[Outcome]] = {}
    for outcome in outcomes(figures, jobs, smaller):
        goals.setdefault(outcome.goal.scenario, []).append(outcome)
    python = figures.get("python")
    return _table(
        (
            "what",
            "time",
            "least to most",
            "× bare Python",
            "CPU",
            "largest process",
            "all at once",
            "goal",
        ),
        [
            (
                _TITLES[name],
                seconds(its.wall),
                f"{seconds(its.fastest)} to {seconds(its.slowest)}",
                f"{its.wall / python.wall:.1f}" if python else "",
                seconds(its.cpu),
                megabytes(its.largest),
                "" if its.together is None else megabytes(its.together),
                "; ".join(map(_spoken, goals.get(name, ()))),
            )
            for name, its in figures.items()
        ],
    )


def growth(sizes: Mapping[int, Mapping[str, Figures]]) -> str:
    """A row for each scenario: its time and memory by number of jobs, and how often it grew."""
    names = [name for name in _TITLES if any(name in figures for figures in sizes.values())]
    heads = ["what"]
    for place, jobs in enumerate(sizes):
        heads += [f"{jobs:,} jobs", "memory"] + (["grew"] if place else [])
    rows = []
    for name in names:
        row = [_TITLES[name]]
        before: Figures | None = None
        for place, figures in enumerate(sizes.values()):
            its = figures.get(name)
            row += [seconds(its.wall), megabytes(its.largest)] if its else ["", ""]
            if place:
                row.append(f"{its.wall / before.wall:.1f} ×" if its and before else "")
            before = its
        rows.append(tuple(row))
    return _table(tuple(heads), rows)


def seconds(value: float) -> str:
    """A time with three digits: `12.3 ms`, `1.23 s`."""
    value, unit = (value, "s") if value >= 0.9995 else (value * 1000, "ms")
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} {unit}"


def megabytes(value: int) -> str:
    """An amount of memory in megabytes."""
    return f"{value / MEGABYTE:.0f} MB"


def _spoken(outcome: Outcome) -> str:
    goal = outcome.goal
    wanted = _KINDS[goal.kind].format(limit=f"{goal.limit:g}", beside=_SPOKEN[goal.beside])
    digits = 2 if goal.beside == "check-cold" else 1
    figure = (
        f"{outcome.figure:.0f} MB" if goal.kind == "megabytes" else f"{outcome.figure:.{digits}f} ×"
    )
    return f"{wanted}: {figure}, {'met' if outcome.is_met else '**not met**'}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
