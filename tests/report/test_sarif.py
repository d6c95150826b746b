"""SARIF: every field that GitHub reads, its limits, and nothing that must not be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given

from dativo_hooks import __version__, rules
from dativo_hooks.finding import Finding, Related
from dativo_hooks.position import TOP, Position, Span
from dativo_hooks.report.links import HOME
from dativo_hooks.report.safety import file_path, shown_line
from dativo_hooks.report.sarif import MAX_LOCATIONS, MAX_RESULTS, SCHEMA
from dativo_hooks.rules import RULES
from tests.laws import examples
from tests.report.hostile import FINDINGS, leaks
from tests.report.made import ERROR, WARNING, rendered

ROOT = Path(__file__).resolve().parents[2]


def run_of(findings: list[Finding]) -> dict[str, Any]:
    """The one run of the log."""
    document = json.loads(rendered("sarif", findings))
    assert (document["$schema"], document["version"]) == (SCHEMA, "2.1.0")
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def test_says_who_speaks() -> None:
    driver = run_of([])["tool"]["driver"]
    assert driver["name"] == "dativo-hooks"
    assert driver["version"] == __version__
    assert driver["informationUri"] == HOME
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in RULES]


@pytest.mark.parametrize("number", range(len(RULES)), ids=[rule.code for rule in RULES])
def test_a_rule_has_all_that_is_shown_of_it(number: int) -> None:
    written = run_of([])["tool"]["driver"]["rules"][number]
    rule = RULES[number]
    assert written["name"] == rule.name
    assert written["defaultConfiguration"] == {"level": rule.severity}
    page = written["helpUri"].removeprefix(f"{HOME}/blob/v{__version__}/")
    assert (ROOT / page).is_file()
    assert rule.code in page
    assert written["shortDescription"]["text"].removesuffix(".").lower() == rule.summary.lower()
    # GitHub shows so many characters of it (its SARIF support page).
    assert 40 < len(written["fullDescription"]["text"]) <= 1024
    assert f"`dativo-hooks explain {rule.code}`" in written["help"]["text"]


def test_a_result() -> None:
    related = Related("assets/a b.yaml", Span(Position(9, 2), Position(9, 5)), "from here")
    run = run_of([WARNING._replace(related=(related,))])
    (result,) = run["results"]
    assert re.fullmatch(
        "[0-9a-f]{32}", result.pop("partialFingerprints")["primaryLocationLineHash"]
    )
    assert run["tool"]["driver"]["rules"][result.pop("ruleIndex")]["id"] == "DH504"
    assert result == {
        "ruleId": "DH504",
        "level": "warning",
        "message": {"text": "may change\nhelp: write `a`"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "jobs/x.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 11},
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": {"uri": "assets/a%20b.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 9, "startColumn": 2, "endLine": 9, "endColumn": 5},
                },
                "message": {"text": "from here"},
            }
        ],
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert "%SRCROOT%" in run["originalUriBaseIds"]
    assert "invocations" not in run


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("jobs/jöb.yaml", "jobs/j%C3%B6b.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("a?b#c%.yaml", "a%3Fb%23c%25.yaml"),
        ("a\udcff.yaml", "a%FF.yaml"),
        ("a\ud800.yaml", "a%ED%A0%80.yaml"),
        ("~/-_.yaml", "~/-_.yaml"),
    ],
)
def test_a_path_as_a_uri(path: str, uri: str) -> None:
    (result,) = run_of([ERROR._replace(path=path)])["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/etc/a b.yaml", "file:///etc/a%20b.yaml"),
        ("/C:/a%3Ab.yaml", "file:///C:/a%253Ab.yaml"),
    ],
)
def test_a_file_outside_of_the_repository(path: str, uri: str) -> None:
    (result,) = run_of([ERROR._replace(path=path)])["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": uri}


@pytest.mark.parametrize("message", ["", "x"])
def test_nothing_is_empty(message: str) -> None:
    related = (Related("a", TOP, ""),)
    run = run_of([ERROR._replace(message=message, help="", related=related)])
    assert all(texts(run))
    (result,) = run["results"]
    assert result["message"]["text"] == (message or rules.VALUE_NOT_ALLOWED.summary)


def test_no_text_becomes_a_link() -> None:
    (result,) = run_of([ERROR._replace(message="a[0](x) \\](y)", help="[z](1)")])["results"]
    assert "](" not in result["message"]["text"]


def test_the_limits_of_github(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_RESULTS == 25_000
    monkeypatch.setattr("dativo_hooks.report.sarif.MAX_RESULTS", 20)
    related = (Related("a", TOP, "m"),) * (MAX_LOCATIONS + 5)
    run = run_of([*[WARNING] * 20, ERROR._replace(related=related)])
    results = run["results"]
    assert len(results) == 20
    assert [result["level"] for result in results[:2]] == ["error", "warning"]
    assert len(results[0]["relatedLocations"]) + len(results[0]["locations"]) == MAX_LOCATIONS
    (invocation,) = run["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == "1 more findings are left out."


@examples(25)
@given(FINDINGS)
def test_hostile_findings(findings: list[Finding]) -> None:
    assert rendered("sarif", findings).isascii()
    assert rendered("sarif", findings) == rendered("sarif", list(findings))
    run = run_of(findings)
    assert all(texts(run))
    assert not any(leaks(text) for text in texts(run))
    ordered = sorted(findings, key=lambda finding: finding.severity)
    for finding, result in zip(ordered, run["results"], strict=True):
        assert result["level"] == finding.severity
        message, _, said = result["message"]["text"].partition("\nhelp: ")
        for text, source in ((message, finding.message), (said, finding.help)):
            assert "](" not in text
            assert not source or text == shown_line(source).replace("](", "] (")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
        decoded = unquote_to_bytes(uri)
        assert decoded in {_bytes(file_path(finding.path), how) for how in _ERRORS}
    found = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(found)) == len(found)


_ERRORS = ("surrogateescape", "surrogatepass")


def _bytes(path: str, errors: str) -> bytes | None:
    try:
        return path.encode("utf-8", errors)
    except UnicodeEncodeError:
        return None
