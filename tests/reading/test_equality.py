"""The law of reading: our values are PyYAML's, and what PyYAML refuses is a problem here."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dativo_hooks.document import Document
from dativo_hooks.finding import Place, Problem
from dativo_hooks.position import Route, Span
from dativo_hooks.reading.read import Reading, read
from tests.laws import examples

SAMPLE = """\
# Stripe customers
$schema: schemas/odcs/extended.schema.json
tenant_id: acme
environment: prod
source_connector_path: /app/connectors/stripe.yaml

source:
  objects: [customers, charges]
  incremental:
    lookback_days: 1
    since: 2024-01-01
    at: 2024-01-01T10:00:00.5+02:00
target:
  warehouse: s3://lake/acme/
  connection:
    nessie:
      uri: "http://nessie.acme.internal:19120/api/v1"   # quoted
    s3: {bucket: 'acme-data-lake', prefix: "raw/stripe", path_style_access: false}
classification_overrides:
  email: high_pii

  default: pii
limits:
  - 0.5
  - 1.10
  - 012
  - 0x1F
  - 12:30:45
  - 1_000
  - .inf
  - -.INF
  - 1e3
  - 1.5e+3
  - ~
  -
  - Null
  - no
  - On
  - "no"
  - text: |
      several
      lines
    folded: >-
      one
      line
quote_char: '"'
delimiter: ","
empty: {}
none: []
? complex
: key
7: one
true: yes
"""

MERGED = """\
defaults: &defaults {cost_center: ENG-001, project: crm}
finops:
  <<: *defaults
  project: &p "sales"
more:
  <<: [*defaults, {extra: 1}]
  project: *p
