"""Which problems of a file edits fix: all of it is tried on a copy before anybody is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.document import Document
from dativo_hooks.fixing.changed_routes import changed_routes
from dativo_hooks.fixing.edits import apart, edited, edits_of
from dativo_hooks.reading.read import read
from dativo_hooks.rules import TOO_MANY_FAULTS
from dativo_hooks.validation.schema import KINDS
from dativo_hooks.validation.validate import problems as schema_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.finding import Edit, Place, Problem
    from dativo_hooks.position import Origin

    _Identity = tuple[str, Origin | Place, bool, str]

MOST_TRIED = 16 * 1024 * 1024
"""Bytes of copies of one file that are read to find its fixable problems: a second or so."""

NEVER_FIXED = frozenset({"configuration"})
"""Kinds of files: what everything else is judged by is a person's to change."""


def fixable(document: Document, problems: Iterable[Problem]) -> dict[Problem, tuple[Edit, ...]]:
    """The problems of a file that have a fix which does no more than fix them, and its edits."""
    if not document.sound:
        return {}
    wanted = {
        problem: edits
        for problem in problems
        if problem.fix is not None and not problem.secret and problem.fix.kind not in NEVER_FIXED
        if (edits := edits_of(document, problem.fix))
    }
    if not wanted:
        return {}
    trial = _Trial(document, wanted)
    return trial.good([problem for problem in wanted if trial.tells(problem)])


class _Trial:
    """Tries fixes of one file: all at once, and by halves where that fails."""

    def __init__(self, document: Document, wanted: Mapping[Problem, tuple[Edit, ...]]) -> None:
        self.document = document
        self.wanted = wanted
        self.kinds = [kind for kind in KINDS if any(p.fix and p.fix.kind == kind for p in wanted)]
        self.before = self._faults(document)
        self.left = max(MOST_TRIED, len(document.data))

    def tells(self, problem: Problem) -> bool:
        """Whether trying can show that a problem goes: the file's schema has it, or none does."""
        fix = problem.fix
        return fix is None or not fix.kind or _identity(problem) in self.before

    def good(self, problems: list[Problem]) -> dict[Problem, tuple[Edit, ...]]:
        """Those of the problems whose edits fix them, all of these at once."""
        edits = {problem: self.wanted[problem] for problem in problems}
        if self._fixes(edits):
            return edits
        if len(problems) < 2:
            return {}
        half = len(problems) // 2
        left, right = self.good(problems[:half]), self.good(problems[half:])
        if not left or not right or self._fixes({**left, **right}):
            return {**left, **right}
        for problem, some in right.items():  # each is right until another is fixed
            if self._fixes({**left, problem: some}):
                left[problem] = some
        return left

    def _fixes(self, wanted: Mapping[Problem, tuple[Edit, ...]]) -> bool:
        self.left -= len(self.document.data)
        if self.left < 0:
            return False
        edits = dict.fromkeys(edit for some in wanted.values() for edit in some)
        after = fixed(self.document, edits)
        if after is None:
            return False
        faults = self._faults(after)
        new = faults - self.before
        if any(rule == TOO_MANY_FAULTS.code for rule, *_ in self.before):
            # Fixing one brings another to light that wasn't told: only those nearby count.
            places = {problem.where for problem in wanted}
            new = {fault for fault in new if fault[1] in places}
        return not new and not any(_identity(problem) in faults for problem in wanted)

    def _faults(self, document: Document) -> set[_Identity]:
        return {
            _identity(problem) for kind in self.kinds for problem in schema_problems(document, kind)
        }


def fixed(document: Document, edits: Iterable[Edit]) -> Document | None:
    """The document with edits applied; None unless it is the same but for what they are about.

    An anchor that is used elsewhere, a merge key, a text that means something else where it
    stands: in all of these more would change than the edits say.
    """
    edits = tuple(edits)
    if not apart(edits):
        return None
    reading = read(document.path, edited(document.data, edits))
    if reading.document is None or reading.problems:
        return None
    told = {(edit.route, edit.on_key) for edit in edits}
    changed = changed_routes(document.value, reading.document.value)
    return reading.document if all(place in told for place in changed) else None


def _identity(problem: Problem) -> _Identity:
    return problem.rule.code, problem.where, problem.on_key, problem.message
