"""Where a wild order of letters and digits begins: the last text that is none, and the first."""

from __future__ import annotations

from base64 import b64encode

import pytest

from dativo_hooks.secrets.judges import JUDGES


@pytest.mark.parametrize(
    ("judge", "text", "guilty"),
    [
        ("mixed", "aB1", True),
        ("mixed", "ab1", False),
        ("mixed", "AB1", False),
        ("mixed", "aBc", False),
        # 14 changes from one class of characters to another, 4 pairs without a small letter
        ("random", "aA" * 7 + "0000", True),
        ("random", "aA" * 7 + "000", False),
        ("random", "aA" * 6 + "a00000", False),
        ("random", "aA" * 7 + "////", False),
        # 6 changes between small letters and digits
        ("digits", "a1a1a1a", True),
        ("digits", "1a1a1a1", True),
        ("digits", "a1a1a1", False),
        ("digits", "A1A1A1A1", False),
        # 16 letters and digits in a row with some of both, or 16 characters with all three classes
        ("token", "a" * 15 + "1", True),
        ("token", "-" + "A" * 15 + "1-", True),
        ("token", "a" * 14 + "1", False),
        ("token", "a" * 16, False),
        ("token", "1" * 16, False),
        ("token", "aA1" + "-" * 13, True),
        ("token", "aA1" + "-" * 12, False),
        ("token", "aa1" + "-" * 13, False),
        # 4 changes between letters and digits, or such a token
        ("user", "a1b2c", True),
        ("user", "A1B2C", True),
        ("user", "a1b2", False),
        ("user", "reader2026", False),
        ("user", "a" * 15 + "1", True),
        # RFC 7617: `user:password`
        ("basic", b64encode(b"user:pw").decode(), True),
        ("basic", b64encode(b"user:pw").decode().rstrip("="), True),
        ("basic", b64encode(b"userpw").decode(), False),
        ("basic", b64encode("ü:p".encode()).decode(), False),
        ("basic", "a:b", False),
        ("basic", "aB1" + "x" * 13, True),
        ("basic", "aB1" + "x" * 9, False),
        ("basic", "abc" + "x" * 13, False),
        # A digit of 2 to 7 before a letter
        ("temporary", "ASIAX2X", True),
        ("temporary", "ASIA22XX77", True),
        ("temporary", "ASIAXXXX22", False),
        ("temporary", "ASIAX1X", False),
    ],
)
def test_what_a_judge_says(judge: str, text: str, guilty: bool) -> None:
    assert JUDGES[judge](text) is guilty
