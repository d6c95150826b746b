"""From problems to findings: routes become lines, doubles become one, and an order is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.filtering.selection import stops
from dativo_hooks.finding import Finding, Note, Place, Problem, Related, around, telling_order
from dativo_hooks.position import TOP, Origin, Position
from dativo_hooks.secrets.names import is_secret_name
from dativo_hooks.sources.documents import Documents, Edited
from dativo_hooks.validation.secrecy import is_secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dativo_hooks.document import Document
    from dativo_hooks.filtering.selection import Selection
    from dativo_hooks.finding import Edit
    from dativo_hooks.position import Span
    from dativo_hooks.rule import Rule, Severity


SAY_MORE: Mapping[Rule, tuple[Rule, ...]] = {
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
    selection: Selection | None = None,
    *,
    with_edits: bool = True,
) -> tuple[Finding, ...]:
    """The findings of `problems`: errors first, then by path and line; each fault once.

    `selection` says which are reported, and how severe they are; without one, all are. Edits that
    fix them take a while: `edited` adds them later.
    """
    merged: dict[object, tuple[Problem, dict[Note, None]]] = {}
    for problem in problems:
        key = (problem.rule.code, problem.where, problem.on_key, problem.message)
        kept = merged.setdefault(key, (problem, {}))
        kept[1].update(dict.fromkeys(problem.notes))

    def level_of(problem: Problem) -> Severity | None:
        if selection is None:
            return problem.rule.severity
        return selection.level(problem.rule, problem.where.path)

    told = [(problem, tuple(notes), level_of(problem)) for problem, notes in merged.values()]
    faulty = {
        (problem.rule, where)
        for problem, _, level in told
        if level == "error" and not problem.on_key
        for where in around(problem.where)
    }
    silent = _unchecked((problem, level) for problem, _, level in told)
    told += [(problem, (), level_of(problem)) for problem in silent]
    found = []
    for problem, notes, level in told:
        outdone = any((rule, problem.where) in faulty for rule in SAY_MORE.get(problem.rule, ()))
        if level is not None and not outdone:
            found.append((problem, notes, level))
    if isinstance(documents, Documents):
        _prefetch(((problem, notes) for problem, notes, _ in found), documents)
    fixes = [problem for problem, _, _ in found if with_edits and problem.fix is not None]
    edits = _edits(fixes, documents)
    return tuple(
        sorted(
            (
                _finding(problem, notes, documents, level)._replace(edits=edits.get(problem, ()))
                for problem, notes, level in found
            ),
            key=telling_order,
        )
    )


def edited(
    findings: Iterable[Finding],
    problems: Iterable[Problem],
    documents: Mapping[str, Document],
    selection: Selection,
) -> tuple[Finding, ...]:
    """Findings of `problems`, of which some may be hidden by now, with the edits that fix them."""
    told = tuple(findings)
    shown = {finding.path for finding in told}
    every = [problem for problem in problems if problem.where.path in shown]
    fixable = {problem.where.path for problem in every if problem.fix is not None}
    if not fixable:
        return told
    again = findings_of(
        [problem for problem in every if problem.where.path in fixable], documents, selection
    )
    edits = {one._replace(edits=()): one.edits for one in again if one.edits}
    return tuple(one._replace(edits=edits.get(one, ())) for one in told)


def places_of(problems: Iterable[Problem]) -> Iterator[tuple[Origin, bool]]:
    """What the problems and their notes mark, and whether its key is meant."""
    for problem in problems:
        if isinstance(problem.where, Origin):
            yield problem.where, problem.on_key
        for note in problem.notes:
            if isinstance(note.where, Origin):
                yield note.where, note.on_key


def _prefetch(told: Iterable[tuple[Problem, tuple[Note, ...]]], documents: Documents) -> None:
    """Have the files read at once that must be read to tell where problems are."""
    places = places_of(problem._replace(notes=notes) for problem, notes in told)
    documents.prefetch(
        dict.fromkeys(
            where.path for where, on_key in places if documents.span(where, on_key=on_key) is None
        )
    )


def _edits(
    problems: Sequence[Problem], documents: Mapping[str, Document]
) -> Mapping[Problem, tuple[Edit, ...]]:
    """The edits that fix problems, of those that edits do fix."""
    found: dict[Problem, tuple[Edit, ...]] = {}
    for path in dict.fromkeys(problem.where.path for problem in problems):
        asked = tuple(one for one in problems if one.where.path == path)
        found |= _edits_of_file(path, asked, documents)
    return found


def _edits_of_file(
    path: str, problems: tuple[Problem, ...], documents: Mapping[str, Document]
) -> Mapping[Problem, tuple[Edit, ...]]:
    known = documents.edited.get(path) if isinstance(documents, Documents) else None
    if known is not None and known.problems == problems:
        return known.edits
    document = documents.get(path)
    if document is None:
        return {}
    from dativo_hooks.fixing.plan import fixable

    edits = fixable(document, problems)
    if isinstance(documents, Documents):
        documents.edited[path] = Edited(problems, edits)
    return edits


def _unchecked(told: Iterable[tuple[Problem, Severity | None]]) -> list[Problem]:
    """The files that look right only because what stopped their checks is switched off."""
    shown: set[str] = set()
    hidden: dict[str, dict[str, None]] = {}
    for problem, level in told:
        if stops(problem.rule):
            if level is None:
                hidden.setdefault(problem.where.path, {})[problem.rule.code] = None
            else:
                shown.add(problem.where.path)
    return [
        _unchecked_file(path, sorted(codes)) for path, codes in hidden.items() if path not in shown
    ]


def _unchecked_file(path: str, codes: Sequence[str]) -> Problem:
    options = "".join(f" --select {code} --severity {code}=error" for code in codes)
    subject, would = ("is", "it would") if len(codes) == 1 else ("are", "they would")
    return Problem(
        rules.UNCHECKED_FILE,
        Place(path, TOP),
        f"{' and '.join(codes)} {subject} switched off, and for what {would} report here the file, "
        "or what is made of it, isn't checked any further",
        f"fix what `dativo-hooks check{options}` shows, or leave the file out by `exclude`",
    )


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
            or any(is_secret_name(step) for step in note.where.route if isinstance(step, str))
        )
    )


def _place(
    where: Origin | Place, documents: Mapping[str, Document], *, on_key: bool
) -> tuple[str, Span]:
    if isinstance(where, Place):
        return where.path, where.span
    if isinstance(documents, Documents):
        known = documents.span(where, on_key=on_key)
        if known is not None:
            return where.path, known
    document = documents.get(where.path)
    if document is None:
        return where.path, TOP
    return where.path, (document.key_span if on_key else document.value_span)(where.route)


def position_of(origin: Origin, documents: Mapping[str, Document]) -> Position:
    """The line and column of a value."""
    return _place(origin, documents, on_key=False)[1].start
