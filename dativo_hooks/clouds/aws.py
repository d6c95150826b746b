"""How AWS spells tags."""

from __future__ import annotations

import re
from functools import lru_cache

from dativo_hooks.clouds.dialect import Dialect, Limits

_PUNCTUATION = frozenset("_.:/=+-@")
"""botocore, models of ecs, lambda, iam and logs: values are `[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*`."""

_PLAIN = re.compile(r"[A-Za-z0-9 _.:/=+@-]*")
"""The short way for what nearly every tag is."""

LIMITS = Limits(
    key=128, value=256, bytes=0, tags=50, source="botocore ecs, lambda, iam, logs: Tag shapes"
)


def normalised(text: str) -> str:
    """Unicode NFC, as Terraform makes of every string."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def refused(text: str) -> str:
    """The first character that AWS services refuse in a tag, "" where there is none."""
    if _PLAIN.fullmatch(text):
        return ""
    for character in text:
        if character in _PUNCTUATION or character == " ":
            continue
        if character.isascii():
            if not character.isalnum():
                return character
        else:
            import unicodedata

            from dativo_hooks.clouds.newer_characters import NEWER

            if unicodedata.category(character)[0] not in "LZN" or NEWER.match(character):
                return character
    return ""


def fault(text: str) -> str:
    """What AWS refuses in a key or a value, "" where nothing."""
    if text[:4].lower() == "aws:":
        return "`aws:` is reserved for AWS itself"
    character = refused(text)
    if not character:
        return ""
    shown = f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
    return f"ECS, Lambda, IAM and CloudWatch Logs take no {shown}"


@lru_cache(8)
def dialect(list_separator: str) -> Dialect:
    """AWS, with the text that joins the items of a list (ECS and others refuse the comma)."""

    def joined(items: tuple[str, ...]) -> str:
        return normalised(list_separator.join(items))

    return Dialect("aws", "tag", LIMITS, normalised, joined, fault, fault)
