"""What a check reports.

Checks yield a `Problem`, which speaks of routes into documents; the runner turns the ones that are
shown into a `Finding`, which speaks of lines and columns. Neither can print itself.
"""

from __future__ import annotations

from typing import NamedTuple

from dativo_hooks.position import Origin, Route, Span
from dativo_hooks.rule import Rule, Severity


class Place(NamedTuple):
    """A stretch of a file whose lines are known already."""

    path: str
    span: Span


def around(where: Origin | Place) -> tuple[Origin | Place, ...]:
    """A place, and the list that it is an item of."""
    if isinstance(where, Origin) and where.route and isinstance(where.route[-1], int):
        return where, where._replace(route=where.route[:-1])
    return (where,)


class Note(NamedTuple):
    """A second place that explains a problem; `on_key` marks the key rather than the value."""

    where: Origin | Place
    message: str
    on_key: bool = False


class Fix(NamedTuple):
    """What to write instead of one scalar, where there is no doubt what was meant.

    `where` is the scalar, or its key where `on_key`, or the list that holds it. `old` is the text
    that YAML has there and `new` what it must read instead: text that is `old` itself wants quotes.
    `kind` is the kind of file whose schema found the fault, "" where it wasn't one.
    """

    where: Origin
    old: str
    new: str | int | bool
    on_key: bool = False
    kind: str = ""


class Edit(NamedTuple):
    """A stretch of one line of a file and the text to write instead.

    `route` is the scalar that changes by it, its key where `on_key`, and nothing else does.
    """

    route: Route
    span: Span
    text: str
    on_key: bool = False


class Problem(NamedTuple):
    """One fault, as a check yields it.

    `where` is an `Origin` (route into a document) or, when the document can't be had, a `Place`.
    `on_key` marks the key of the route instead of its value. `secret` says that the marked text
    must never be shown whole. `diff` is a unified diff, for drift. `fix` fixes it, if it may be.
    """

    rule: Rule
    where: Origin | Place
    message: str
    help: str
    notes: tuple[Note, ...] = ()
    on_key: bool = False
    secret: bool = False
    diff: str = ""
    fix: Fix | None = None


class Related(NamedTuple):
    """A second place of a finding, with its lines. `secret`: see `Problem`."""

    path: str
    span: Span
    message: str
    secret: bool = False


class Finding(NamedTuple):
    """One fault at one place of one file, ready to be reported.

    `edits` fix it, as has been tried; none where a person must.
    """

    path: str
    span: Span
    rule: Rule
    severity: Severity
    message: str
    help: str
    related: tuple[Related, ...] = ()
    route: Route = ()
    secret: bool = False
    diff: str = ""
    edits: tuple[Edit, ...] = ()


def telling_order(finding: Finding) -> tuple[bool, str, Span, str, str]:
    """What findings are sorted by: errors before warnings, then path and place."""
    warns = finding.severity != "error"
    return warns, finding.path, finding.span, finding.rule.code, finding.message
