"""The baseline's file: what it says of a finding, and what is made of one that somebody spoilt."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks import rules
from dativo_hooks.filtering.baseline import (
    Baseline,
    Entries,
    InvalidBaselineError,
    applied,
    entries_of,
    key_of,
    pruned,
    read_baseline,
    stale,
    stale_problems,
    why_never,
    written,
)
from dativo_hooks.finding import Finding, Place
from dativo_hooks.position import Route
from dativo_hooks.rule import Rule
from dativo_hooks.rules import RULES
from tests.laws import examples
from tests.report.hostile import FINDINGS, SECRET, leaks
from tests.report.made import ERROR, moved

PATH = "old.json"


def finding(rule: Rule, message: str = "", route: Route = ()) -> Finding:
    """A finding of a rule."""
    return ERROR._replace(rule=rule, message=message, route=route)


@pytest.mark.parametrize(
    ("one", "key"),
    [
        (finding(rules.MISSING_KEY, "`name` is missing"), "DH102: name"),
        (finding(rules.MISSING_KEY, "`a.b` is missing", ("a",)), "DH102 at a: a.b"),
        (finding(rules.WRONG_TYPE, "`a.b` is `x`", ("a", "b")), "DH101 at a.b"),
        (finding(rules.WRONG_TYPE, "no code", ("a", 0, "b c")), 'DH101 at a[0]["b c"]'),
        (finding(rules.WRONG_KIND, "`at line 3` is odd"), "DH204: at line"),
        (finding(rules.SECRET, f"`{SECRET}` is secret", (SECRET,)), "DH305 at AKIA•••"),
    ],
)
def test_what_a_finding_is(one: Finding, key: str) -> None:
    assert key_of(one) == key
    assert key_of(moved(one, 7)) == key


def test_what_the_policy_would_allow_is_no_part_of_it() -> None:
    """An owner of the policy who allows one more value makes nothing new."""
    text = "`t` is `x`, which the tag policy doesn't allow; it wants one of "
    one, other = (finding(rules.TAG_VALUE_NOT_ALLOWED, text + more) for more in ("A", "A, B"))
    assert key_of(one) == key_of(other) == "DH302: t"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_which_rules_it_may_hold(rule: Rule) -> None:
    may = rule.code[2] in "12345" and rule != rules.TOO_MANY_FAULTS
    assert (why_never(rule, ()) == "") == may
    assert why_never(rule, [rule.name]) != ""
    baseline = Baseline(PATH, "", {ERROR.path: {key_of(finding(rule)): 1}})
    assert entries_of([finding(rule)], ()) == (baseline.entries if may else {})
    assert len(applied([finding(rule)], baseline, ()).hidden) == may
    assert applied([finding(rule)], baseline, [rule.code]).hidden == ()


def test_the_text_has_a_line_for_each_entry_in_one_order() -> None:
    entries = {"b": {"DH102: x": 2, "DH101": 1}, "a\u2028": {"DH101 at ü": 1}}
    assert written(entries).decode().splitlines() == [
        "{",
        '  "tool": "dativo-hooks baseline",',
        '  "version": 1,',
        '  "files": {',
        '    "a\\u2028": {',
        '      "DH101 at ü": 1',
        "    },",
        '    "b": {',
        '      "DH101": 1,',
        '      "DH102: x": 2',
        "    }",
        "  }",
        "}",
    ]
    assert written({}) == (
        b'{\n  "tool": "dativo-hooks baseline",\n  "version": 1,\n  "files": {}\n}\n'
    )


HEAD = '{"tool": "dativo-hooks baseline", "version": 1, '


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "line 1 isn't JSON"),
        (b"{", "line 1 isn't JSON"),
        (b"\xff", "isn't UTF-8"),
        (b"[]", "wasn't written by"),
        (b"null", "wasn't written by"),
        (b"{}", "wasn't written by"),
        (b'{"tool": 1}', "wasn't written by"),
        (b'{"tool": "dativo-hooks baseline"}', "its version isn't 1"),
        (b'{"tool": "dativo-hooks baseline", "version": 2}', "its version isn't 1"),
        (b'{"tool": "dativo-hooks baseline", "version": true}', "its version isn't 1"),
        (f'{HEAD}"files": []}}'.encode(), "`files` isn't a mapping"),
        (f'{HEAD}"file": {{}}}}'.encode(), "`files` isn't a mapping"),
        (f'{HEAD}"files": {{\n"a": 1}}}}'.encode(), "line 2: entries aren't a mapping"),
        (f'{HEAD}"files": {{"a": {{\n\n"b": 0}}}}}}'.encode(), "line 3: a count is"),
        (f'{HEAD}"files": {{"a": {{"b": true}}}}}}'.encode(), "line 1: a count is"),
        (f'{HEAD}"files": {{"a": {{"b": 1.5}}}}}}'.encode(), "line 1: a count is"),
        (f'{HEAD}"files": {{"a": {{"b": 1e999}}}}}}'.encode(), "line 1: a count is"),
        (f'{HEAD}"files": {{"a": {{"b": {"9" * 5000}}}}}}}'.encode(), "digits"),
        (f'{HEAD}"files": {{"a": {{}}, "a": {{}}}}}}'.encode(), '"a" stands in it twice'),
        (f'{HEAD}\n<<<<<<< HEAD\n"files": {{}}}}'.encode(), "line 2 isn't JSON: a merge left"),
        (b"[" * 100_000, "nests too deep"),
    ],
)
def test_what_is_no_baseline(data: bytes, why: str) -> None:
    with pytest.raises(InvalidBaselineError) as raised:
        read_baseline(PATH, data)
    assert why in str(raised.value)


@examples(80)
@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(st.sampled_from(["tool", "version", "files", "a"]), inner, max_size=4)
        ),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode())
)
def test_anything_is_a_baseline_or_refused(data: bytes) -> None:
    try:
        baseline = read_baseline(PATH, data)
    except InvalidBaselineError:
        return
    assert read_baseline(PATH, written(baseline.entries)).entries == baseline.entries


def baseline_of(entries: Entries) -> Baseline:
    """The baseline that was written and read."""
    return read_baseline(PATH, written(entries))


@examples(40)
@given(FINDINGS)
def test_hostile_findings_are_written_without_secrets_and_known_again(
    findings: list[Finding],
) -> None:
    entries = entries_of(findings, ())
    text = written(entries)
    assert not leaks(text.decode())
    done = applied(findings, baseline_of(entries), ())
    assert {one.rule.code[2] for one in done.left} <= set("0167")
    assert done.missed == {}
    assert len(done.hidden) == sum(sum(some.values()) for some in entries.values())


def test_as_many_as_it_has() -> None:
    two = [ERROR, moved(ERROR, 3)]
    baseline = baseline_of(entries_of(two, ()))
    three = [*two, moved(ERROR, 9)]
    done = applied(three, baseline, ())
    assert (done.left, done.missed) == ((three[2],), {})
    done = applied(two[:1], baseline, ())
    assert (done.left, done.missed) == ((), {ERROR.path: {"DH104 at kind": 1}})


@pytest.mark.parametrize(
    "other",
    [
        ERROR._replace(path="jobs/y.yaml"),
        ERROR._replace(rule=rules.WRONG_TYPE),
        ERROR._replace(route=("kind", 0)),
        ERROR._replace(message="`other` isn't allowed"),
    ],
)
def test_another_finding_is_never_hidden(other: Finding) -> None:
    done = applied([other], baseline_of(entries_of([ERROR], ())), ())
    assert done.left == (other,)


def test_stale_entries_at_their_lines() -> None:
    entries = {
        "jobs/a.yaml": {"DH104 at kind": 3, "DH101": 1},
        "jobs/b.yaml": {"DH104 at kind": 1, "DH602: x": 1, "DH999": 1, "DH302: t": 1},
    }
    baseline = baseline_of(entries)
    missed = {
        "jobs/a.yaml": {"DH104 at kind": 2, "DH101": 1},
        "jobs/b.yaml": entries["jobs/b.yaml"],
    }

    def could_fire(path: str, rule: Rule) -> bool:
        return rule != rules.WRONG_TYPE and path == "jobs/a.yaml"

    outdated = stale(missed, ["DH302"], could_fire)
    found = list(stale_problems(baseline, outdated, ["DH302"]))
    lines = baseline.text.splitlines()
    told = {}
    for problem in found:
        assert isinstance(problem.where, Place)
        start, end = problem.where.span
        told[lines[start.line - 1][start.column - 1 : end.column - 1]] = problem.message
    assert told.keys() == {'"DH104 at kind"', '"DH602: x"', '"DH999"', '"DH302: t"'}
    assert told['"DH104 at kind"'].endswith("is found once now, not 3 times")
    assert "can't be hidden: the tag policy locks it" in told['"DH302: t"']
    assert "can't be hidden: one command fixes it" in told['"DH602: x"']
    assert told['"DH999"'].endswith("is no finding of any rule")
    assert pruned(entries, outdated) == {
        "jobs/a.yaml": {"DH104 at kind": 1, "DH101": 1},
        "jobs/b.yaml": {"DH104 at kind": 1},
    }


def test_a_file_of_another_form_has_its_stale_entries_at_the_top() -> None:
    text = f'{HEAD}"files": {{"a": {{"DH101": 1}}}}}}'
    baseline = read_baseline(PATH, text.encode())
    (problem,) = stale_problems(baseline, baseline.entries, ())
    assert isinstance(problem.where, Place)
    assert problem.where.span.start == (1, 1)
