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
from typing import TYPE_CHECKING, TypeAlias

from dativo_hooks.terraform_language.escaping import comment_line, hcl_quoted
from dativo_hooks.terraform_language.hcl_inline import inline, key_text
from dativo_hooks.terraform_language.syntax import Array, Block, Call, Object, Reference, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dativo_hooks.position import Origin
    from dativo_hooks.terraform_language.syntax import Attribute, Body, Expression

WIDTH = 100
"""Columns up to which a list stays on one line, counted before its `=` is aligned."""

# Scripts in which every character is a grapheme cluster, in all versions of Unicode: printable
# ASCII, Latin, Greek, Cyrillic, kana, Han, Hangul syllables. Combining marks lie between them.
_CERTAIN_WIDTH = (
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u3041-\u3096\u30a1-\u30fa"
    "\u4e00-\u9fff\uac00-\ud7a3]*"
)

_Line: TypeAlias = "tuple[str, Origin | None]"
_Entry: TypeAlias = "tuple[str, Expression, Origin | None]"
"""A key as it is written, its value, and where they came from."""

_BLANK: _Line = ("", None)


def hcl_text(body: Body, header: tuple[str, ...]) -> Text:
    """`body` as an HCL file, below `header` as comments.

    Lists of plain values stay on one line where they fit in `WIDTH` columns.

    Args:
        body: the blocks of the file; blank lines part them.
        header: lines without `#`; what could end a line or hide is escaped.

    Returns:
        The text with the origin of each line: that of its argument or item, or else of the nearest
        one around it; for the first and last line of a block, the block's.
    """
    lines: list[_Line] = [(f"# {comment_line(line)}".rstrip(), None) for line in header]
    for block in body.blocks:
        if lines:
            lines.append(_BLANK)
        _add_block(lines, block, "")
    return Text("".join([f"{line}\n" for line, _ in lines]), tuple([origin for _, origin in lines]))


def _add_block(lines: list[_Line], block: Block, indent: str) -> None:
    type_, labels, children, origin = block
    opening = f"{indent}{' '.join((type_, *map(hcl_quoted, labels)))} {{"
    if not children:
        lines.append((f"{opening}}}", origin))
        return
    lines.append((opening, origin))
    first, inner = len(lines), indent + "  "
    arguments: list[Attribute] = []
    for child in children:
        if not isinstance(child, Block):
            arguments.append(child)
            continue
        if arguments:
            _add_arguments(lines, arguments, inner, first)
            arguments = []
        if len(lines) > first:
            lines.append(_BLANK)
        _add_block(lines, child, inner)
    if arguments:
        _add_arguments(lines, arguments, inner, first)
    lines.append((indent + "}", origin))


def _add_arguments(lines: list[_Line], arguments: list[Attribute], indent: str, first: int) -> None:
    """Arguments of a block whose body begins at line `first`: after a blank line unless there."""
    if len(lines) > first:
        lines.append(_BLANK)
    lines += _entries(arguments, indent)


def _entries(entries: Iterable[_Entry], indent: str) -> list[_Line]:
    """`key = value` of each argument of a block or item of an object, aligned."""
    lines: list[_Line] = []
    group: list[tuple[str, str, Origin | None]] = []
    alone = False
    for key, value, origin in entries:
        rest: list[_Line] = []
        if type(value) is str:  # short ways for what nearly every value is
            text = hcl_quoted(value)
        elif type(value) is Reference:
            text = value.traversal
        else:
            column = len(indent) + len(key) + len(" = ")
            (text, _), *rest = _value(value, indent, column, origin)
        certain = _is_certain(key)
        if rest or not certain or alone:
            _add_aligned(lines, group, indent)
            group = []
            if not rest and lines:
                lines.append(_BLANK)
        group.append((key, text, origin))
        if rest:
            _add_aligned(lines, group, indent)
            group = []
            lines += rest
        alone = not rest and not certain
    _add_aligned(lines, group, indent)
    return lines


def _is_certain(key: str) -> bool:
    """Whether a key is as wide to everybody, in grapheme clusters, as it has characters."""
    if key.isascii():
        return key.isprintable()
    return re.fullmatch(_CERTAIN_WIDTH, key) is not None


def _add_aligned(
    lines: list[_Line], group: list[tuple[str, str, Origin | None]], indent: str
) -> None:
    width = max([len(key) for key, _, _ in group], default=0)
    lines += [(f"{indent}{key.ljust(width)} = {text}", origin) for key, text, origin in group]


def _value(value: Expression, indent: str, column: int, origin: Origin | None) -> list[_Line]:
    """The lines of a value whose first begins at a column; it follows what is before it there."""
    if type(value) is Object and value.items:
        items = [(key_text(key), inner, its or origin) for key, inner, its in value.items]
        return _enclosed("{", _entries(items, indent + "  "), "}", indent, origin)
    if type(value) is Array and value.items:
        listed = value.items
        if all(map(_is_flat, listed)):
            text = inline(value)
            if column + len(text) <= WIDTH:
                return [(text, origin)]
        if len(listed) == 1 and type(listed[0]) is Object:
            return _wrapped("[", _value(listed[0], indent, column + 1, origin), "]")
        return _enclosed("[", _listed(listed, indent, origin), "]", indent, origin)
    if type(value) is Call and not _is_flat(value):
        *leading, last = value.arguments
        if all(map(_is_flat, leading)):
            start = f"{value.function}({''.join([f'{inline(each)}, ' for each in leading])}"
            return _wrapped(start, _value(last, indent, column + len(start), origin), ")")
        listed = value.arguments
        start = f"{value.function}("
        return _enclosed(start, _listed(listed, indent, origin), ")", indent, origin)
    return [(inline(value), origin)]


def _listed(items: Sequence[Expression], indent: str, origin: Origin | None) -> list[_Line]:
    """Every item on lines of its own."""
    inner = indent + "  "
    lines: list[_Line] = []
    for item in items:
        lines += _wrapped(inner, _value(item, inner, len(inner), origin), ",")
    return lines


def _enclosed(
    start: str, inner: list[_Line], end: str, indent: str, origin: Origin | None
) -> list[_Line]:
    return [(start, origin), *inner, (indent + end, origin)]


def _wrapped(start: str, lines: list[_Line], end: str) -> list[_Line]:
    """`lines` with something before the first and after the last, in place."""
    text, origin = lines[0]
    lines[0] = (start + text, origin)
    text, origin = lines[-1]
    lines[-1] = (text + end, origin)
    return lines


def _is_flat(value: Expression) -> bool:
    """Whether `value` is always written on one line."""
    if type(value) is Array or type(value) is Object:
        return not value.items
    if type(value) is Call:
        return all(map(_is_flat, value.arguments))
    return True
