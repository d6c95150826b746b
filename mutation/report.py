"""What came of a run, as a table and a list of what survived."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mutation.mutants import Change
from mutation.outcome import BROKEN, FOUND, KILLED, SURVIVED, TIMED_OUT, UNREACHED, Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_ENDS = (KILLED, TIMED_OUT, SURVIVED, UNREACHED, BROKEN)


class Tried(NamedTuple):
    """A mutant of a part, and how its trial ended."""

    part: str
    change: Change
    line: int
    outcome: Outcome


def report(
    results: Sequence[Tried], accepted: Collection[Change], least: float
) -> tuple[str, bool]:
    """The text, and whether `least` percent are found of every part."""
    lines = ["", f"{'':12}{'mutants':>8}" + "".join(f"{end:>13}" for end in _ENDS) + "    found"]
    good = True
    for part in dict.fromkeys(tried.part for tried in results):
        ends = Counter(tried.outcome.ended for tried in results if tried.part == part)
        found = 100 * sum(ends[end] for end in FOUND) / ends.total()
        good &= found >= least
        counts = "".join(f"{ends[end]:>13}" for end in _ENDS)
        lines.append(f"{part:12}{ends.total():>8}{counts} {found:>6.1f} %")
    new = [tried for tried in results if _is_new(tried, accepted)]
    if new:
        lines += ["", f"{len(new)} survive, and survivors.json doesn't have them:"]
    for tried in new:
        change, outcome = tried.change, tried.outcome
        left = f", {outcome.left} not run" if outcome.left else ""
        where = f" in {change.function}" if change.function else ""
        lines.append(f"\n{change.path}:{tried.line}{where} ({outcome.tests} tests{left})")
        lines += [f"  - {change.before}", f"  + {change.after}"]
    return "\n".join(lines), good


def _is_new(tried: Tried, accepted: Collection[Change]) -> bool:
    return tried.outcome.ended not in FOUND and tried.change not in accepted
