"""The format for people: snippets, carets, notes, and nothing that must not be shown."""

from __future__ import annotations

import pytest

from dativo_hooks.document import Lines
from dativo_hooks.finding import Finding, Related
from dativo_hooks.position import Position, Span
from dativo_hooks.report.concise import concise
from dativo_hooks.report.full import LINE_WIDTH, full
from dativo_hooks.report.safety import shown, shown_line, snippet
from dativo_hooks.report.summary import counted, summary_line
from dativo_hooks.rules import SECRET, WRONG_TYPE


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


def marked(text: str, found: Finding) -> list[str]:
    """The lines of the snippet, without the gutter."""
    lines = full([found], lambda _, number: Lines(text).line(number)).splitlines()
    width = len(str(found.span.start.line)) + 3
    return [line[width:] for line in lines[2:4]]


@pytest.mark.parametrize(
    ("text", "start", "end", "snippet_", "caret"),
    [
        ("key: value", (1, 6), (1, 11), "key: value", "     ^^^^^"),
        ("key: value", (1, 1), (1, 4), "key: value", "^^^"),
        ("key: value", (1, 11), (1, 11), "key: value", "          ^"),
        ("key: value", (1, 6), (3, 2), "key: value", "     ^^^^^"),
        ("a\n  b: c", (2, 6), (2, 7), "  b: c", "     ^"),
        # A tab stays a tab on both lines, so that they line up whatever it is worth.
        ("\tkey:\tvalue", (1, 7), (1, 12), "\tkey:\tvalue", "\t    \t^^^^^"),
        # Wide and combining characters take the columns that a terminal gives them.
        ("日本: 値", (1, 5), (1, 6), "日本: 値", "      ^^"),
        ("日本: 値", (1, 1), (1, 3), "日本: 値", "^^^^"),
        ("e\u0301: x", (1, 5), (1, 6), "e\u0301: x", "   ^"),
        ("k: v\r\nl: w", (1, 4), (1, 5), "k: v", "   ^"),
        ("k: v\r\nl: w", (2, 4), (2, 5), "l: w", "   ^"),
        # What is spelt out moves what follows it.
        ("a\x07b: c", (1, 6), (1, 7), "a\\x07b: c", "        ^"),
        ("k: \x1b[2Jx", (1, 4), (1, 9), "k: \\x1b[2Jx", "   ^^^^^^^^"),
        ("t: AKIAIOSFODNN7EXAMPLE # x", (1, 27), (1, 28), "t: AKIA••• # x", "             ^"),
    ],
)
def test_the_caret_stands_below_what_is_meant(
    text: str, start: tuple[int, int], end: tuple[int, int], snippet_: str, caret: str
) -> None:
    assert marked(text, finding(start, end)) == [snippet_, caret]


@pytest.mark.parametrize("at", [1, 50, 150, 400, 995])
def test_a_long_line_is_cut_around_what_is_meant(at: int) -> None:
    text = "x" * (at - 1) + "HERE!" + "y" * (1000 - at)
    line, caret = marked(text, finding((1, at), (1, at + 5)))
    assert len(line) <= LINE_WIDTH + 2
    begin = caret.index("^")
    assert line[begin : begin + 5] == "HERE!"
    assert caret == " " * begin + "^^^^^"
    assert line.startswith("…") is (at > 21)
    assert line.endswith("…") is (at < 800)


def test_a_mark_longer_than_the_snippet_ends_with_it() -> None:
    line, caret = marked("k: " + "v" * 500, finding((1, 4), (1, 504)))
    assert len(caret) <= len(line)
    assert caret.strip() == "^" * len(caret.strip())


@pytest.mark.parametrize(
    ("text", "end", "shown_"),
    [
        ("password: hunter2 # x", (1, 18), "password: ••• # x"),
        ("password: hunter2 # x", (2, 1), "password: •••"),
        ("password: h", (1, 12), "password: •••"),
    ],
)
def test_a_secret_is_hidden_whole(text: str, end: tuple[int, int], shown_: str) -> None:
    found = finding((1, 11), end, secret=True)
    assert marked(text, found) == [shown_, "          ^^^"]
    assert snippet(found, text) == shown_


def test_everything_of_a_finding() -> None:
    related = (Related("assets/a.yaml", Position(3, 5), "because\nof this"),)
    found = finding(
        (1, 6),
        (1, 11),
        related=related,
        diff="--- a\n+++ b\n@@\n-old\n+new\n same",
        severity="warning",
        message="odd\x07 `x`",
    )
    assert full([found, found], lambda *_: "key: value").split("\n\n")[0].splitlines() == [
        "jobs/x.yaml:1:6: warning DH101 wrong-type: odd\\x07 `x`",
        "  |",
        "1 | key: value",
        "  |      ^^^^^",
        "  note: assets/a.yaml:3:5: because\\nof this",
        "  --- a",
        "  +++ b",
        "  @@",
        "  -old",
        "  +new",
        "   same",
        "  help: the help",
    ]


def test_without_a_line_or_help_there_is_only_the_head() -> None:
    found = finding((1, 1), (1, 1), help="")
    assert full([found], lambda *_: "") == (
        "jobs/x.yaml:1:1: error DH101 wrong-type: the message\n\n"
    )
    assert full([], lambda *_: "") == ""


def test_colours_change_nothing_else() -> None:
    found = finding((12, 6), (12, 11), diff="-a\n+b\n c")
    plain = full([found], lambda *_: "key: value")
    colored = full([found], lambda *_: "key: value", color=True)
    assert colored != plain
    for code in ("1;31", "1", "1;34", "31", "32", "0"):
        assert f"\x1b[{code}m" in colored
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == plain


def test_concise() -> None:
    found = finding((3, 4), (3, 5), path="a\nb.yaml", message="x\ty AKIAIOSFODNN7EXAMPLE")
    assert concise([found]) == "a\\nb.yaml:3:4: DH101 x\\ty AKIA•••\n"


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
    assert counted(findings) == {
        "errors": 3,
        "warnings": 0,
        "files": 2,
        "fixable": 0,
    }
