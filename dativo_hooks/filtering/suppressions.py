"""Suppressions: comments that silence a rule for one line, each of which answers for itself.

A comment stands on the finding's line, or alone in the lines right above it. The line of the key
counts as well, and for what is behind the value the line that it ends on. What concerns a file as
a whole is silenced at its top, before the first key.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dativo_hooks import rules
from dativo_hooks.document import Lines
from dativo_hooks.filtering.comments import comments
from dativo_hooks.filtering.directives import directives
from dativo_hooks.filtering.locks import why_locked
from dativo_hooks.finding import Place, Problem
from dativo_hooks.position import TOP, Position, Span
from dativo_hooks.reading.faults import MOST_FAULTS, too_many_faults
from dativo_hooks.suppressed import Suppressed
from dativo_hooks.validation.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dativo_hooks.document import Document
    from dativo_hooks.filtering.directives import Directive, Named
    from dativo_hooks.finding import Finding
    from dativo_hooks.rule import Rule

EXAMPLE = "# dativo-hooks: ignore[DH301] why it may stay"


class Suppression(NamedTuple):
    """One rule that one comment silences.

    `above` is the line that a comment alone on its line stands above, 0 where there is none.
    `top`: it stands before all that the file says.
    """

    path: str
    rule: Rule
    directive: Directive
    named: Named
    above: int
    top: bool


Key: TypeAlias = "tuple[str, int, int]"
"""What tells a suppression from all others: its path, and the line and column of its rule."""


class Silenced(NamedTuple):
    """What comments make of findings; `used` are the keys of those that silence one."""

    left: tuple[Finding, ...]
    hidden: tuple[Suppressed, ...]
    used: frozenset[Key]


def suppressions_of(
    path: str, text: str, locked: Iterable[str]
) -> tuple[list[Suppression], list[Problem]]:
    """The suppressions of a file that hold, and what is wrong with the others."""
    holding: list[Suppression] = []
    problems: list[Problem] = []
    every = list(comments(text))
    layout = _layout(text, {comment.line for comment in every if comment.alone})
    for comment in every:
        for directive in directives(comment):
            if len(problems) <= MOST_FAULTS:
                problems += islice(_faults(path, directive, locked), MOST_FAULTS + 1)
            if directive.reason:
                above, top = layout.get(comment.line, (0, False))
                holding += (
                    Suppression(path, named.rule, directive, named, above, top)
                    for named in directive.named
                    if named.rule is not None and not why_locked(named.rule, locked)
                )
    if len(problems) > MOST_FAULTS:
        problems[MOST_FAULTS:] = [too_many_faults(path)]
    return holding, problems


def suppressed(
    findings: Iterable[Finding],
    suppressions: Sequence[Suppression],
    documents: Mapping[str, Document],
) -> Silenced:
    """The findings without those that a comment silences."""
    # Of several at one line the first counts.
    by_rule: dict[tuple[str, Rule], dict[_At, tuple[int, Suppression]]] = {}
    for number, one in enumerate(suppressions):
        known = by_rule.setdefault((one.path, one.rule), {})
        for at in _covered(one):
            known.setdefault(at, (number, one))
    left, hidden, used = [], [], set()
    for finding in findings:
        candidates = by_rule.get((finding.path, finding.rule))
        if candidates is None:
            left.append(finding)
            continue
        places = _places(finding, _key_line(finding, documents))
        holding = sorted({candidates[at] for at in places if at in candidates})
        if not holding:
            left.append(finding)
            continue
        _, nearest = min(holding, key=lambda one: _distance(one[1], finding))
        used.add(_key(nearest))
        hidden.append(Suppressed(finding, "comment", nearest.directive.reason))
    return Silenced(tuple(left), tuple(hidden), frozenset(used))


def unused(
    suppressions: Iterable[Suppression],
    used: frozenset[Key],
    could_fire: Callable[[str, Rule], bool],
) -> Iterator[Problem]:
    """A problem for each suppression that silences nothing, where this run would have found it."""
    for one in suppressions:
        if _key(one) not in used and could_fire(one.path, one.rule):
            yield Problem(
                rules.UNUSED_SUPPRESSION,
                _place(one.path, one.directive.line, one.named.column, one.named.end),
                f"`{one.named.word}` is silenced here, and isn't reported here",
                "remove it: what it was for is fixed, or stands on another line"
                if len(one.directive.named) > 1
                else "remove the comment: what it was for is fixed, or stands on another line",
            )


def _key(one: Suppression) -> Key:
    return one.path, one.directive.line, one.named.column


def _layout(text: str, alone: set[int]) -> dict[int, tuple[int, bool]]:
    """By the line of each comment: the line that it stands above (0), whether it is at the top."""
    if not alone:
        return {}
    lines = Lines(text)
    top = 1
    while top <= len(lines) and (
        top in alone or not lines.line(top).strip() or lines.line(top).startswith(("---", "%"))
    ):
        top += 1
    found = {}
    below = 0
    for line in sorted(alone, reverse=True):
        if line + 1 not in alone:
            below = line + 1 if lines.line(line + 1).strip() else 0
        found[line] = (below, line < top)
    return found


def _key_line(finding: Finding, documents: Mapping[str, Document]) -> int:
    """The line of the key whose value a finding is about, 0 where there is none."""
    document = documents.get(finding.path)
    if document is None or not finding.route:
        return 0
    return document.key_span(finding.route).start.line


_At: TypeAlias = "tuple[bool, int]"
"""Whether a comment is alone on its line, and a line: the one that it is about, 0 for the top."""


def _covered(one: Suppression) -> Iterator[_At]:
    """Where a suppression holds."""
    if not one.directive.alone:
        yield False, one.directive.line
        return
    if one.top:
        yield True, 0
    if one.above:
        yield True, one.above


def _places(finding: Finding, key_line: int) -> list[_At]:
    """Where a suppression of a finding may stand; `key_line` is 0 where there is none."""
    start, end = finding.span
    places = [(False, end.line)]
    for line in (start.line, key_line):
        places += [(False, line), (True, line)] if line else []
    return [*places, (True, 0)] if finding.span == TOP else places


def _distance(one: Suppression, finding: Finding) -> tuple[bool, int]:
    return one.directive.alone, abs(finding.span.start.line - one.directive.line)


def _faults(path: str, directive: Directive, locked: Iterable[str]) -> Iterator[Problem]:
    whole = _place(path, directive.line, directive.column, directive.end)
    if directive.fault:
        yield Problem(
            rules.INVALID_SUPPRESSION,
            whole,
            f"a comment for dativo-hooks can't be understood: {directive.fault}",
            f"write `{EXAMPLE}`, or remove it",
        )
        return
    for named in directive.named:
        where = _place(path, directive.line, named.column, named.end)
        if named.rule is None:
            near = closest(named.word, rules.BY_KEY)
            yield Problem(
                rules.INVALID_SUPPRESSION,
                where,
                f"no rule is called `{named.word}`",
                f"did you mean `{near}`?"
                if near
                else "remove it; `dativo-hooks rules` lists all of them",
            )
        elif why := why_locked(named.rule, locked):
            yield Problem(
                rules.LOCKED_SUPPRESSION,
                where,
                f"`{named.word}` can't be silenced: {why}",
                "fix what it reports, and remove the comment",
            )
    if not directive.reason:
        yield Problem(
            rules.SUPPRESSION_WITHOUT_REASON,
            whole,
            "a suppression gives no reason, and doesn't count without one",
            "say after the bracket why it may stay, for whoever reads this next",
        )


def _place(path: str, line: int, column: int, end: int) -> Place:
    return Place(path, Span(Position(line, column), Position(line, end)))
