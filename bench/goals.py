"""What is wanted of the figures, as data."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.measuring import Cost

MEGABYTE = 10**6


class Figures(NamedTuple):
    """All runs of one scenario, put together: the median of times, the most of memory."""

    wall: float
    fastest: float
    slowest: float
    cpu: float
    largest: int
    together: int | None


class Goal(NamedTuple):
    """A limit of a scenario, at so many jobs (None: at any number).

    `kind`: "times" is its time over that of `beside`, at most; "faster" the inverse, at least;
    "megabytes" the largest process's peak, at most; "growth" its time over its own at a tenth of
    the jobs, at most.
    """

    scenario: str
    kind: Literal["times", "faster", "megabytes", "growth"]
    limit: float
    beside: str = "python"
    jobs: int | None = 10_000


GOALS = (
    *(Goal(name, "times", 3, jobs=None) for name in ("help", "version", "explain")),
    *(Goal(name, "times", 6) for name in ("nothing-changed", "other-changed")),
    *(Goal(name, "times", 40, jobs=100_000) for name in ("nothing-changed", "other-changed")),
    *(
        Goal(name, "times", 12)
        for name in ("job-in-step", "job-drifting", "asset-in-step", "asset-drifting")
    ),
    *(
        Goal(f"asset-in-step-{variant}", "times", 15)
        for variant in ("known-errors", "warnings", "unfixed-error")
    ),
    Goal("check-cold", "faster", 15, "check-jsonschema"),
    Goal("check-cold", "megabytes", 200),
    Goal("check-cold", "megabytes", 600, jobs=100_000),
    Goal("check-cold", "growth", 11, jobs=100_000),
    Goal("missing-assets", "times", 2, "check-cold"),
    Goal("generate", "times", 1.3, "check-cold"),
    Goal("generate-all", "times", 1.5, "check-cold"),
    Goal("generate-all", "megabytes", 200),
    Goal("generate-all", "megabytes", 600, jobs=100_000),
    Goal("policy", "times", 0.7, "check-cold"),
    Goal("tags", "times", 1, "check-cold"),
)


class Outcome(NamedTuple):
    """A goal, and the figure that it is about."""

    goal: Goal
    figure: float

    @property
    def is_met(self) -> bool:
        """Whether the figure is within the limit."""
        return (
            self.figure >= self.goal.limit
            if self.goal.kind == "faster"
            else self.figure <= self.goal.limit
        )


def figures_of(costs: Sequence[Cost]) -> Figures:
    """Put the runs of a scenario together."""
    walls = [cost.wall for cost in costs if cost.together is None] or [cost.wall for cost in costs]
    largest = max(cost.largest for cost in costs)
    together = [max(cost.together, largest) for cost in costs if cost.together is not None]
    return Figures(
        median(walls),
        min(walls),
        max(walls),
        median(cost.cpu for cost in costs),
        largest,
        max(together, default=None),
    )


def outcomes(
    figures: Mapping[str, Figures], jobs: int, smaller: Mapping[str, Figures] | None = None
) -> list[Outcome]:
    """The goals at this number of jobs that these figures say something about.

    `smaller`: the figures at a tenth of the jobs.
    """
    found = []
    for goal in GOALS:
        if goal.jobs not in (None, jobs) or goal.scenario not in figures:
            continue
        its = figures[goal.scenario]
        if goal.kind == "megabytes":
            found.append(Outcome(goal, its.largest / MEGABYTE))
        elif goal.kind == "growth":
            if smaller and goal.scenario in smaller:
                found.append(Outcome(goal, its.wall / smaller[goal.scenario].wall))
        elif goal.beside in figures:
            other = figures[goal.beside].wall
            found.append(
                Outcome(goal, other / its.wall if goal.kind == "faster" else its.wall / other)
            )
    return found
