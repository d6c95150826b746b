"""The format for people: snippets, carets, notes, and nothing that must not be shown."""

from __future__ import annotations

from typing import Literal

import pytest

from dativo_hooks import __version__
from dativo_hooks.finding import Finding, Related
from dativo_hooks.position import TOP, Position, Span
from dativo_hooks.report.columns import WIDTH
from dativo_hooks.report.links import rule_page
from dativo_hooks.report.safety import shown, shown_line
from dativo_hooks.report.summary import counted, summary_line
from dativo_hooks.rules import SECRET, WRONG_TYPE
from dativo_hooks.suppressed import Suppressed
from tests.report.made import rendered


def finding(
    start: tuple[int, int], end: tuple[int, int], *, secret: bool = False, **changes: object
) -> Finding:
    made = Finding(
        "jobs/x.yaml",
        Span(Position(*start), Position(*end)),
        WRONG_TYPE,
        "error",
        "the message",
        "the help",
        secret=secret,
    )
    return made._replace(**changes)  # type: ignore[arg-type]  # any field by name


def test_everything_of_a_finding() -> None:
    related = (
        Related("assets/a.yaml", Span(Position(103, 1), Position(103, 4)), "because\nof this"),
        Related("assets/b.yaml", TOP, "the whole"),
        Related("assets/c.yaml", Span(Position(1, 6), Position(1, 11)), "hidden", secret=True),
    )
    found = finding(
        (1, 6),
        (1, 11),
        related=related,
        diff="--- a\n+++ b\n@@\n-old\n+new\n same",
        severity="warning",
        message="odd\x07 `x`",
    )
    first, second, end = rendered("full", [found, found], line_of=lambda *_: "key: value").split(
        "\n\n"
    )
    # The link is given once for each rule.
    assert (second, end) == (first.rpartition("\n")[0], "")
    assert first.splitlines() == [
        "warning DH101 wrong-type: odd\\x07 `x`",
        "   --> jobs/x.yaml:1:6",
        "    |",
        "  1 | key: value",
        "    |      ^^^^^",
        "note: because\\nof this",
        "   --> assets/a.yaml:103:1",
        "    |",
        "103 | key: value",
        "    | ^^^",
        "note: the whole",
        "   --> assets/b.yaml:1:1",
        "note: hidden",
        "   --> assets/c.yaml:1:6",
        "    |",
        "  1 | key: •••",
        "    |      ^^^",
        "  --- a",
        "  +++ b",
        "  @@",
        "  -old",
        "  +new",
        "   same",
        "help: the help",
        f"docs: {rule_page(WRONG_TYPE)}",
    ]


def test_without_a_line_or_help_there_is_the_place() -> None:
    for found, line in ((finding((1, 2), (1, 3)), ""), (finding((1, 1), (1, 1)), "a: b")):
        text = rendered("full", [found._replace(help="")], line_of=lambda *_, line=line: str(line))
        assert text == (
            "error DH101 wrong-type: the message\n"
            f" --> jobs/x.yaml:1:{found.span.start.column}\n"
            f"docs: {rule_page(WRONG_TYPE)}\n\n"
        )
    assert rendered("full", [], line_of=lambda *_: "") == ""


def test_texts_are_wrapped() -> None:
    found = finding((1, 1), (1, 2), message="word " * 30, help=f"run `{'a b ' * 8}` {'c' * 60}")
    lines = rendered("full", [found], line_of=lambda *_: "").splitlines()
    assert [line for line in lines[:-2] if len(line) > WIDTH] == []
    assert lines[1].startswith("  word ")
    assert lines[-4:-2] == [f"help: run `{'a b ' * 8}`", f"  {'c' * 60}"]


def test_the_page_of_a_rule_is_of_this_version() -> None:
    assert rule_page(WRONG_TYPE) == (
        f"https://github.com/dativo-io/dativo-hooks/blob/v{__version__}/"
        "docs/rules/DH101-wrong-type.md"
    )


def test_colours_change_nothing_else() -> None:
    related = (Related("a.yaml", Span(Position(1, 1), Position(1, 2)), "here"),)
    found = finding((12, 6), (12, 11), diff="-a\n+b\n c", related=related)
    plain = rendered("full", [found], line_of=lambda *_: "key: value")
    colored = rendered("full", [found], line_of=lambda *_: "key: value", color=True)
    assert colored != plain
    for code in ("1;31", "1;34", "1;36", "2", "31", "32", "0"):
        assert f"\x1b[{code}m" in colored
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == plain


def test_concise() -> None:
    found = finding((3, 4), (3, 5), path="a\nb.yaml", message="x\ty AKIAIOSFODNN7EXAMPLE")
    assert rendered("concise", [found]) == "a\\nb.yaml:3:4: DH101 x\\ty AKIA•••\n"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain äöü 日本 😀", "plain äöü 日本 😀"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x00\x1b\x7f\x85\x9b", "\\x00\\x1b\\x7f\\x85\\x9b"),
        ("\u202e\u2028\ufeff", "\\u202e\\u2028\\ufeff"),
        ("\udcff", "\\udcff"),
        ("DB_PASSWORD: hunter2", "DB_PASSWORD: •••"),
    ],
)
def test_shown(text: str, safe: str) -> None:
    assert shown(text) == safe
    assert shown_line(text) == safe.replace("\n", "\\n").replace("\t", "\\t")


@pytest.mark.parametrize(
    ("severities", "line"),
    [
        ([], "no findings"),
        (["error"], "1 error in 1 file"),
        (["warning", "warning"], "2 warnings in 1 file"),
        (["error", "error", "warning"], "2 errors and 1 warning in 1 file"),
    ],
)
def test_summary(severities: list[str], line: str) -> None:
    findings = [finding((1, 1), (1, 2), severity=severity) for severity in severities]
    assert summary_line(counted(findings)) == line


def test_files_are_counted_once() -> None:
    paths = ("a", "b", "a")
    findings = [finding((1, 1), (1, 2), path=path, rule=SECRET) for path in paths]
    summary = counted(findings)
    assert (summary["errors"], summary["warnings"], summary["files"]) == (3, 0, 2)


@pytest.mark.parametrize(
    ("hidden", "line"),
    [
        (["comment"], "1 error in 1 file, 1 suppressed"),
        (["baseline", "comment", "baseline"], "1 error in 1 file, 1 suppressed, 2 baselined"),
    ],
)
def test_what_is_hidden_is_counted_apart(
    hidden: list[Literal["comment", "baseline"]], line: str
) -> None:
    one = finding((1, 1), (1, 2))
    silenced = [Suppressed(one, by, "reason") for by in hidden]
    assert summary_line(counted([one], silenced)) == line
    assert summary_line(counted([], silenced)) == line.replace("1 error in 1 file", "no findings")
