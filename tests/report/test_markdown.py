"""The markdown summary, read back with a parser of CommonMark and its tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dativo_hooks.finding import Finding
from dativo_hooks.report.markdown import MAX_BYTES, MAX_CELL, MAX_IN_FULL
from dativo_hooks.report.safety import shown_line
from tests.laws import examples
from tests.report.hostile import ANYTHING, FINDINGS, leaks
from tests.report.made import ERROR, WARNING, rendered

# What GitHub adds to CommonMark, as far as the parser has it.
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def blocks(text: str) -> list[Token]:
    """The outermost blocks, what closes them left out."""
    return [token for token in PARSER.parse(text) if token.level == 0 and token.nesting >= 0]


def rows(text: str) -> list[list[str]]:
    """The cells of the table, as a reader sees them; markup in one is a fault."""
    found: list[list[str]] = []
    inside = False
    for token in PARSER.parse(text):
        inside = (inside or token.type == "table_open") and token.type != "table_close"
        if token.type == "tr_open":
            found.append([])
        if inside and token.type == "inline":
            assert {child.type for child in token.children or ()} <= {"text", "text_special"}
            found[-1].append("".join(child.content for child in token.children or ()))
    return found


def nothing(_path: str, _number: int) -> str:
    """No line of any file."""
    return ""


def test_nothing_found() -> None:
    assert rendered("markdown", [], line_of=nothing) == "## dativo-hooks: no findings\n"


def test_a_summary() -> None:
    text = rendered(
        "markdown",
        [WARNING, ERROR._replace(message="a|b")],
        line_of=lambda _, number: f"kind: {number}",
    )
    assert text.startswith("## dativo-hooks: 1 error and 1 warning in 1 file\n\n| Severity |")
    assert rows(text) == [
        ["Severity", "Rule", "Place", "Message"],
        ["error", "DH104 value-not-allowed", "jobs/x.yaml:3:6", "a|b"],
        ["warning", "DH504 latest-image", "jobs/x.yaml:3:6", "may change"],
    ]
    assert "<summary>All in full</summary>" in text
    assert "3 | kind: 3\n" in text
    assert "more are not listed" not in text


def test_the_first_hundred_are_in_full() -> None:
    findings = [ERROR._replace(path=f"jobs/{number:03}.yaml") for number in range(130)]
    text = rendered("markdown", findings, line_of=nothing)
    assert len(rows(text)) == 131
    assert f"<summary>The first {MAX_IN_FULL} in full</summary>" in text
    (fence,) = [token for token in blocks(text) if token.type == "fence"]
    assert fence.content.count("error DH104") == MAX_IN_FULL


@pytest.mark.parametrize("fence", ["```", " ````", "~~~"])
def test_no_diff_ends_the_block(fence: str) -> None:
    text = rendered("markdown", [ERROR._replace(diff=f"+a\n{fence}\n<script>\n")], line_of=nothing)
    (block,) = [token for token in blocks(text) if token.type == "fence"]
    assert f"  {fence}\n  <script>\nhelp: write `a`\n" in block.content


def test_stays_within_what_github_takes() -> None:
    long = ERROR._replace(message="日" * 3000, help="x" * 9000)
    findings = [long] * 3000
    text = rendered("markdown", findings, line_of=lambda *_: "k: |" * 200)
    assert MAX_BYTES // 2 < len(text.encode()) <= MAX_BYTES
    listed = len(rows(text)) - 1
    assert f"\n{3000 - listed} more are not listed.\n" in text
    assert all(len(row[3]) == MAX_CELL for row in rows(text)[1:])
    assert text.endswith("```\n\n</details>\n")


def test_a_single_finding_that_is_too_long_is_only_listed() -> None:
    text = rendered("markdown", [ERROR._replace(help="x" * MAX_BYTES)], line_of=nothing)
    assert len(rows(text)) == 2
    assert "<details>" not in text


@examples(25)
@given(FINDINGS, ANYTHING)
def test_hostile_findings_read_back(findings: list[Finding], line: str) -> None:
    line = line.replace("\n", "").replace("\r", "")
    text = rendered("markdown", findings, line_of=lambda *_: line)
    assert not leaks(text)
    if not findings:
        return
    kinds = [token.type for token in blocks(text) if token.type != "inline"]
    assert kinds == ["heading_open", "table_open", "html_block", "fence", "html_block"]
    ordered = sorted(findings, key=lambda finding: finding.severity)
    for finding, row in zip(ordered, rows(text)[1:], strict=True):
        start = finding.span.start
        assert row == [
            finding.severity,
            f"{finding.rule.code} {finding.rule.name}",
            f"{shown_line(finding.path)}:{start.line}:{start.column}".strip(),
            shown_line(finding.message).strip(),
        ]
    (fence,) = [token for token in blocks(text) if token.type == "fence"]
    assert fence.content == rendered("full", ordered, line_of=lambda *_: line).rstrip() + "\n"
