"""`junit`: a JUnit report, which Jenkins, GitLab, Azure Pipelines, CircleCI and others show.

There is no specification. What is written fits the strictest of the schemas that services hold
reports against, junit-10.xsd of jenkinsci/xunit-plugin: `file` stands at a suite, never at a case.
It is what these read, too: lib/gitlab/ci/parsers/test/junit.rb of gitlab-org/gitlab (the text of a
failure; a case by its class and name), src/testParser.ts of mikepenz/action-junit-report (the place
from a suite's `file` and the last place in the text) and src/parsers/java-junit of
dorny/test-reporter (`time`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from dativo_hooks.report.fingerprint import without_positions
from dativo_hooks.report.links import rule_page
from dativo_hooks.report.safety import file_path, shown, shown_line, spelt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dativo_hooks.finding import Finding
    from dativo_hooks.report.report import Report
    from dativo_hooks.suppressed import Suppressed

MAX_NAME = 200
"""Characters of a case's name. Azure Pipelines loses results that have too long a name
(github.com/dotnet/arcade/issues/9389)."""

_TOOL = "dativo-hooks"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document holds, not even as a reference (XML 1.0, section 2.2)."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_IN_ATTRIBUTES = str.maketrans({"\t": "&#9;", "\n": "&#10;"})
"""What a reader would turn into spaces (XML 1.0, section 3.3.3)."""


class _Case(NamedTuple):
    """A finding, what becomes of it, of which type it is, and why that isn't a failure."""

    finding: Finding
    outcome: Literal["failure", "skipped"]
    type: str
    why: str


def render(report: Report) -> str:
    """A suite for each file that has findings, a case for each finding.

    A case fails where its finding makes the exit code 1. A warning that doesn't, and what is
    hidden, is a skipped case: services show these, and take no run for failed. Without findings
    there is one case, which passes, as services refuse a report that has none.
    """
    cases = [_reported(one, fails=report.warnings_fail) for one in report.findings]
    cases += map(_hidden, report.listed)
    suites: dict[str, list[_Case]] = {}
    for case in cases:
        suites.setdefault(case.finding.path, []).append(case)
    inside = "".join(_suite(path, found) for path, found in suites.items())
    if not cases:
        passed = _element("testcase", {"classname": _TOOL, "name": "no findings", "time": 0}, "")
        inside = _element("testsuite", {"name": _TOOL, **_counts(())}, f"\n{passed}")
    counts = _counts(cases)
    del counts["skipped"]  # which the schema has in suites only
    text = _element("testsuites", {"name": _TOOL, **counts}, f"\n{inside}")
    # ASCII, so that it is the same in every encoding, and commands no terminal.
    text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _reported(finding: Finding, *, fails: bool) -> _Case:
    if finding.severity == "error" or fails:
        return _Case(finding, "failure", finding.severity, "")
    return _Case(finding, "skipped", finding.severity, "warning")


def _hidden(one: Suppressed) -> _Case:
    how = "suppressed by a comment" if one.by == "comment" else "in the baseline"
    return _Case(one.finding, "skipped", one.by, f"{how} ({shown_line(one.reason)})")


def _counts(cases: Sequence[_Case]) -> dict[str, object]:
    failures = sum(case.outcome == "failure" for case in cases)
    return {
        "tests": len(cases) or 1,
        "failures": failures,
        "errors": 0,
        "skipped": len(cases) - failures,
        "time": 0,
    }


def _suite(path: str, cases: Sequence[_Case]) -> str:
    named = file_path(path)
    inside = "".join(
        _element(
            "testcase",
            {"classname": named, "name": name, "time": 0},
            _element(
                case.outcome,
                {"type": case.type, "message": _explained(case)},
                _escaped(_text(case)),
            ),
        )
        for case, name in zip(cases, _names(cases), strict=True)
    )
    return _element("testsuite", {"name": named, "file": named, **_counts(cases)}, f"\n{inside}")


def _names(cases: Sequence[_Case]) -> list[str]:
    """What tells each case of a file from the others, and stays the same when its lines move.

    GitLab shows only the first of two that are named alike.
    """
    names: dict[str, None] = {}
    seen: Counter[str] = Counter()
    for case in cases:
        rule = case.finding.rule
        whole = f"{rule.code} {rule.name}: {without_positions(_message(case.finding))}"
        short = whole if len(whole) <= MAX_NAME else f"{whole[: MAX_NAME - 1]}…"
        name = short
        while name in names:  # which may be what somebody's message ends with
            seen[short] += 1
            name = f"{short} ({seen[short] + 1})"
        names[name] = None
    return list(names)


def _message(finding: Finding) -> str:
    return shown_line(finding.message) or finding.rule.summary


def _explained(case: _Case) -> str:
    message = _message(case.finding)
    return f"{case.why}: {message}" if case.why else message


def _text(case: _Case) -> str:
    """All that is known, the place at the end: what looks for a place takes the last."""
    finding = case.finding
    lines = [_explained(case)]
    lines += (
        f"note: {shown_line(one.message)} --> {_place(one.path, *one.span.start)}"
        for one in finding.related
    )
    if finding.diff:
        lines.append(shown(finding.diff).rstrip("\n"))
    if finding.help:
        lines.append(f"help: {shown_line(finding.help)}")
    lines.append(f"docs: {rule_page(finding.rule)}")
    lines.append(f"--> {_place(finding.path, *finding.span.start)}")
    return "\n".join(lines)


def _place(path: str, line: int, column: int) -> str:
    return f"{shown_line(path)}:{line}:{column}"


def _element(name: str, attributes: dict[str, object], inside: str) -> str:
    """An element, whose content is XML already."""
    written = "".join(
        f' {key}="{_escaped(str(value)).translate(_IN_ATTRIBUTES)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{inside}</{name}>\n"


def _escaped(text: str) -> str:
    return _FORBIDDEN.sub(lambda match: spelt(match[0]), text).translate(_ESCAPES)
