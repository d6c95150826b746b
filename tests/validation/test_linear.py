"""Patterns of configurations: what Python's `re` says of them, in a time linear in the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.validation.linear import MOST_POSITIONS, RefusedError, fits, translated
from tests import cpu
from tests.laws import examples

PATTERNS = (
    r"([A-Z]+-?)+[0-9]{3}",
    r"[\w.-]{1,64}",
    r"[\w-]{1,64}-[\w-]{1,64}",
    r"\d{3}\s\S\D\W",
    r"(?i)abc[x-z]é",
    r"a{,3}b",
    r"[a&&~~\]\-\[]+",
    r"(?x) a  b # c",
    r"(?P<name>a|b|)c*?",
    r"(?#says nothing)a",
    r"\Aa\Z",
    r"^a$",
    "a.b",
    "(?s)a.b",
    "(?m)^a$\n^b$",
    r"\ba\b-\B",
    r"(?a:\w\d\s)\w",
    r"[^a\d]+",
    r"[\W_]",
    r"[^\W]",
    r"[^\s\S]",
    r"{a}",
    r"a{",
    r"é\u00e9\N{LATIN SMALL LETTER A}",
    r"[\b\a\0]",
    r"\07",
    "[ -~]*",
    "(?i:ab)C",
    "|a",
    "",
    r"\.\*\/\_\-\ \@\#",
    r"(a|ab)(c|bcd)(d*)",
)
LETTERS = "aAbBcCdxyzZ019 \n\t-_.&~[]{}()é٣É#*+?^$|\\/\x1c\xa0\u0301²@\x07\0\x08"


@pytest.mark.filterwarnings("ignore::FutureWarning")
@examples(400)
@given(st.sampled_from(PATTERNS), st.text(LETTERS, max_size=6), st.booleans())
def test_a_pattern_means_what_python_means(pattern: str, text: str, ignore_case: bool) -> None:
    flags = re.IGNORECASE if ignore_case else 0
    expected = re.fullmatch(pattern, text, flags) is not None
    assert fits(pattern, text, ignore_case=ignore_case) is expected


@pytest.mark.parametrize("category", [r"\w", r"\W", r"\s", r"\S", r"\d", r"\D", "."])
def test_classes_are_pythons(category: str) -> None:
    for code in (*range(0x250), 0x300, 0x660, 0x2028, 0x203F, 0x3000, 0x4E00, 0xFF3F, 0x1F600):
        character = chr(code)
        assert fits(category, character) is bool(re.fullmatch(category, character)), code


def test_halves_of_characters_are_characters() -> None:
    assert fits("a.", "a\udc80")
    assert fits("a\udc80", "a\udc80")
    assert not fits(r"a\w", "a\udc80")


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(?=a)b", "look-around"),
        ("(?!x)y", "negative look-around"),
        ("(?<=a)b", "look-around"),
        ("(?<!a)b", "negative look-around"),
        (r"(a)\1", "reference to a group"),
        ("(?P<x>a)(?P=x)", "reference to a group"),
        ("(a)(?(1)b|c)", "condition"),
        ("(a{1000}){1000}", "repeats that stand for 1000000"),
        ("((((a{9}){9}){9}){9}){9}", "repeats that stand for"),
        ("(){99999}", "repeats that stand for"),
        ("a{99999999999}", "isn't a regular expression"),
        ("(?:a?){1500}(?:b?){1500}", "repeats that stand for 3000"),
        ("a" * 6000, "6000 characters"),
        ("(" * 2000 + ")" * 2000, "too deep"),
        ("(" * 400 + ")" * 400, "too deep"),
        ("[", "isn't a regular expression"),
        ("a{2,1}", "isn't a regular expression"),
        ("*a", "isn't a regular expression"),
        ("\\", "isn't a regular expression"),
    ],
)
def test_what_is_refused(pattern: str, says: str) -> None:
    with pytest.raises(RefusedError) as refused:
        fits(pattern, "a")
    assert says in refused.value.says
    assert "write" in refused.value.instead


@pytest.mark.parametrize(
    "pattern",
    [
        r"([A-Z]+-?)+[0-9]{3}",
        r"(a+)+$",
        r"(a|a)*b",
        r"(a|aa)+$",
        r"(.*a){200}",
        r"([a-z]*)*1",
        r"(\w+\s?)+!",
        r"[01]*1[01]{600}1[01]*1",
        "(?:a?){900}a{900}",
    ],
)
@pytest.mark.parametrize("piece", ["a", "A", "01", "aé ", "A-"])
def test_no_text_takes_long(pattern: str, piece: str) -> None:
    text = piece * (50_000 // len(piece))
    with cpu.within(2):
        fits(pattern, text)


def test_a_pattern_is_weighed_with_its_repeats_written_out() -> None:
    assert translated("a{3}(b|cd)").positions == 6
    assert translated("(?:ab){2,}").positions == 4
    assert translated("a{2000}").positions == MOST_POSITIONS
