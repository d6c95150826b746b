"""What comments for dativo-hooks say."""

from __future__ import annotations

import pytest

from dativo_hooks.filtering.comments import Comment
from dativo_hooks.filtering.directives import Directive, directives
from dativo_hooks.rules import BY_KEY


def read(text: str) -> list[Directive]:
    """The directives of a comment that stands in column 5."""
    return list(directives(Comment(7, 5, text, alone=True)))


@pytest.mark.parametrize(
    ("text", "codes", "reason"),
    [
        ("# dativo-hooks: ignore[DH301] legacy", ["DH301"], "legacy"),
        ("#dativo-hooks:ignore[DH301]legacy", ["DH301"], "legacy"),
        ("## \tdativo-hooks:  ignore [ DH301 ]  a b  ", ["DH301"], "a b"),
        ("# dativo-hooks: ignore[dh301, Secret]: see #12", ["DH301", "DH305"], "see #12"),
        ("# dativo-hooks: ignore[missing-required-tag,] — ok", ["DH301"], "ok"),
        ("# noqa # dativo-hooks: ignore[DH301] x [y] z", ["DH301"], "x [y] z"),
        ("# dativo-hooks: ignore[DH301] 理由", ["DH301"], "理由"),
        ("# dativo-hooks: ignore[DH301]", ["DH301"], ""),
        ("# dativo-hooks: ignore[DH301] - … ", ["DH301"], ""),
        ("# dativo-hooks: ignore[DH301] #", ["DH301"], ""),
    ],
)
def test_suppressions(text: str, codes: list[str], reason: str) -> None:
    (one,) = read(text)
    assert [named.rule for named in one.named] == [BY_KEY[code] for code in codes]
    assert (one.reason, one.fault, one.line, one.alone) == (reason, "", 7, True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# dativo-hooks:", "it says nothing"),
        ("# dativo-hooks: skip[DH301] x", "it says `skip[DH301] x`"),
        ("# dativo-hooks: ignored[DH301] x", "it says `ignored"),
        ("# dativo-hooks: ignore DH301 x", "names no rule in brackets"),
        ("# dativo-hooks: ignore-file", "names no rule in brackets"),
        ("# dativo-hooks: ignore[DH301 x", "isn't closed"),
        ("# dativo-hooks: ignore[[DH301]] x", "isn't closed"),
        ("# dativo-hooks: ignore[ , ] x", "are empty"),
    ],
)
def test_what_cant_be_understood(text: str, fault: str) -> None:
    (one,) = read(text)
    assert fault in one.fault
    assert one.named == ()


@pytest.mark.parametrize(
    "text",
    [
        "# see dativo-hooks: ignore[DH301] x",
        "# `# dativo-hooks: ignore[DH301] x` silences it",
        "# dativo-hooks ignore[DH301] x",
        "# xdativo-hooks: ignore[DH301] x",
    ],
)
def test_comments_for_people(text: str) -> None:
    assert read(text) == []


def test_columns_count_from_the_lines_beginning() -> None:
    (one,) = read("# ü # dativo-hooks: ignore[DH301,  nope here] why")
    assert (one.column, one.end) == (9, 54)
    assert [(named.word, named.column, named.end) for named in one.named] == [
        ("DH301", 32, 37),
        ("nope here", 40, 49),
    ]


def test_several_in_one_comment() -> None:
    first, second = read("# dativo-hooks: ignore[DH301] a # dativo-hooks: ignore[DH504] b")
    assert (first.reason, second.reason) == ("a", "b")
