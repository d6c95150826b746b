"""Regular expressions of other people, run in a time that grows with the text and no faster.

Python's `re` tries again what it has tried: `([A-Z]+-?)+[0-9]{3}` takes minutes to refuse 31
letters. So Python only reads such a pattern, and Rust's `regex`, which jsonschema-rs brings, runs
it. What that engine can't run (look-around, back-references) and what is too large is refused.

What was compiled is kept, as `re` keeps its own. The plain way is to read and compile a pattern for
each text: 155 µs instead of 0.3 µs for one like `[A-Z]{2,5}-[0-9]{3,}` (2026-11-29), so that a tag
with a pattern would make a cold check of 1,000 jobs a fifth slower.
"""

from __future__ import annotations

import re
import sys
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if sys.version_info >= (3, 11):
    from re import _parser
else:
    import sre_parse as _parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_POSITIONS = 2_000
"""How many characters a pattern may stand for, repeats written out.

A text of 100,000 characters takes 1.2 s at worst with so many, and 0.001 s with a usual pattern.
"""

_WIDE = 5
"""What a class of all letters of all scripts (`\\w`) counts for: it takes 50 kB, each time."""

MOST_TOGETHER = 10_000
"""How many all patterns of a configuration may stand for together: they take 100 MB at worst."""

_LONGEST = 5_000
_SIZE_LIMIT = 100 << 20

_CATEGORIES = {
    # Python's, and its own with the flag `a`; no class within a class, nor one that says "not".
    "CATEGORY_DIGIT": (r"\p{Nd}", "0-9"),
    "CATEGORY_NOT_DIGIT": (r"\P{Nd}", r"\x00-\x2f\x3a-\x{10FFFF}"),
    "CATEGORY_SPACE": (
        r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
        r"\t-\r\x20",
    ),
    "CATEGORY_NOT_SPACE": (
        (
            r"\x00-\x08\x0e-\x1b\x21-\x84\x86-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027"
            r"\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\x{10FFFF}"
        ),
        r"\x00-\x08\x0e-\x1f\x21-\x{10FFFF}",
    ),
    "CATEGORY_WORD": (r"\p{L}\p{N}_", "0-9A-Za-z_"),
    "CATEGORY_NOT_WORD": (
        (
            r"\p{M}\p{S}\p{Z}\p{C}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}"
            r"\u203f\u2040\u2054\ufe33\ufe34\ufe4d-\ufe4f\uff3f"
        ),
        r"\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x{10FFFF}",
    ),
}
_PLACES = {
    "AT_BEGINNING": r"\A",
    "AT_BEGINNING_STRING": r"\A",
    "AT_END": r"\z",
    "AT_END_STRING": r"\z",
    "AT_BOUNDARY": r"\b",
    "AT_NON_BOUNDARY": r"\B",
}
_EVERY_LINE = {"AT_BEGINNING": "(?m:^)", "AT_END": "(?m:$)"}
_FOREIGN = {
    "ASSERT": "a look-around (`(?=…)`, `(?<=…)`)",
    "ASSERT_NOT": "a negative look-around (`(?!…)`, `(?<!…)`)",
    "GROUPREF": "a reference to a group (`\\1`, `(?P=name)`)",
    "GROUPREF_EXISTS": "a condition (`(?(1)…)`)",
    "ATOMIC_GROUP": "an atomic group (`(?>…)`)",
    "POSSESSIVE_REPEAT": "a possessive repeat (`a++`)",
}


class RefusedError(ValueError):
    """A pattern that isn't run. `says` completes "the pattern …"; `instead` is what to write."""

    def __init__(self, says: str, instead: str) -> None:
        super().__init__(says)
        self.says = says
        self.instead = instead


class Translated(NamedTuple):
    """A pattern as Rust's `regex` has it, and how many characters it stands for at most."""

    pattern: str
    positions: int


