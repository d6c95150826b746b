"""Tests that tell a secret from an innocent text of the same form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]")


def _mixed(text: str) -> bool:
    """Small letters, capitals and digits."""
    return all(re.search(characters, text) for characters in _CLASSES)


def _random(text: str) -> bool:
    """Letters of both cases and digits in a wild order, as no name or path of words has them.

    Of 40 random characters of base64, 25 differ in class from the one before, and 13 pairs are
    without a small letter; seven words in camel case have at most 15 and 1.
    """
    changes = len(re.findall(r"(?=[a-z][^a-z]|[A-Z][^A-Z]|[0-9][^0-9]|[/+][^/+])", text))
    pairs = len(re.findall(r"(?=[^a-z][^a-z])", text))
    return _mixed(text) and changes >= 14 and pairs >= 4


def _user(text: str) -> bool:
    """A token in a user's place: digits among letters, as names of users have them at their end."""
    return _token(text) or len(re.findall(r"(?=[A-Za-z][0-9]|[0-9][A-Za-z])", text)) >= 4


def _digits(text: str) -> bool:
    """Digits among small letters, in a wild order."""
    changes = len(re.findall(r"(?=[a-z][0-9]|[0-9][a-z])", text))
    return changes >= 6


def _token(text: str) -> bool:
    """A long run of letters and digits, or capitals, small letters and digits."""
    runs = re.findall(r"[A-Za-z0-9]{16,}", text)
    has_run = any(re.search(r"[0-9]", run) and re.search(r"[A-Za-z]", run) for run in runs)
    return has_run or (_mixed(text) and len(text) >= 16)


def _basic(text: str) -> bool:
    """A user and a password in base64 (RFC 7617); or what looks like nothing but base64."""
    import base64
    import binascii

    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return (b":" in decoded and decoded.isascii()) or (_mixed(text) and len(text) >= 16)


def _temporary(text: str) -> bool:
    """The alphabet of AWS's keys, a digit of it before a letter: no words with a number behind."""
    return re.fullmatch(r".{4}[A-Z]*[2-7][A-Z2-7]*[A-Z][2-7]*", text) is not None


JUDGES: Mapping[str, Callable[[str], bool]] = {
    "mixed": _mixed,
    "random": _random,
    "digits": _digits,
    "token": _token,
    "user": _user,
    "basic": _basic,
    "temporary": _temporary,
}
