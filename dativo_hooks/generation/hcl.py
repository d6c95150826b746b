"""Terraform in HCL, to the byte as `terraform fmt` leaves it.

The rules of `terraform fmt` that matter here, from
https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go:

- Brackets that open on one line indent what follows once, by two spaces, however many they are.
- Lines in a row whose `=` is followed by as many closing as opening brackets align their `=`.
  Any other line ends such a group: a blank one, and one that opens or closes brackets.
- Widths count grapheme clusters, whose rules change with every version of Unicode. A key whose
  width isn't beyond doubt therefore gets a group of its own, between blank lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.escaping import comment_line, quoted
from dativo_hooks.generation.hcl_inline import inline, key_text
from dativo_hooks.generation.syntax import (
    Array,
    Attribute,
    Block,
    Body,
    Call,
    Object,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dativo_hooks.generation.syntax import Expression
    from dativo_hooks.position import Origin

WIDTH = 100
"""Columns up to which a list stays on one line, counted before its `=` is aligned."""

# Scripts in which every character is a grapheme cluster, in all versions of Unicode: printable
# ASCII, Latin, Greek, Cyrillic, kana, Han, Hangul syllables. Combining marks lie between them.
_CERTAIN_WIDTH = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u3041-\u3096\u30a1-\u30fa"
    "\u4e00-\u9fff\uac00-\ud7a3]*"
)


class _Line(NamedTuple):
    text: str
    origin: Origin | None = None


class _Entry(NamedTuple):
    """An argument of a block or an item of an object."""

    key: str
    value: Expression
    origin: Origin | None


_BLANK = _Line("")


def hcl_text(body: Body, header: tuple[str, ...]) -> Text:
    """`body` as an HCL file, below `header` as comments.

    Lists of plain values stay on one line where they fit in `WIDTH` columns.

    Args:
        body: the blocks of the file; blank lines part them.
        header: lines without `#`; what could end a line or hide is escaped.

    Returns:
        The lines, each with the origin of its argument or item, or else of the nearest one
        around it; for the first and last line of a block, the block's.
    """
    lines = [_Line(f"# {comment_line(line)}".rstrip()) for line in header]
    for block in body.blocks:
        if lines:
            lines.append(_BLANK)
        lines += _block(block, 0)
    return Text(tuple(line.text for line in lines), tuple(line.origin for line in lines))


def _block(block: Block, depth: int) -> list[_Line]:
    opening = " ".join((block.type, *map(quoted, block.labels), "{"))
    if not block.body:
        return [_Line(f"{_indent(depth)}{opening}}}", block.origin)]
    lines = [_Line(_indent(depth) + opening, block.origin)]
    arguments: list[_Entry] = []
    for child in block.body:
        if isinstance(child, Attribute):
            arguments.append(_Entry(*child))
            continue
        lines += _parted(lines, _entries(arguments, depth + 1))
        arguments = []
        lines += _parted(lines, _block(child, depth + 1))
    lines += _parted(lines, _entries(arguments, depth + 1))
    lines.append(_Line(f"{_indent(depth)}}}", block.origin))
    return lines


def _parted(before: Sequence[_Line], lines: list[_Line]) -> list[_Line]:
    """`lines` of a block's body, after a blank line unless they are its first."""
    return [_BLANK, *lines] if lines and len(before) > 1 else lines


def _entries(entries: Iterable[_Entry], depth: int) -> list[_Line]:
    """`key = value` of each entry, aligned."""
    lines: list[_Line] = []
    group: list[tuple[str, _Line]] = []

    def flush() -> None:
        width = max((len(key) for key, _ in group), default=0)
        for key, line in group:
            lines.append(_Line(f"{_indent(depth)}{key.ljust(width)} = {line.text}", line.origin))
        group.clear()

    alone = False
    for entry in entries:
        first, *rest = _value(
            entry.value, depth, 2 * depth + len(entry.key) + len(" = "), entry.origin
        )
        certain = _CERTAIN_WIDTH.fullmatch(entry.key) is not None
        if rest or not certain or alone:
            flush()
        if not rest and lines and (not certain or alone):
            lines.append(_BLANK)
        group.append((entry.key, first))
        if rest:
            flush()
            lines += rest
        alone = not rest and not certain
    flush()
    return lines


def _value(value: Expression, depth: int, column: int, origin: Origin | None) -> list[_Line]:
    """The lines of a value; the first is to follow `column` characters of its line."""
    match value:
        case Object(items) if items:
            entries = (_Entry(key_text(i.key), i.value, i.origin or origin) for i in items)
            inner = _entries(entries, depth + 1)
            return _enclosed("{", inner, "}", depth, origin)
        case Array(items) if not _fits(value, column):
            match items:
                case [Object() as only]:
                    return _wrapped("[", _value(only, depth, column + 1, origin), "]")
            return _enclosed("[", _listed(items, depth + 1, origin), "]", depth, origin)
        case Call(function, arguments) if arguments and not all(map(_is_flat, arguments)):
            *leading, last = arguments
            if all(map(_is_flat, leading)):
                start = f"{function}({''.join(f'{inline(each)}, ' for each in leading)}"
                lines = _value(last, depth, column + len(start), origin)
                return _wrapped(start, lines, ")")
            inner = _listed(arguments, depth + 1, origin)
            return _enclosed(f"{function}(", inner, ")", depth, origin)
    return [_Line(inline(value), origin)]


def _listed(items: Iterable[Expression], depth: int, origin: Origin | None) -> list[_Line]:
    """Every item on lines of its own."""
    lines: list[_Line] = []
    for item in items:
        lines += _wrapped(_indent(depth), _value(item, depth, 2 * depth, origin), ",")
    return lines


def _enclosed(
    start: str, inner: list[_Line], end: str, depth: int, origin: Origin | None
) -> list[_Line]:
    return [_Line(start, origin), *inner, _Line(_indent(depth) + end, origin)]


def _wrapped(start: str, lines: list[_Line], end: str) -> list[_Line]:
    wrapped = [_Line(start + lines[0].text, lines[0].origin), *lines[1:]]
    wrapped[-1] = _Line(wrapped[-1].text + end, wrapped[-1].origin)
    return wrapped


def _fits(array: Array, column: int) -> bool:
    return all(map(_is_flat, array.items)) and column + len(inline(array)) <= WIDTH


def _is_flat(value: Expression) -> bool:
    """Whether `value` is always written on one line."""
    match value:
        case Array(items) | Object(items):
            return not items
        case Call(_, arguments):
            return all(map(_is_flat, arguments))
    return True


def _indent(depth: int) -> str:
    return "  " * depth
