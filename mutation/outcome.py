"""How the trial of a mutant ends."""

from __future__ import annotations

from typing import NamedTuple

KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"

BROKEN = "broken"
"""Pytest itself could not run the tests."""

UNREACHED = "not reached"
"""No test can see the mutant."""

FOUND = (KILLED, TIMED_OUT)
"""Those of a mutant that the tests find."""


class Outcome(NamedTuple):
    """How a trial ended; `tests` could see the mutant, `left` of them were not run."""

    ended: str
    tests: int
    left: int
