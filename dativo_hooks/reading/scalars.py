"""Plain (unquoted) scalars: what YAML 1.1 makes of their text, as PyYAML's resolver has it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

NUMBERS = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})
LONGEST_NUMBER = 4300
"""Characters: what Python prints (docs.python.org/3/library/stdtypes.html#int-max-str-digits).

To read `59:59:…` to base 60 takes quadratic time.
"""

_RARE_TAGS = frozenset({"tag:yaml.org,2002:merge", "tag:yaml.org,2002:value"})


class NeedsPyYAMLError(Exception):
    """The document holds something rare (alias, anchor, tag, merge key): load it by PyYAML."""


class ImpossibleScalarError(Exception):
    """A scalar looks like something that it isn't; the text says so."""


class Scalar(NamedTuple):
    """A value; `odd`: it isn't written as it prints, or is a whole number with a dot."""

    value: Any
    odd: bool


def too_long(text: str) -> str:
    """Why a number isn't read."""
    return f"it has {len(text)} characters, and {LONGEST_NUMBER} are the most"


# What YAML 1.1 takes for something else, though it begins with a letter.
_WORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null"})
# Not the `e` of 1e3, the `x` and letters of 0xff, nor the `T` and `Z` of times.
_IN_NO_NUMBER = re.compile("[g-su-wyG-SU-WY/@]")

_COMMON = re.compile(
    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(0|[1-9][0-9]{,17})([.][0-9]{1,9})?"
)


def scalar(text: str) -> Scalar:
    """What a plain scalar means.

    Raises:
        NeedsPyYAMLError: a merge key or the like.
        ImpossibleScalarError: a date or a number that none can be made of.
    """
    # Short ways for what nearly every scalar is; they need no PyYAML, which is slow to import.
    if text in {"true", "false"}:
        return Scalar(text == "true", odd=False)
    first = text[:1]
    if (first.isalpha() and text.lower() not in _WORDS) or first in {"/", "$", "_"}:
        return Scalar(text, odd=False)
    if first.isdigit() and _IN_NO_NUMBER.search(text):  # an image, `2Gi`
        return Scalar(text, odd=False)
    if text == "null":
        return Scalar(None, odd=False)
    if _COMMON.fullmatch(text):
        return _common(text)
    import yaml
    from yaml import CSafeLoader

    resolvers = CSafeLoader.yaml_implicit_resolvers
    candidates = resolvers.get(text[0] if text else "", ())
    for candidate, pattern in (*candidates, *resolvers.get(None, ())):
        if pattern.match(text):
            tag = candidate
            break
    else:
        return Scalar(text, odd=False)
    if tag in _RARE_TAGS:
        raise NeedsPyYAMLError
    if tag in NUMBERS and len(text) > LONGEST_NUMBER:
        raise ImpossibleScalarError(
            f"`{text[:40]}` looks like a {tag.rsplit(':', 1)[-1]} but isn't one: {too_long(text)}"
        )
    node = yaml.ScalarNode(tag, text)
    try:
        value = CSafeLoader.yaml_constructors[tag](yaml.constructor.SafeConstructor(), node)
        printed = str(value)
    except Exception as error:  # PyYAML's constructors raise whatever int() and friends raise
        raise ImpossibleScalarError(
            f"`{text[:40]}` looks like a {tag.rsplit(':', 1)[-1]} but isn't one: {error}"
        ) from None
    if isinstance(value, bool):
        odd = text.lower() != printed.lower()
    else:
        whole = isinstance(value, float) and value.is_integer()
        odd = value is not None and (whole or printed != text)
    return Scalar(value, odd)


def _common(text: str) -> Scalar:
    """A UUID, a whole number, or one with a dot."""
    if "-" in text:
        return Scalar(text, odd=False)
    if "." not in text:
        return Scalar(int(text), odd=False)
    number = float(text)
    return Scalar(number, odd=number.is_integer() or str(number) != text)
