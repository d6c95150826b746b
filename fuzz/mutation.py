"""Changes of inputs that know what these files are made of: keys, marks, nesting, repetition."""

from __future__ import annotations

import json
import re
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

from fuzz.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MARKS = (
    *("${", "%{", "}", "$${", "<<EOF\n", '"', "'", "\\", "`", "|", "#", "# ", "//", "/*", "*/"),
    *(": ", "? ", "- ", "[", "]", "{", "}", "&a ", "*a", "<<: *a", "!!str ", "!!binary ", "|\n  "),
    *(">-\n", "---\n", "...\n", "%YAML 1.1\n", "\t", "\r\n", "\r", "\x00", "\ufeff", "\x85"),
    *("\u2028", "ü", "é\u0301", "🚀", "\u202e", "\x1b[2J", "null", "~", "yes", "012", "1_000"),
    *("0x1F", ".inf", "1e400", "59:59:59", "2026-02-30", "AKIA" + "A" * 16, "password: x"),
    *("://u:p@h", "eyJ-", "dativo-hooks: ignore[", "DH301", "ALL", "] ", "../", "/app/", "jobs/"),
    *(".yaml", "resource ", "locals {\n", "= [", "= {", "${VAR}", "{tenant}", "**/", "*", "[a-z]"),
    *("(a+)+$", "aws", "gcp"),
)


@cache
def pieces() -> tuple[bytes, ...]:
    """What inputs are made of: the keys and words of our schemas, and marks of the languages."""
    words: dict[str, None] = {}
    for schema in sorted((ROOT / "schemas").glob("*.json")):
        words.update(dict.fromkeys(_words(json.loads(schema.read_text("utf-8")))))
    return tuple(word.encode() for word in (*words, *_MARKS))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key in {"properties", "$defs"} and isinstance(part, dict):
                yield from (f"{name}: " for name in part)
            elif key in {"enum", "examples", "const", "default"}:
                yield from re.findall(r"[\w-]{2,40}", json.dumps(part))
            yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)


def mutated(data: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """Another input, at most `most` bytes; `otherwise` is the fuzzer's own way."""
    random = Random(seed)  # noqa: S311 - no secret comes of it
    way = random.randrange(8)
    if way < 3:
        return otherwise(data, most)
    return _WAYS[way - 3](data, random)[:most]


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(pieces()) + data[at:]


def _replace(data: bytes, random: Random) -> bytes:
    start = random.randint(0, len(data))
    end = min(len(data), start + random.randint(1, 12))
    return data[:start] + random.choice(pieces()) + data[end:]


def _repeat(data: bytes, random: Random) -> bytes:
    start = random.randint(0, len(data))
    part = data[start : start + random.randint(1, 8)] or random.choice(pieces())
    return data[:start] + part * random.choice((2, 3, 10, 100, 400)) + data[start:]


def _line(data: bytes, random: Random) -> bytes:
    """Delete, double, indent or move a line."""
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    way = random.randrange(4)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(at, lines[random.randrange(len(lines))])
    elif way == 2:
        lines[at] = b" " * random.randint(1, 4) + lines[at]
    else:
        lines.insert(random.randrange(len(lines)), lines.pop(at))
    return b"\n".join(lines)


def _value(data: bytes, random: Random) -> bytes:
    """Put a piece in the place of what follows a colon."""
    found = list(re.finditer(rb"(?m)(?<=:)[ \t]*[^\n]*", data))
    if not found:
        return _insert(data, random)
    match = random.choice(found)
    value = b" " + b"".join(random.choices(pieces(), k=random.randint(1, 3)))
    return data[: match.start()] + value + data[match.end() :]


_WAYS = (_insert, _replace, _repeat, _line, _value)
