"""Workflow commands, read back as the runner of GitHub Actions reads them."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given

from dativo_hooks.finding import Finding
from dativo_hooks.position import Position, Span
from dativo_hooks.report.safety import shown_line
from tests.laws import examples
from tests.report.hostile import FINDINGS, leaks
from tests.report.made import ERROR, WARNING, rendered


class Command(NamedTuple):
    """A workflow command, as the runner understands it."""

    name: str
    properties: dict[str, str]
    data: str


def command(line: str) -> Command:
    """Reads a line as `ActionCommand.TryParseV2` of github.com/actions/runner does."""
    assert line.startswith("::")
    information, separator, data = line[2:].partition("::")
    assert separator
    name, _, rest = information.partition(" ")
    properties = dict(part.split("=", 1) for part in rest.split(","))
    data = data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return Command(name, {key: unescaped(value) for key, value in properties.items()}, data)


def unescaped(value: str) -> str:
    """A property as the runner reads it."""
    for escape, character in (("0D", "\r"), ("0A", "\n"), ("3A", ":"), ("2C", ","), ("25", "%")):
        value = value.replace(f"%{escape}", character)
    return value


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (
            ERROR,
            (
                "::error file=jobs/x.yaml,line=3,endLine=3,col=6,endColumn=11,"
                "title=DH104 value-not-allowed::`kind` isn't allowed%0Ahelp: write `a`"
            ),
        ),
        (
            WARNING._replace(help="", path="a:b,c%.yaml", message="50% :: x, y"),
            (
                "::warning file=a%3Ab%2Cc%25.yaml,line=3,endLine=3,col=6,endColumn=11,"
                "title=DH504 latest-image::50%25 :: x, y"
            ),
        ),
        (
            ERROR._replace(span=Span(Position(3, 6), Position(5, 2)), help="", message=""),
            (
                "::error file=jobs/x.yaml,line=3,endLine=5,title=DH104 value-not-allowed::"
                "a value isn't an allowed one"
            ),
        ),
    ],
)
def test_a_command(finding: Finding, line: str) -> None:
    assert rendered("github", [finding]) == f"{line}\n"


def test_errors_come_first() -> None:
    found = rendered(
        "github", [WARNING, ERROR, WARNING._replace(path="z"), ERROR._replace(path="y")]
    )
    said = [command(line) for line in found.splitlines()]
    assert [(one.name, one.properties["file"]) for one in said] == [
        ("error", "jobs/x.yaml"),
        ("error", "y"),
        ("warning", "jobs/x.yaml"),
        ("warning", "z"),
    ]


def test_nothing_found_is_nothing_said() -> None:
    assert rendered("github", []) == ""


@examples(25)
@given(FINDINGS)
def test_hostile_findings_read_back(findings: list[Finding]) -> None:
    text = rendered("github", findings)
    assert not leaks(text)
    assert text.splitlines() == text.split("\n")[:-1]
    ordered = sorted(findings, key=lambda finding: finding.severity)
    for finding, line in zip(ordered, text.splitlines(), strict=True):
        said = command(line)
        assert said.name == finding.severity
        assert said.properties["file"] == shown_line(finding.path)
        assert said.properties["line"] == str(finding.span.start.line)
        assert said.properties["title"] == f"{finding.rule.code} {finding.rule.name}"
        assert ("col" in said.properties) is (finding.span.start.line == finding.span.end.line)
        message = shown_line(finding.message) or finding.rule.summary
        advice = f"\nhelp: {shown_line(finding.help)}" if finding.help else ""
        assert said.data == message + advice
