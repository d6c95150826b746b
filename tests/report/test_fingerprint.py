"""Fingerprints: no two alike, and the same when lines move."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks import rules
from dativo_hooks.finding import Finding
from dativo_hooks.report.fingerprint import fingerprints
from tests.laws import examples
from tests.report.hostile import FINDINGS, SECRET
from tests.report.made import ERROR, moved


@examples(25)
@given(FINDINGS, st.integers(1, 1000))
def test_stay_when_lines_move(findings: list[Finding], lines: int) -> None:
    before = fingerprints(findings)
    assert fingerprints([moved(finding, lines) for finding in findings]) == before
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in before)


@examples(25)
@given(FINDINGS)
def test_no_two_are_alike(findings: list[Finding]) -> None:
    found = fingerprints([*findings, *findings])
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "other",
    [
        ERROR._replace(path="jobs/y.yaml"),
        ERROR._replace(rule=rules.WRONG_TYPE),
        ERROR._replace(message="other"),
        ERROR._replace(route=("kind", 0)),
        ERROR._replace(route=("kind", "0")),
    ],
)
def test_say_what_a_finding_is_about(other: Finding) -> None:
    assert fingerprints([ERROR]) != fingerprints([other])


@pytest.mark.parametrize(
    "other",
    [
        ERROR._replace(help="other"),
        ERROR._replace(severity="warning"),
        ERROR._replace(diff="+x"),
        moved(ERROR, 7),
    ],
)
def test_leave_out_what_may_change(other: Finding) -> None:
    assert fingerprints([ERROR]) == fingerprints([other])


def test_a_place_in_a_message_counts_for_nothing() -> None:
    here = ERROR._replace(message="breaks at line 3, column 14 of it")
    there = ERROR._replace(message="breaks at line 77, column 1 of it")
    assert fingerprints([here]) == fingerprints([there])


def test_secrets_take_no_part() -> None:
    one = ERROR._replace(message=f"holds {SECRET}")
    other = ERROR._replace(message=f"holds {SECRET[:-1]}F")
    assert fingerprints([one]) == fingerprints([other])


def test_never_change_from_release_to_release() -> None:
    assert fingerprints([ERROR, ERROR]) == [
        "319d5a9b2a4b98190f2398210f3b00fe",
        "f54d5e126d2230f97dff748164e69b86",
    ]
