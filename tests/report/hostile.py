"""Findings whose every text may hold anything: what people, files and attackers write."""

from __future__ import annotations

from hypothesis import strategies as st

from dativo_hooks.finding import Edit, Finding, Related
from dativo_hooks.position import Position, Span
from dativo_hooks.rules import RULES

SECRET = "AKIAIOSFODNN7EXAMPLE"

_NASTY = (
    *("|", "\\", "\\|", "](", "[x](http://evil.example)", "`", "```", "````\n", "~~~", "&#124;"),
    *("\n", "\r\n", "\r", "\t", "\u2028", "\x85", "\x1b[2J", "\x00", "\u202e", "\ud800", "\udc80"),
    *("::error::x", "\n::error file=a::b", "%0A", "%25", "%", ":", ",", "=", "::", "##[error]"),
    *('"', "'", "<script>", "</details>", "<!--", "-->", "$x$", "@all", "#1", "www.evil.example"),
    *("{0}", "${VAR}", "*a*", "_a_", "| --- |", "- ", "日本", "e\u0301", "\U0001f600", " ", "a/b"),
    f" {SECRET} ",
    "https://user:hunter2-hunter2@db.example/x ",
)

ANYTHING = st.lists(
    st.sampled_from(_NASTY) | st.text(st.characters(exclude_categories=[]), max_size=5), max_size=6
).map("".join)

_PATHS = st.lists(
    st.sampled_from(_NASTY) | st.text(st.characters(exclude_categories=[]), max_size=5),
    min_size=1,
    max_size=3,
).map(lambda parts: f"x{''.join(parts)}")

_POSITIONS = st.builds(Position, st.integers(1, 10**6), st.integers(1, 10**6))
_SPANS = st.tuples(_POSITIONS, _POSITIONS).map(lambda pair: Span(*sorted(pair)))

_RELATED = st.builds(Related, _PATHS, _SPANS, ANYTHING, st.booleans())
_EDITS = st.builds(Edit, route=st.just(()), span=_SPANS, text=ANYTHING.filter(bool))

FINDINGS = st.lists(
    st.builds(
        Finding,
        path=_PATHS,
        span=_SPANS,
        rule=st.sampled_from(RULES),
        severity=st.sampled_from(["error", "warning"]),
        message=ANYTHING,
        help=ANYTHING,
        related=st.lists(_RELATED, max_size=2).map(tuple),
        route=st.lists(ANYTHING | st.integers(0, 9), max_size=3).map(tuple),
        secret=st.booleans(),
        diff=ANYTHING,
        edits=st.lists(_EDITS, max_size=2).map(tuple),
    ),
    max_size=4,
)


def leaks(text: str) -> bool:
    """Whether a report shows a secret, or a character that moves a terminal's cursor."""
    if SECRET in text or "hunter2-hunter2" in text:
        return True
    return not text.replace("\n", "").replace("\t", "").isprintable()
