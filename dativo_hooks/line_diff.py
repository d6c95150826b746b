"""What differs between two texts line by line, in bounded time.

`difflib` is exact, and takes cubic time where one line stands in a text many times. It is asked
where it can't take long; elsewhere lines that both texts have once separate them (as `git diff
--patience` does), and what lies between two such lines is one change.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONTEXT = 3
"""Lines around a change, as in any unified diff."""

_STEPS = 2_000_000
"""Steps of difflib that two texts may take together: a quarter of a second."""


_LINE_END = re.compile(r"\r\n|\n|\r")


class Run(NamedTuple):
    """Lines `start:end` of the old text that are lines `begin:stop` of the new one instead."""

    start: int
    end: int
    begin: int
    stop: int


def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends, as places count them.

    `str.splitlines` ends them at more characters: at a form feed, at U+2028.
    """
    lines = _LINE_END.split(text)
    return lines if lines[-1] else lines[:-1]


def changed_runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """What differs, from the beginning to the end; [] where nothing does."""
    whole = Run(0, len(old), 0, len(new))
    if _steps(old, new, whole) <= _STEPS:
        return list(_exact(old, new, whole))
    left = _STEPS
    runs: list[Run] = []
    for gap in _between_anchors(old, new, whole):
        steps = _steps(old, new, gap)
        if steps <= left:
            left -= steps
            runs += _exact(old, new, gap)
        else:
            runs.append(gap)
    return runs


def unified(old: Sequence[str], new: Sequence[str], before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff, without line ends; none where nothing differs.

    Args:
        old: lines without their ends.
        new: lines like them.
        before: what the old text is called.
        after: what the new one is called.
    """
    runs = changed_runs(old, new)
    if runs:
        yield f"--- {before}"
        yield f"+++ {after}"
    for hunk in _hunks(runs):
        first, last = hunk[0], hunk[-1]
        lead = min(_CONTEXT, first.start)
        start, begin = first.start - lead, first.begin - lead
        end = min(last.end + _CONTEXT, len(old))
        stop = last.stop + end - last.end
        yield f"@@ -{_range(start, end)} +{_range(begin, stop)} @@"
        at = start
        for run in hunk:
            yield from (f" {line}" for line in old[at : run.start])
            yield from (f"-{line}" for line in old[run.start : run.end])
            yield from (f"+{line}" for line in new[run.begin : run.stop])
            at = run.end
        yield from (f" {line}" for line in old[at:end])


def _trimmed(old: Sequence[str], new: Sequence[str], run: Run) -> Run | None:
    """A run without what both sides begin and end with; None where nothing is left."""
    start, end, begin, stop = run
    while start < end and begin < stop and old[start] == new[begin]:
        start, begin = start + 1, begin + 1
    while start < end and begin < stop and old[end - 1] == new[stop - 1]:
        end, stop = end - 1, stop - 1
    return Run(start, end, begin, stop) if start < end or begin < stop else None


def _steps(old: Sequence[str], new: Sequence[str], run: Run) -> int:
    """The most steps that difflib takes: it looks at all equal pairs once for each match."""
    there = Counter(old[run.start : run.end])
    here = Counter(new[run.begin : run.stop])
    both = there.keys() & here.keys()
    pairs = sum(there[line] * here[line] for line in both)
    matches = sum(min(there[line], here[line]) for line in both)
    return (there.total() + here.total() + pairs) * (matches + 1)


def _exact(old: Sequence[str], new: Sequence[str], run: Run) -> Iterator[Run]:
    import difflib

    matcher = difflib.SequenceMatcher(
        None, old[run.start : run.end], new[run.begin : run.stop], autojunk=False
    )
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag != "equal":
            yield Run(run.start + start, run.start + end, run.begin + begin, run.begin + stop)


def _between_anchors(old: Sequence[str], new: Sequence[str], run: Run) -> Iterator[Run]:
    """What lies between lines that both sides have once, in the longest order that both have."""
    there, here = _once(old, run.start, run.end), _once(new, run.begin, run.stop)
    pairs = [(at, here[line]) for line, at in there.items() if line in here]
    start, begin = run.start, run.begin
    for at, place in [*_rising(pairs), (run.end, run.stop)]:
        gap = _trimmed(old, new, Run(start, at, begin, place))
        if gap is not None:
            yield gap
        start, begin = at + 1, place + 1


def _once(lines: Sequence[str], start: int, end: int) -> dict[str, int]:
    """The lines that stand there once, and where."""
    counts = Counter(lines[start:end])
    return {lines[at]: at for at in range(start, end) if counts[lines[at]] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, which rise by the first, that rises by the second, too."""
    ends: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(holders[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        holders[length : length + 1] = [index]
    found = []
    index = holders[-1] if holders else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _hunks(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs by hunk: those whose contexts touch are of one."""
    hunk: list[Run] = []
    for run in runs:
        if hunk and run.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(run)
    if hunk:
        yield hunk


def _range(start: int, end: int) -> str:
    """Lines `start:end` as the head of a hunk has them; an empty range stands after its line."""
    length = end - start
    if length == 1:
        return f"{start + 1}"
    return f"{start + 1 if length else start},{length}"
