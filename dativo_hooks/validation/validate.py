"""One document against its schema: nothing at all for a good file, in microseconds."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dativo_hooks.position import Origin
from dativo_hooks.validation.schema import KINDS, Kind, fast
from dativo_hooks.validation.view import view
from dativo_hooks.validation.yaml_surprises import surprises

if TYPE_CHECKING:
    from dativo_hooks.document import Document
    from dativo_hooks.finding import Problem
    from dativo_hooks.position import Position

__all__ = ["KINDS", "Kind", "problems"]


def problems(document: Document, kind: Kind) -> tuple[Problem, ...]:
    """What is wrong with a document as a `kind` of file, in the order of its text."""
    value = document.value
    plain = not document.odd
    if plain:
        try:
            valid = fast(kind).is_valid(value)
        except ValueError:  # a date, or a key that isn't text
            plain = False
    if not plain:
        value = view(value)
        valid = fast(kind).is_valid(value)
    found = [] if plain else list(surprises(document, kind))
    if not valid:
        from dativo_hooks.validation.explain import schema_problems_of

        # What the schema refuses says more than what it merely looks like.
        refused = schema_problems_of(document, kind, view(value) if plain else value)
        places = {problem.where for problem in refused}
        found = [*refused, *(problem for problem in found if problem.where not in places)]
    if kind == "configuration":
        from dativo_hooks.reading.faults import MOST_FAULTS, too_many_faults
        from dativo_hooks.validation.configuration import beyond_schema

        more = list(islice(beyond_schema(document), MOST_FAULTS + 1))
        if len(more) > MOST_FAULTS:
            more[MOST_FAULTS:] = [too_many_faults(document.path)]
        found += more
    if not found:
        return ()
    return tuple(sorted(found, key=lambda problem: _order(document, problem)))


def _order(document: Document, problem: Problem) -> tuple[Position, str]:
    where = problem.where
    assert isinstance(where, Origin)  # every problem of this package is one of a route
    place = document.key_span if problem.on_key else document.value_span
    return place(where.route).start, problem.rule.code
