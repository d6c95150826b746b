"""What is left of a job whose schema refuses a part of it: enough to judge the rest at once.

Whoever fixes one mistake shouldn't learn of the next only then. Nothing is generated of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dativo_hooks import rules
from dativo_hooks.document import Document
from dativo_hooks.model.job import RUNTIME
from dativo_hooks.position import Origin
from dativo_hooks.runtimes.registry import RUNTIMES
from dativo_hooks.validation.validate import problems as schema_problems
from dativo_hooks.validation.view import at, key_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.finding import Problem
    from dativo_hooks.position import Route


def partial_document(document: Document, faults: Iterable[Problem]) -> Document | None:
    """A job's document without what `faults` mark; None where the rest can't be relied on."""
    marked = {
        fault.where.route
        for fault in faults
        if isinstance(fault.where, Origin) and fault.rule is not rules.MISSING_KEY
    }
    if () in marked:  # no mapping, or so many faults that some aren't told
        return None
    value = _without(document.value, marked, ())
    runtime = at(value, RUNTIME)
    if isinstance(runtime, dict) and runtime.get("type") not in RUNTIMES:
        # The type says which schema the others must fit.
        value = _without(value, {RUNTIME}, ())
    left = Document(document.path, document.data, value, sound=False, odd=document.odd)
    for problem in schema_problems(left, "job"):
        assert isinstance(problem.where, Origin)
        if problem.rule is not rules.MISSING_KEY and problem.where.route not in marked:
            return None
    return left


def is_of(left: Document, problem: Problem) -> bool:
    """Whether a problem marks a scalar or a list of what is left.

    What is said of a mapping, or of what isn't there, may come from what was left out.
    """
    where = problem.where
    return (
        isinstance(where, Origin)
        and where.path == left.path
        and not isinstance(at(left.value, where.route), (dict, type(None)))
    )


def _without(value: Any, marked: set[Route], here: Route) -> Any:
    """A copy of a value without the marked parts; items of lists become None, to keep places."""
    if isinstance(value, dict):
        return {
            key: _without(item, marked, (*here, key_step(key)))
            for key, item in value.items()
            if (*here, key_step(key)) not in marked
        }
    if isinstance(value, list):
        return [
            None if (*here, index) in marked else _without(item, marked, (*here, index))
            for index, item in enumerate(value)
        ]
    return value
