"""The comments of a YAML file, which no parser keeps: a `#` in a value isn't one.

The scanner of libyaml says where tokens are; what stands between them is white space and comments.
After a fault it says nothing more: from there on, each line is judged by its quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.document import Lines
from dativo_hooks.reading.faults import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator


class Comment(NamedTuple):
    """One comment.

    Attributes:
        line: counts from 1.
        column: of its `#`, counts from 1.
        text: from the `#` to the end of the line.
        alone: whether nothing else is on the line.
    """

    line: int
    column: int
    text: str
    alone: bool


_BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line, and a comment with it (YAML 1.1, section 4.1.4)."""

_COMMENT = re.compile(f"#[^{_BREAKS}]*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*")
_LOOSE = re.compile(
    # A quoted text, which may have lost its end; a comment; or any other character.
    rf"""(?<![^\s\[{{,:])(?:"(?:[^"\\{_BREAKS}]|\\.)*"?|'(?:[^'{_BREAKS}]|'')*'?)"""
    rf"|(?<!\S)(?P<comment>#[^{_BREAKS}]*)|[^\"'#]+|[\"'#]"
)


def comments(text: str) -> Iterator[Comment]:
    """Every comment of a YAML text, in order; never raises for what the text says."""
    lines = Lines(text)
    for start, found in _comments(text):
        line, column = lines.position(start)
        before = text[start - column + 1 : start]
        yield Comment(line, column, found, alone=not before.strip())


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """The comments with their character offsets."""
    done = 0
    for start, end in _token_spans(text):
        if start > done:
            yield from _within(text, done, start)
        if end > start and text[start] in "|>":
            header = _BLOCK_HEADER.match(text, start, end)
            comment = _COMMENT.match(text, header.end(), end) if header else None
            if comment:
                yield comment.start(), comment[0]
        if end < 0:
            for match in _LOOSE.finditer(text, max(done, start)):
                if match["comment"]:
                    yield match.start(), match[0]
            return
        done = max(done, end)
    yield from _within(text, done, len(text))


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in _COMMENT.finditer(text, start, end):
        yield match.start(), match[0]


def _token_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where tokens begin and end; an end of -1 where the text is no YAML any more."""
    import yaml
    from yaml.tokens import (
        BlockEndToken,
        BlockMappingStartToken,
        BlockSequenceStartToken,
        FlowMappingEndToken,
        FlowMappingStartToken,
        FlowSequenceEndToken,
        FlowSequenceStartToken,
    )

    opening = (
        BlockMappingStartToken,
        BlockSequenceStartToken,
        FlowMappingStartToken,
        FlowSequenceStartToken,
    )
    closing = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)
    depth = end = 0
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            depth += isinstance(token, opening) - isinstance(token, closing)
            if depth > MAX_DEPTH + 1:  # libyaml takes quadratic time for what nests on and on
                break
            end = token.end_mark.index
            yield token.start_mark.index, end
        else:
            return
    except yaml.YAMLError:
        pass
    yield end, -1