def translated(pattern: str, flags: int = 0) -> Translated:
    """A pattern of Python's `re`, for the other engine.

    Raises:
        RefusedError: It is no pattern, or one that isn't run.
    """
    if len(pattern) > _LONGEST:
        raise _too_large(f"has {len(pattern)} characters, more than {_LONGEST}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about syntax that may mean something else some day
            read = _parser.parse(pattern, flags)
        found = _sequence(read, read.state.flags)
    except RecursionError:
        raise _too_large("has groups within groups, too deep to run it") from None
    except (re.error, OverflowError, ValueError) as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError(
            f"isn't a regular expression: {error}",
            "write one that Python knows, in single quotes: `pattern: '[A-Z]+-[0-9]{3,}'`, "
            "for instance",
        ) from None
    if found.positions > MOST_POSITIONS:
        raise _too_large(
            f"has repeats that stand for {found.positions} characters, more than {MOST_POSITIONS}"
        )
    return found


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether one of some translated patterns matches a whole text.

    Raises:
        RefusedError: They are too large.
    """
    try:
        return searcher(f"^(?:{'|'.join(f'(?:{one})' for one in patterns)})$")
    except ValueError:
        raise _too_large("is too large or too deep to run it") from None


@lru_cache(128)
def searcher(pattern: str) -> Callable[[str], bool]:
    """Whether a pattern, as JSON Schema has it, is found somewhere in a text.

    Raises:
        ValueError: It can't be run.
    """
    from jsonschema_rs import RegexOptions, validator_for

    options = RegexOptions(size_limit=_SIZE_LIMIT)
    valid = validator_for({"pattern": pattern}, pattern_options=options).is_valid
    return lambda text: bool(valid(_encodable(text)))


@lru_cache(128)
def _matcher(pattern: str, flags: int) -> Callable[[str], bool]:
    return matcher([translated(pattern, flags).pattern])


def fits(pattern: str, text: str, *, ignore_case: bool = False) -> bool:
    """Whether a pattern of Python's `re` matches a whole text: as `re.fullmatch` says.

    Raises:
        RefusedError: The pattern isn't run.
    """
    return _matcher(pattern, re.IGNORECASE if ignore_case else 0)(text)


def _encodable(text: str) -> str:
    """The text without halves of characters, which Rust has not: one other stands for each."""
    if text.isascii():
        return text
    return re.sub("[\ud800-\udfff]", lambda half: chr(ord(half[0]) + 0x100000), text)


def _too_large(says: str) -> RefusedError:
    return RefusedError(
        says, "write a shorter one, with smaller repeats, or list the values in `allowed`"
    )


def _sequence(items: Any, flags: int) -> Translated:
    parts = [_item(str(kind), value, flags) for kind, value in items]
    return Translated("".join(part.pattern for part in parts), sum(one.positions for one in parts))


def _item(kind: str, value: Any, flags: int) -> Translated:
    if kind in _FOREIGN:
        raise RefusedError(
            f"has {_FOREIGN[kind]}, and patterns run without it, so that none takes for ever",
            "write what the whole value looks like, such as `'[A-Z]+-[0-9]{3,}'`, or list the "
            "values in `allowed`",
        )
    if kind == "LITERAL":
        return _with_case(_character(value), 1, flags)
    if kind == "NOT_LITERAL":
        return _with_case(f"[^{_character(value)}]", 1, flags)
    if kind == "ANY":
        return Translated(r"[\x00-\x{10FFFF}]" if flags & re.DOTALL else r"[^\n]", 1)
    if kind == "IN":
        return _class(value, flags)
    if kind == "AT":
        return _place(str(value), flags)
    if kind == "BRANCH":
        branches = [_sequence(branch, flags) for branch in value[1]]
        return Translated(
            f"(?:{'|'.join(branch.pattern for branch in branches)})",
            sum(branch.positions for branch in branches),
        )
    if kind == "SUBPATTERN":
        _, more, less, inner = value
        found = _sequence(inner, (flags | more) & ~less)
        return found._replace(pattern=f"(?:{found.pattern})")
    assert kind in ("MAX_REPEAT", "MIN_REPEAT"), kind
    least, most, inner = value
    found = _sequence(inner, flags)
    endless = most is _parser.MAXREPEAT
    least, most = int(least), int(most)
    times = max(least, 1) if endless else most
    # Numbers that Rust doesn't take are refused here: those of what stands for nothing, too.
    positions = max(found.positions, 1) * times
    if positions > MOST_POSITIONS:
        return Translated("", positions)
    return Translated(f"(?:{found.pattern}){{{least},{'' if endless else most}}}", positions)


def _place(name: str, flags: int) -> Translated:
    if flags & re.MULTILINE and name in _EVERY_LINE:
        return Translated(_EVERY_LINE[name], 1)
    text = _PLACES[name]
    ascii_only = flags & re.ASCII and name.endswith("BOUNDARY")
    return Translated(f"(?-u:{text})" if ascii_only else text, 1)


def _class(members: Any, flags: int) -> Translated:
    parts, width = [], 1
    for kind, value in members:
        name = str(kind)
        if name == "NEGATE":
            parts.append("^")
        elif name == "LITERAL":
            parts.append(_character(value))
        elif name == "RANGE":
            parts.append("-".join(map(_character, value)))
        else:
            parts.append(_CATEGORIES[str(value)][bool(flags & re.ASCII)])
            if str(value).endswith("WORD") and not flags & re.ASCII:
                width = _WIDE
    return _with_case(f"[{''.join(parts)}]", width, flags)


def _with_case(text: str, positions: int, flags: int) -> Translated:
    return Translated(f"(?i:{text})" if flags & re.IGNORECASE else text, positions)


def _character(code: int) -> str:
    """One character, so that it has no other meaning anywhere."""
    character = chr(code + 0x100000 if 0xD800 <= code < 0xE000 else code)
    if character.isascii() and character.isalnum():
        return character
    return f"\\x{code:02x}" if code < 0x80 else character