list: &list [1, 2]
again: *list
tagged: !!str 12
set: !!set {a, b}
pairs: !!omap [a: 1, b: 2]
bytes: !!binary aGVsbG8=
float: !!float 1
"""


def loaded(data: bytes) -> Any:
    """What PyYAML makes of a file."""
    return yaml.load(data, yaml.CSafeLoader)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in type as well, with keys in the same order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return same(list(one.items()), list(other.items()))
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    return bool(one == other)


def _parts(value: Any, route: Route = ()) -> list[tuple[Route, Any]]:
    found = [(route, value)]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _parts(inner, (*route, key if isinstance(key, str) else str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += _parts(inner, (*route, index))
    return found


def _inside(document: Document, span: Span) -> bool:
    return (
        span.start <= span.end
        and span.start.line >= 1
        and span.end.line <= len(document.lines)
        and span.start.column <= len(document.lines.line(span.start.line)) + 1
        and span.end.column <= len(document.lines.line(span.end.line)) + 1
    )


def _text(document: Document, span: Span) -> str:
    starts = [0]
    for number in range(1, len(document.lines) + 1):
        text = document.lines.text
        at = starts[-1] + len(document.lines.line(number))
        starts.append(at + (2 if text[at : at + 2] == "\r\n" else 1))
    (row, column), (last, end) = span
    return document.lines.text[starts[row - 1] + column - 1 : starts[last - 1] + end - 1]


def _check_problem(problem: Problem) -> None:
    assert isinstance(problem.where, Place)
    assert problem.where.span.start <= problem.where.span.end
    assert problem.message
    assert problem.help


def check(data: bytes) -> Reading:
    """Everything that holds of reading any bytes."""
    reading = read("x.yaml", data)
    for problem in reading.problems:
        _check_problem(problem)
    try:
        expected = loaded(data)
    except Exception:  # PyYAML raises whatever int() and friends raise
        assert reading.problems
        assert reading.document is None
        return reading
    document = reading.document
    if document is None:
        assert reading.problems
        return reading
    assert document.sound == (not reading.problems)
    assert same(document.value, expected)
    text = data.decode("utf-8-sig") if data[:2] not in {b"\xff\xfe", b"\xfe\xff"} else None
    for route, value in _parts(document.value):
        if not document.sound or len(route) > 20:
            continue
        span = document.value_span(route)
        assert _inside(document, span)
        assert _inside(document, document.key_span(route))
        written = document.written(route)
        if written is not None and text is not None:
            shown = _text(document, span)
            if len(shown.splitlines()) < 2 and not shown.startswith(("&", "!")):
                assert shown == written
                assert same(loaded(f" {shown}".encode()), value)
    if not document.odd:
        for route, value in _parts(document.value):
            written = document.written(route)
            if written and value is not None and not isinstance(value, (str, list, dict)):
                assert written.lower() == str(value).lower()
    return reading


@pytest.mark.parametrize("text", [SAMPLE, MERGED, SAMPLE + MERGED])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_samples(text: str, end: str, encoding: str) -> None:
    data = text.replace("\n", end).encode(encoding)
    reading = check(data)
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.sound


PIECES = st.sampled_from(
    [
        *("a", "b", "key", "é", "😀", "1", "012", "1.10", "no", "on", "~", "null", "12:30"),
        *("2024-01-01", ": ", ":", "- ", "-", ", ", ",", "[", "]", "{", "}", "? ", "# c", "|"),
        *(">", "|-\n", "&x ", "*x", "*y", "<<: ", "<<", "!!str ", "!!int ", "!t ", "!", "'", '"'),
        *("\\", "%", "@", "`", "=", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", " ", "  "),
        *("\t", "\r\n", "\r", "---\n", "...\n", "\ufeff", "\u2028", "\x85", "\x00", "\x7f"),
        *("a: ", "b: ", "a: 1\n", "b: &x {c: 1}\n", "c: *x\n"),
    ]
)
NOISE = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=30)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.sampled_from(
        ["no", "012", "1.10", "", " ", "12:30", "=", "<<", "2024-01-01", "a: b", "\n"]
    )
    | st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.just(dt.timezone.utc))
    | st.binary(max_size=5)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(SCALARS, inner, max_size=4)
        | st.sets(st.text(max_size=3) | st.integers(), max_size=3)
        | st.tuples(inner).map(lambda items: [items[0], items[0]])  # an anchor and its alias
        | st.tuples(inner, st.text(max_size=4)).map(lambda two: {two[1]: two[0], "k": two[0]})
    ),
    max_leaves=12,
)


@examples(600)
@given(NOISE)
@example("a: &x 1\nb: *x")
@example("a: &x {b: 1}\nc: {<<: *x, b: 2}\n")
@example("a: &x [*x]")
@example("[a, {b: c}]: 1")
@example("a: !!int x")
@example("0b_")
@example("a\u2028b: c")
def test_noise(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@examples(60)
@given(st.binary(max_size=40))
def test_bytes(data: bytes) -> None:
    check(data)


@examples(280)
@given(VALUES, st.sampled_from([None, True, False]), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_dumped(value: Any, flow: bool | None, unicode: bool, end: str) -> None:
    text = yaml.safe_dump(
        value, default_flow_style=flow, allow_unicode=unicode, line_break=end, sort_keys=False
    )
    check(text.encode("utf-8", "surrogatepass"))


# PyYAML 6.0.4 merges a key of one letter otherwise than a longer one.
KEYS = ["a", "b", "c", "key", "other"]
MERGES = ["<<: *x", "<<: [*x, *y]", "<<: [*y, *x]", "a: 1", "key: no", "<<: {c: 3}", "<<: {key: 3}"]


@examples(60)
@given(
    st.dictionaries(st.sampled_from(KEYS), st.integers(0, 9), max_size=3),
    st.dictionaries(st.sampled_from(KEYS), st.integers(0, 9), max_size=3),
    st.lists(st.sampled_from(MERGES), unique=True),
)
@example({"a": 0, "b": 0, "c": 0}, {}, ["<<: *x", "<<: {c: 3}"])
@example({"key": 0}, {"key": 1}, ["<<: [*x, *y]"])
@example({"key": 0}, {"key": 1}, ["<<: *x", "<<: {key: 3}"])
def test_merge_keys(x: dict[str, int], y: dict[str, int], lines: list[str]) -> None:
    body = "".join(f"  {line}\n" for line in lines) or "  {}\n"
    reading = check(f"x: &x {x}\ny: &y {y}\nz:\n{body}".replace("'", "").encode())
    assert reading.document is not None
