"""Fixing in rounds: edits are applied, what came of it is judged, and what made it worse undone.

A round applies edits that are apart; what overlaps waits for the next. After each, every finding
that was meant to go must be gone, and none may have come. But what comes after schemas may come to
light: where a schema refuses a file, nothing else looks at it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.fixing.plan import fixed
from dativo_hooks.rules import TOO_MANY_FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dativo_hooks.document import Document
    from dativo_hooks.finding import Edit, Finding
    from dativo_hooks.position import Route, Span

MOST_ROUNDS = 6
"""Two are usual. A file shows at most 100 faults at once: the rest of a dump is for another run."""

_SCHEMA = "DH200"
"""Rules with smaller codes look at one file by itself."""


class Identity(NamedTuple):
    """What a finding is known by while the columns of its line move."""

    code: str
    path: str
    route: Route
    message: str


class _Attempt(NamedTuple):
    """One file in one round: what it was, its findings then, and those that were to go."""

    before: Document
    findings: frozenset[Identity]
    tried: tuple[Identity, ...]


class Rounds:
    """The state of fixing: `documents` by path are the fixed files, `count` their findings."""

    def __init__(self) -> None:
        """Nothing is fixed yet."""
        self.documents: dict[str, Document] = {}
        self.count: dict[str, int] = {}
        self._rounds = 0
        self._attempts: dict[str, _Attempt] = {}
        self._hopeless: set[Identity] = set()
        self._alone: set[str] = set()

    @property
    def files(self) -> dict[str, bytes]:
        """The content of the fixed files."""
        return {path: document.data for path, document in self.documents.items()}

    def next(self, findings: Sequence[Finding], documents: Mapping[str, Document]) -> bool:
        """Go on from what was found; False where nothing is left to do and `documents` are final.

        Args:
            findings: of the tree with `files` in it.
            documents: what they speak of.
        """
        by_path: dict[str, list[Finding]] = {}
        for finding in findings:
            by_path.setdefault(finding.path, []).append(finding)
        undone = False
        for path, attempt in self._attempts.items():
            if self._is_worse(attempt, by_path.get(path, [])):
                undone = True
                self._undo(path, attempt)
        self._attempts = {}
        self._rounds += 1
        if undone:
            return True  # what was found is of files that are undone now: judge again
        if self._rounds > MOST_ROUNDS:
            return False
        for path, found in by_path.items():
            document = documents.get(path)
            if document is not None:
                self._try(document, found)
        return bool(self._attempts)

    def _try(self, document: Document, findings: list[Finding]) -> None:
        """Apply what is fixable of a file."""
        path = document.path
        left = [one for one in findings if one.edits and _identity(one) not in self._hopeless]
        groups = [[one] for one in left]
        if path not in self._alone:
            groups.insert(0, _side_by_side(left))
        for group in groups:
            # Each was right by itself: where all at once aren't, the first is.
            after = fixed(document, dict.fromkeys(edit for one in group for edit in one.edits))
            if group and after is not None:
                before = self.documents.get(path, document)
                known = frozenset(map(_identity, findings))
                tried = tuple(map(_identity, group))
                self._attempts[path] = _Attempt(before, known, tried)
                self.documents[path] = after
                self.count[path] = self.count.get(path, 0) + len(tried)
                return

    def _undo(self, path: str, attempt: _Attempt) -> None:
        self.count[path] -= len(attempt.tried)
        if self.count[path]:
            self.documents[path] = attempt.before
        else:
            del self.documents[path], self.count[path]
        if len(attempt.tried) == 1:
            self._hopeless.update(attempt.tried)
        self._alone.add(path)

    @staticmethod
    def _is_worse(attempt: _Attempt, findings: Iterable[Finding]) -> bool:
        after = set(map(_identity, findings))
        if after & set(attempt.tried):
            return True
        before = attempt.findings
        if any(identity.code == TOO_MANY_FAULTS.code for identity in before):
            return False  # what wasn't told yet is
        was_fit = all(identity.code >= _SCHEMA for identity in before)
        return any(was_fit or identity.code < _SCHEMA for identity in after - before)


def _identity(finding: Finding) -> Identity:
    return Identity(finding.rule.code, finding.path, finding.route, finding.message)


def _side_by_side(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, from the first on, whose edits are the same or don't touch."""
    group: list[Finding] = []
    edits: set[Edit] = set()
    spans: list[Span] = []  # of `edits`, in order
    for finding in findings:
        more = [edit for edit in dict.fromkeys(finding.edits) if edit not in edits]
        added: list[Span] = []
        for edit in more:
            if not _has_room(edit.span, spans):
                break
            insort(spans, edit.span)
            added.append(edit.span)
        if len(added) < len(more):
            for span in added:
                spans.remove(span)
            continue
        group.append(finding)
        edits.update(more)
    return group


def _has_room(span: Span, spans: list[Span]) -> bool:
    """Whether a span touches none of others, which don't touch each other."""
    at = bisect_left(spans, span)
    before, after = spans[at - 1 : at] if at else [], spans[at : at + 1]
    return all(one.end <= span.start for one in before) and all(
        span.end <= one.start for one in after
    )
