"""What is told to be fixable: all that is, and no more time spent on it than it is worth."""

from __future__ import annotations

import pytest

from dativo_hooks import rules
from dativo_hooks.finding import Fix, Problem
from dativo_hooks.fixing import plan
from dativo_hooks.fixing.plan import fixable
from dativo_hooks.position import Origin
from dativo_hooks.validation.validate import problems as schema_problems
from tests.fixing.fixing_cases import PATH, document_of, fixed, found

JOB = """\
tenant_id: acme
source_connector_path: connectors/hubspot.yaml
target_connector_path: connectors/iceberg.yaml
asset_path: assets/contacts.yaml
"""


def _problem(key: str, old: str, new: str, *, secret: bool = False, kind: str = "") -> Problem:
    where = Origin(PATH, (key,))
    fix = Fix(where, old, new, kind=kind)
    return Problem(rules.YAML_SURPRISE, where, f"{key}", "", secret=secret, fix=fix)


def test_one_that_fails_keeps_no_other_from_being_fixed() -> None:
    document = document_of(b"".join(b"k%d: [no]\n" % number for number in range(9)) + b"x: y\n")
    good = [_problem(f"k{number}", "no", "no") for number in range(9)]
    assert fixable(document, good) == {}  # a list has no such text: `no` is a boolean there
    document = document_of(b"".join(b"k%d: no\n" % number for number in range(9)) + b"x: {y: z}\n")
    bad = _problem("x", "z", "Z")
    assert list(fixable(document, [*good[:4], bad, *good[4:]])) == good


@pytest.mark.parametrize(
    "problem",
    [
        _problem("a", "no", "no", secret=True),
        _problem("a", "no", "no", kind="configuration"),
        _problem("a", "no", "no")._replace(fix=None),
    ],
)
def test_what_is_never_fixed(problem: Problem) -> None:
    document = document_of(b"a: no\n")
    assert fixable(document, [_problem("a", "no", "no")])
    assert fixable(document, [problem]) == {}


def test_a_file_that_reading_found_fault_with_is_left_alone() -> None:
    data = f"{JOB}environment: no\n".encode()
    assert any(one.edits for one in found(data, "job"))
    assert not any(one.edits for one in found(data + b"environment: no\n", "job"))


def test_a_finding_that_stays_is_not_fixable() -> None:
    data = f"{JOB}environment: no\n".encode()
    document = document_of(data)
    (problem,) = schema_problems(document, "job")
    assert problem.fix is not None
    assert fixable(document, [problem])
    # As an asset the file has other faults: this one can't be seen to go.
    other = problem._replace(fix=problem.fix._replace(kind="asset"))
    assert fixable(document, [other]) == {}
    document = document_of(data + b"quux: 1\n")
    unknown = next(p for p in schema_problems(document, "job") if p.rule == rules.UNKNOWN_KEY)
    assert fixable(document, [unknown._replace(fix=problem.fix)]) == {}
    assert fixable(document, [problem])


def test_no_more_than_so_many_bytes_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(b"k%d: no\n" % number for number in range(9)) + b"x: &x z\ny: *x\n"
    document = document_of(data)
    good = [_problem(f"k{number}", "no", "no") for number in range(9)]
    shared = _problem("y", "z", "Z")
    tried = 0

    def counted(*arguments: object) -> None:
        nonlocal tried
        tried += 1

    monkeypatch.setattr(plan, "MOST_TRIED", 3 * len(data))
    monkeypatch.setattr(plan, "fixed", counted)
    assert fixable(document, [*good, shared]) == {}
    assert tried == 3


@pytest.mark.parametrize("count", [99, 100, 101, 250])
def test_a_file_of_many_faults(count: int) -> None:
    lines = "".join(f"  c{number}: 012\n" for number in range(count))
    data = f"{JOB}classification_overrides:\n{lines}".encode()
    assert fixed(data, "job") == data.replace(b"012", b'"012"')
