"""From problems to findings: routes become lines, doubles become one, and an order is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Finding, Note, Place, Related, around
from dativo_hooks.position import TOP, Origin, Position
from dativo_hooks.redaction import SECRET_NAME
from dativo_hooks.validation.secrecy import is_secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.finding import Problem
    from dativo_hooks.position import Span
    from dativo_hooks.rule import Rule, Severity

POLICY_RULES = "DH3"
"""The rules whose severity the configuration may set: those of the tag policy."""


_SAY_MORE: Mapping[Rule, tuple[Rule, ...]] = {
    rules.TAG_VALUE_INVALID: (rules.SECRET, rules.TAG_VALUE_NOT_ALLOWED, rules.INVALID_NAME),
    rules.INVALID_NAME: (rules.SECRET, rules.TAG_VALUE_NOT_ALLOWED),
    rules.LATEST_IMAGE: (rules.INVALID_IMAGE,),
}
"""Rules whose errors say that another value must be written in any case, by the rule whose finding
at the same value is then no news. One fault gives one finding.
"""


def findings_of(
    problems: Iterable[Problem],
    documents: Mapping[str, Document],
    severity: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """The findings of `problems`: errors first, then by path and line; each fault once.

    `severity` says `error`, `warning` or `off` by the code or name of a policy rule.
    """
    merged: dict[object, tuple[Problem, dict[Note, None]]] = {}
    for problem in problems:
        key = (problem.rule.code, problem.where, problem.on_key, problem.message)
        kept = merged.setdefault(key, (problem, {}))
        kept[1].update(dict.fromkeys(problem.notes))
    levels = {
        rule: _severity(rule, severity or {}) for rule in {p.rule for p, _ in merged.values()}
    }
    faulty = {
        (problem.rule, where)
        for problem, _ in merged.values()
        if levels[problem.rule] == "error" and not problem.on_key
        for where in around(problem.where)
    }
    found = []
    for problem, notes in merged.values():
        level = levels[problem.rule]
        outdone = any((rule, problem.where) in faulty for rule in _SAY_MORE.get(problem.rule, ()))
        if level is not None and not outdone:
            found.append(_finding(problem, tuple(notes), documents, level))
    return tuple(sorted(found, key=_order))


def _severity(rule: Rule, severity: Mapping[str, str]) -> Severity | None:
    level = rule.severity
    if rule.code.startswith(POLICY_RULES):
        wanted = severity.get(rule.code, severity.get(rule.name, level))
        return "error" if wanted == "error" else "warning" if wanted == "warning" else None
    return level


def _order(finding: Finding) -> tuple[bool, str, Span, str, str]:
    warns = finding.severity != "error"
    return warns, finding.path, finding.span, finding.rule.code, finding.message


def _finding(
    problem: Problem, notes: tuple[Note, ...], documents: Mapping[str, Document], level: Severity
) -> Finding:
    path, span = _place(problem.where, documents, on_key=problem.on_key)
    related = []
    for note in notes:
        other, place = _place(note.where, documents, on_key=note.on_key)
        related.append(Related(other, place, note.message, secret=_is_secret(note)))
    return Finding(
        path,
        span,
        problem.rule,
        level,
        problem.message,
        problem.help,
        tuple(sorted(related)),
        problem.where.route if isinstance(problem.where, Origin) else (),
        problem.secret,
        problem.diff,
    )


def _is_secret(note: Note) -> bool:
    """Whether what a note marks is the value of something whose name says that it is a secret."""
    return (
        isinstance(note.where, Origin)
        and not note.on_key
        and (
            is_secret(note.where.route)
            or any(SECRET_NAME.search(step) for step in note.where.route if isinstance(step, str))
        )
    )


def _place(
    where: Origin | Place, documents: Mapping[str, Document], *, on_key: bool
) -> tuple[str, Span]:
    if isinstance(where, Place):
        return where.path, where.span
    document = documents.get(where.path)
    if document is None:
        return where.path, TOP
    return where.path, (document.key_span if on_key else document.value_span)(where.route)


def position_of(origin: Origin, documents: Mapping[str, Document]) -> Position:
    """The line and column of a value."""
    return _place(origin, documents, on_key=False)[1].start
