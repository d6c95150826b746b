"""Laws: both validators agree, every fault has a place, and no value makes us fail."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dativo_hooks.document import Document
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin, Route
from dativo_hooks.reading.read import read
from dativo_hooks.validation.schema import KINDS, Kind, fast, slow
from dativo_hooks.validation.validate import problems
from dativo_hooks.validation.view import view
from dativo_hooks.validation.wording import WORDINGS
from tests.laws import examples

# Two validators on everything that we have: coverage would double their time, and tell nothing.
pytestmark = pytest.mark.no_cover

CASES = Path(__file__).parent.parent / "cases" / "schema"
TRICKY: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, 0, 1, -1, 10, 256, 1024, 2048, 10**30, -(10**400), 1.0, 1024.0, 1.10),
        *(float("nan"), float("inf"), 0.5, dt.date(2024, 1, 1), b"bytes", {1, "a"}, ""),
        *("no", "1", "012", "1.0", "8", "1000m", "2Gi", "256MB", "us-east-1", "us-east-1\n", "é"),
        *("${X}", "strict", "job", "service", "infra_x", "finops_cost_center", "a" * 100, "\n"),
        *("aws_ecs_fargate", "aws_lambda", "gcp_cloud_run", "gcp_cloud_function", "v3.0.2", " "),
        *([], {}, [None], [[]], {"a": None}, {1: 2}, {None: 1}, {True: {}}, {"": ""}),
    ]
)
KEYS = st.sampled_from(
    [
        *("type", "cpu", "memory", "timeout", "runtime", "asset", "object", "source_type", "team"),
        *("owner", "cost_center", "expression", "cron", "enabled", "on", "é", "", "execution"),
    ]
)
ANYTHING = st.recursive(
    TRICKY | st.text(max_size=8) | st.integers() | st.floats() | st.dates() | st.datetimes(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS | st.integers() | st.booleans() | st.none(), inner, max_size=3)
    ),
    max_leaves=6,
)


@functools.cache
def samples(kind: Kind) -> tuple[Any, ...]:
    """The values of the good files of a kind."""
    return tuple(
        yaml.safe_load(path.read_bytes()) for path in sorted(CASES.glob(f"{kind}/good/*.yaml"))
    )


def routes(value: Any, route: Route = ()) -> list[Route]:
    """The routes of all parts of a value."""
    found = [route]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += routes(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += routes(inner, (*route, index))
    return found


def changed(value: Any, route: Route, new: Any) -> Any:
    """A copy of a value with the part at `route` replaced, or removed where `new` is REMOVED."""
    if not route:
        return {} if new is REMOVED else new
    copy = dict(value) if isinstance(value, dict) else list(value)
    step: Any = route[0]
    if len(route) == 1 and new is REMOVED:
        del copy[step]
    else:
        copy[step] = changed(copy[step], route[1:], new)
    return copy


REMOVED = object()


@st.composite
def mutants(draw: st.DrawFn) -> tuple[Kind, Any]:
    """A good file's value with a few parts replaced, added or removed."""
    kind: Kind = draw(st.sampled_from(KINDS))
    value = draw(st.sampled_from(samples(kind)))
    for _ in range(draw(st.integers(0, 3))):
        route = draw(st.sampled_from(routes(value)))
        part = value
        for step in route:
            part = part[step]
        if isinstance(part, dict) and draw(st.booleans()):
            value = changed(value, route, {**part, draw(KEYS): draw(ANYTHING)})
        else:
            value = changed(value, route, draw(ANYTHING | st.just(REMOVED)))
    return kind, value


def _document(value: Any) -> Document | None:
    return read("x.yaml", yaml.safe_dump(value, allow_unicode=True).encode()).document


def _check(kind: Kind, document: Document) -> tuple[Problem, ...]:
    shape = view(document.value)
    valid = fast(kind).is_valid(shape)
    refused = list(slow(kind).iter_errors(shape))
    assert valid == (not refused)
    assert {error.validator for error in refused} <= set(WORDINGS)
    found = problems(document, kind)
    assert found or valid
    places = []
    for problem in found:
        assert isinstance(problem.where, Origin)
        start, end = (document.key_span if problem.on_key else document.value_span)(
            problem.where.route
        )
        assert start <= end
        assert start.line <= len(document.lines)
        assert start.column <= len(document.lines.line(start.line)) + 1
        assert problem.message
        assert problem.help
        assert "breaks the schema" not in problem.message  # the fallback's words
        places.append((problem.where.route, problem.on_key, problem.message))
    assert len(set(places)) == len(places)
    return found


TREE = Path(__file__).parent.parent.parent
FILES = sorted(
    path
    for folder in ("tests", "examples")
    for ending in ("*.yaml", "*.yml")
    for path in (TREE / folder).rglob(ending)
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_that_we_have(kind: Kind) -> None:
    assert len(FILES) > 100
    for path in FILES:
        document = read("x.yaml", path.read_bytes()).document
        if document is not None:
            _check(kind, document)


@examples(100)
@given(mutants())
@example(("job", {"finops": {"project": float("nan")}}))
@example(("asset", {"asset": {"finops": {"project": float("nan")}}}))
def test_mutants(mutant: tuple[Kind, Any]) -> None:
    kind, value = mutant
    document = _document(value)
    if document is not None:
        _check(kind, document)


@examples(80)
@given(st.sampled_from(KINDS), ANYTHING)
def test_any_value(kind: Kind, value: Any) -> None:
    document = _document(value)
    if document is not None:
        _check(kind, document)


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_value_anywhere_is_one_fault_at_its_place(kind: Kind) -> None:
    refused = 0
    for value in samples(kind):
        for route in routes(value):
            document = _document(changed(value, route, dt.date(2024, 1, 1)))
            assert document is not None
            found = problems(document, kind)
            wheres = {problem.where for problem in found}
            assert wheres <= {Origin("x.yaml", route)}
            assert len(found) == len(wheres)
            refused += len(found)
    assert refused


@examples(40)
@given(mutants())
def test_order_of_the_text(mutant: tuple[Kind, Any]) -> None:
    kind, value = mutant
    document = _document(value)
    if document is None:
        return
    starts = []
    for problem in problems(document, kind):
        assert isinstance(problem.where, Origin)
        place = document.key_span if problem.on_key else document.value_span
        starts.append(place(problem.where.route).start)
    assert starts == sorted(starts)
