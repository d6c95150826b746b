"""JUnit reports, held against what reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.finding import Finding, Related
from dativo_hooks.position import Position, Span
from dativo_hooks.report.junit import MAX_NAME
from dativo_hooks.report.safety import shown_line
from dativo_hooks.suppressed import Suppressed
from tests.laws import examples
from tests.report.hostile import ANYTHING, FINDINGS, leaks
from tests.report.junit_schema import cases, parsed, place_for_annotations
from tests.report.made import ERROR, WARNING, moved, rendered

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BY_COMMENT = Suppressed(ERROR, "comment", "a spike")
BY_BASELINE = Suppressed(WARNING, "baseline", ".dativo-hooks-baseline.json")


def one(text: str) -> tuple[Element, Element, Element]:
    """The suite, the case and the outcome of a report of one finding."""
    ((suite, case, outcome),) = cases(parsed(text))
    assert outcome is not None
    return suite, case, outcome


def names(findings: list[Finding]) -> list[str]:
    return [case.attrib["name"] for _, case, _ in cases(parsed(rendered("junit", findings)))]


def test_an_error_is_a_failure() -> None:
    suite, case, outcome = one(rendered("junit", [ERROR]))
    assert (suite.attrib["name"], suite.attrib["file"]) == ("jobs/x.yaml", "jobs/x.yaml")
    assert case.attrib == {
        "classname": "jobs/x.yaml",
        "name": "DH104 value-not-allowed: `kind` isn't allowed",
        "time": "0",
    }
    assert outcome.tag == "failure"
    assert outcome.attrib == {"type": "error", "message": "`kind` isn't allowed"}
    message, advice, page, place = (outcome.text or "").splitlines()
    assert (message, advice) == ("`kind` isn't allowed", "help: write `a`")
    assert page.startswith("docs: https://")
    assert page.endswith("/DH104-value-not-allowed.md")
    assert place == "--> jobs/x.yaml:3:6"


@pytest.mark.parametrize(
    ("fails", "tag", "message"),
    [(False, "skipped", "warning: may change"), (True, "failure", "may change")],
)
def test_a_warning_fails_where_the_run_does(tag: str, message: str, *, fails: bool) -> None:
    _, _, outcome = one(rendered("junit", [WARNING], warnings_fail=fails))
    assert (outcome.tag, outcome.attrib["type"]) == (tag, "warning")
    assert outcome.attrib["message"] == message
    assert (outcome.text or "").splitlines()[0] == message


@pytest.mark.parametrize("fails", [True, False])
@pytest.mark.parametrize(
    ("hidden", "kind", "why"),
    [
        (BY_COMMENT, "comment", "suppressed by a comment (a spike): `kind` isn't allowed"),
        (BY_BASELINE, "baseline", "in the baseline (.dativo-hooks-baseline.json): may change"),
    ],
)
def test_what_is_hidden_is_skipped(hidden: Suppressed, kind: str, why: str, *, fails: bool) -> None:
    _, _, outcome = one(rendered("junit", [], listed=[hidden], warnings_fail=fails))
    assert outcome.tag == "skipped"
    assert outcome.attrib == {"type": kind, "message": why}
    assert (outcome.text or "").splitlines()[0] == why


def test_a_clean_run_has_one_case_that_passes() -> None:
    root = parsed(rendered("junit", []))
    ((_, case, outcome),) = cases(root)
    assert (case.attrib["name"], outcome) == ("no findings", None)
    assert {key: root.attrib[key] for key in ("tests", "failures", "errors")} == {
        "tests": "1",
        "failures": "0",
        "errors": "0",
    }


def test_a_suite_is_a_file() -> None:
    other = ERROR._replace(path="assets/a.yml")
    root = parsed(
        rendered("junit", [ERROR, other, WARNING], listed=[Suppressed(other, "comment", "x")])
    )
    assert [suite.attrib["file"] for suite in root] == ["jobs/x.yaml", "assets/a.yml"]
    assert [(suite.attrib["tests"], suite.attrib["failures"]) for suite in root] == [
        ("2", "1"),
        ("2", "1"),
    ]
    assert (root.attrib["tests"], root.attrib["failures"]) == ("4", "2")


def test_names_stay_when_lines_move_and_are_never_alike() -> None:
    found = ERROR._replace(message="`a` stands on line 3, column 7 too")
    again = moved(found, 5)._replace(message="`a` stands on line 8, column 7 too")
    first, second = names([found, again])
    assert second == f"{first} (2)"
    assert names([again]) == [first]
    assert len(set(names([found, found._replace(message=f"{found.message} (2)"), found]))) == 3


def test_a_name_is_short_enough_for_azure() -> None:
    long = ERROR._replace(message="x" * 5_000)
    first, second = names([long, long])
    assert len(first) == MAX_NAME
    assert second == f"{first} (2)"
    _, _, outcome = one(rendered("junit", [long]))
    assert outcome.attrib["message"] == long.message


def test_the_text_tells_all_and_ends_with_the_place() -> None:
    place = Span(Position(9, 2), Position(9, 4))
    found = ERROR._replace(
        message="as in jobs/x.yaml:1",
        related=(Related("jobs/x.yaml", place, "first here"),),
        diff="-a\n+b\n",
    )
    suite, _, outcome = one(rendered("junit", [found]))
    text = outcome.text or ""
    assert "note: first here --> jobs/x.yaml:9:2\n-a\n+b\nhelp: write `a`\n" in text
    assert place_for_annotations(suite, outcome) == ("jobs/x.yaml", 3)


def test_a_finding_without_a_message_says_its_rule() -> None:
    _, case, outcome = one(rendered("junit", [ERROR._replace(message="")]))
    assert outcome.attrib["message"] == ERROR.rule.summary
    assert case.attrib["name"].endswith(ERROR.rule.summary)


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("a\tb\nc\rd.yaml", "a\tb\nc\rd.yaml"),
        ('é日<"&>]]>.yaml', 'é日<"&>]]>.yaml'),
        ("a\x00\x1b\ufffe\udc80.yaml", "a\\x00\\x1b\\ufffe\\udc80.yaml"),
    ],
)
def test_a_path_is_what_it_is_but_for_what_no_document_holds(path: str, read: str) -> None:
    suite, case, _ = one(rendered("junit", [ERROR._replace(path=path)]))
    assert suite.attrib["file"] == suite.attrib["name"] == case.attrib["classname"] == read


@examples(40)
@given(FINDINGS, st.lists(st.builds(Suppressed, st.just(ERROR), st.just("comment"), ANYTHING)))
def test_hostile_findings_read_back(findings: list[Finding], listed: list[Suppressed]) -> None:
    text = rendered("junit", findings, listed=listed)
    assert text.isascii()
    assert not leaks(text)
    found = list(cases(parsed(text)))
    assert len(found) == max(1, len(findings) + len(listed))
    assert len({(case.attrib["classname"], case.attrib["name"]) for _, case, _ in found}) == len(
        found
    )
    said = {outcome.attrib["message"] for _, _, outcome in found if outcome is not None}
    for finding in findings:
        head = "" if finding.severity == "error" else "warning: "
        assert head + (shown_line(finding.message) or finding.rule.summary) in said
    for _, _, outcome in found:
        if outcome is not None:
            assert not leaks(outcome.attrib["message"] + (outcome.text or ""))
