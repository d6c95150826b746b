"""How many examples a property (a law) is tried with, in every lane.

The suite takes the same examples each time, so that nobody's commit fails by chance. Where
`DATIVO_HOOKS_EFFORT` is set, every law takes that many times as many, each run others.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EFFORT = os.environ.get("DATIVO_HOOKS_EFFORT", "")
"""A factor for all numbers of examples; empty for the suite's own, fixed ones."""

SIZES = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
"""What Hypothesis would refuse of a law over whole repositories, or on a slow machine."""


def examples(number: int) -> settings:
    """The settings of a law that takes `number` examples in the suite.

    No deadline: a slow machine is no defect.
    """
    return settings(
        max_examples=max(1, round(number * float(EFFORT or 1))),
        derandomize=not EFFORT,
        database=None,
        deadline=None,
        suppress_health_check=SIZES,
    )
