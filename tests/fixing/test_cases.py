"""The folders of cases: what is fixed and how, to the byte, and what is left to people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from dativo_hooks.explanations.fixes import FIXES
from dativo_hooks.validation.schema import Kind
from tests.fixing.fixing_cases import fixed, found

CASES = Path(__file__).parent.parent / "cases" / "fix"
FIXED = sorted(CASES.glob("fixed/*/*.yaml"))
KEPT = sorted(CASES.glob("kept/*/*.yaml"))
POLICY = "DH3"


def _kind(path: Path) -> Kind:
    return next(kind for kind in get_args(Kind) if kind == path.parts[-2])


def _name(path: Path) -> str:
    return "-".join([path.parts[-2], path.stem])


def _bom(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def _crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _utf_16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def _utf_16_be(text: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be")


def _no_last_line_end(text: str) -> bytes:
    return text.rstrip("\n").encode()


FORMS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "bom": _bom,
    "crlf": _crlf,
    "utf-16": _utf_16,
    "utf-16-be": _utf_16_be,
    "no-line-end": _no_last_line_end,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", FIXED, ids=_name)
def test_fixed(path: Path, form: str) -> None:
    before, after = (
        FORMS[form](file.read_text("utf-8")) for file in (path, path.with_suffix(".fixed"))
    )
    assert fixed(before, _kind(path)) == after
    assert fixed(after, _kind(path)) == after
    assert not any(finding.edits for finding in found(after, _kind(path)))


@pytest.mark.parametrize("path", KEPT, ids=_name)
def test_kept(path: Path) -> None:
    data = path.read_bytes()
    findings = found(data, _kind(path))
    assert findings
    assert [finding for finding in findings if finding.edits] == []
    assert fixed(data, _kind(path)) == data


def test_the_rules_that_are_said_to_be_fixable_are() -> None:
    """Those of the tag policy are in `test_policy.py`."""
    said = {rule for rule in FIXES if not rule.code.startswith(POLICY)}
    done = {
        finding.rule
        for path in FIXED
        for finding in found(path.read_bytes(), _kind(path))
        if finding.edits
    }
    assert done == said


def test_no_other_rule_is_fixable() -> None:
    """Of all the faulty files that there are."""
    done = {
        finding.rule
        for path in CASES.parent.glob("schema/*/bad/*.yaml")
        for finding in found(path.read_bytes(), path.parts[-3])  # type: ignore[arg-type]  # a kind
        if finding.edits
    }
    assert done <= set(FIXES)
    assert len(done) > 2


@pytest.mark.parametrize(
    "text",
    ["tag_policy: {requird: [x]}\n", "aws: {list_separatr: ':'}\n", "variables: {no: x, A: 012}\n"],
)
def test_the_configuration_is_never_changed(text: str) -> None:
    assert found(text.encode(), "configuration")
    assert fixed(text.encode(), "configuration") == text.encode()


def test_what_is_written_is_what_the_help_says() -> None:
    for path in FIXED:
        for finding in found(path.read_bytes(), _kind(path)):
            for edit in finding.edits:
                assert edit.text.strip("\"'") in finding.help, finding
