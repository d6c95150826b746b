"""GitLab's Code Quality report, held against the form that its documentation gives."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator

from dativo_hooks.finding import Finding
from dativo_hooks.report.safety import file_path, shown_line
from tests.laws import examples
from tests.report.hostile import FINDINGS, leaks
from tests.report.made import ERROR, WARNING, rendered

# docs.gitlab.com/ci/testing/code_quality, "Code Quality report format": the properties and their
# values; all are required, paths have no `./` in front.
SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
VALIDATOR = Draft202012Validator(SCHEMA)


def test_issues() -> None:
    first, second = json.loads(rendered("gitlab", [WARNING, ERROR]))
    assert first.pop("fingerprint") != second["fingerprint"]
    assert first == {
        "description": "may change (help: write `a`)",
        "check_name": "DH504 latest-image",
        "severity": "minor",
        "location": {"path": "jobs/x.yaml", "lines": {"begin": 3}},
    }
    assert second["severity"] == "major"


def test_nothing_found_is_an_empty_report() -> None:
    assert rendered("gitlab", []) == "[]\n"


@examples(25)
@given(FINDINGS)
def test_hostile_findings_read_back(findings: list[Finding]) -> None:
    text = rendered("gitlab", findings)
    assert text.isascii()
    assert not leaks(text)
    issues = json.loads(text)
    VALIDATOR.validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(findings)
    for finding, issue in zip(findings, issues, strict=True):
        assert issue["location"]["path"] == file_path(finding.path)
        assert not leaks(issue["description"])
        said = shown_line(finding.message) or finding.rule.summary
        advice = f" (help: {shown_line(finding.help)})" if finding.help else ""
        assert issue["description"] == said + advice
