"""What a body is without its words: the shape decides on the lines, and jobs have few shapes.

A body is taken apart into its shape, the words that fill it, and where each part came from, all in
the order in which they are written. `hcl.layout` says once for each shape how it is laid out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dativo_hooks.terraform_language.escaping import hcl_quoted
from dativo_hooks.terraform_language.hcl_inline import inline, key_text
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Call,
    Object,
    Reference,
    Template,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.position import Origin
    from dativo_hooks.terraform_language.syntax import Body, Expression

WIDTH = 100
"""Columns up to which a list stays on one line, counted before its `=` is aligned."""

WORD = 0
"""The shape of a value that is written on one line: a word."""

Shape: TypeAlias = Any
"""Of a value: `WORD`; `("{", entries)`; `("[", item)`, an object alone in a list; `("[]", items)`;
`("(", function, words, last)`, arguments of which only the last has lines of its own;
`("()", function, arguments)`. Of an entry: its key, where the value is a word; `(key, value)`;
`(None, value)` where it stands alone, so that its key aligns with nothing and is a word, too. Of a
block: `(type, labels, children)`, the labels counted; a child is an entry or a block.
"""


class Parts(NamedTuple):
    """A body taken apart.

    `words`: of labels and values. `origins`: of blocks, arguments and items of objects.
    `variables`: the Terraform variables that it refers to.
    """

    shape: tuple[Shape, ...]
    words: list[str]
    origins: list[Origin | None]
    variables: set[str]


def parts_of(body: Body) -> Parts:
    """Take a body apart."""
    parts = Parts((), [], [], set())
    return parts._replace(shape=tuple([_block(block, 0, parts) for block in body.blocks]))


def _block(block: Block, indent: int, parts: Parts) -> Shape:
    type_, labels, body, origin = block
    parts.origins.append(origin)
    for label in labels:
        parts.words.append(hcl_quoted(label))
    if len(body) == 1 and type(body[0]) is Attribute:
        return type_, len(labels), (_lone(*body[0], indent + 2, parts),)
    return type_, len(labels), _children(body, indent + 2, parts)


def _lone(key: str, value: Expression, origin: Origin | None, indent: int, parts: Parts) -> Shape:
    parts.origins.append(origin)
    parts.words.append(key)
    return None, _value(value, indent, indent + len(key) + len(" = "), origin, parts)


def _children(
    children: Iterable[tuple[str, Expression, Origin | None] | Block], indent: int, parts: Parts
) -> tuple[Shape, ...]:
    """Blocks, and keys with their values."""
    shapes: list[Shape] = []
    words, origins = parts.words, parts.origins
    for child in children:
        if isinstance(child, Block):
            shapes.append(_block(child, indent, parts))
            continue
        key, value, origin = child
        origins.append(origin)
        # Short ways for what nearly every value is.
        if type(value) is str:
            words.append(hcl_quoted(value))
            shapes.append(key)
        elif type(value) is Reference:
            _note(value, parts)
            words.append(value[0])
            shapes.append(key)
        else:
            shape = _value(value, indent, indent + len(key) + len(" = "), origin, parts)
            shapes.append(key if shape is WORD else (key, shape))
    return tuple(shapes)


def _value(
    value: Expression, indent: int, column: int, origin: Origin | None, parts: Parts
) -> Shape:
    """The shape of a value whose first line begins at a column, its others at `indent`."""
    if type(value) is Object and value.items:
        items = [(key_text(key), inner, its or origin) for key, inner, its in value.items]
        if len(items) == 1:
            return "{", (_lone(*items[0], indent + 2, parts),)
        return "{", _children(items, indent + 2, parts)
    if type(value) is Array and value.items:
        listed = value.items
        if all(map(_is_flat, listed)):
            text = inline(value)
            if column + len(text) <= WIDTH:
                return _word(value, text, parts)
        if len(listed) == 1 and type(listed[0]) is Object:
            return "[", _value(listed[0], indent, column + 1, origin, parts)
        return "[]", _listed(listed, indent, origin, parts)
    if type(value) is Call and not _is_flat(value):
        *leading, last = value.arguments
        if not all(map(_is_flat, leading)):
            return "()", value.function, _listed(value.arguments, indent, origin, parts)
        column += len(value.function) + 1
        for each in leading:
            text = inline(each)
            _word(each, text, parts)
            column += len(text) + len(", ")
        return "(", value.function, len(leading), _value(last, indent, column, origin, parts)
    return _word(value, inline(value), parts)


def _listed(
    items: Iterable[Expression], indent: int, origin: Origin | None, parts: Parts
) -> tuple[Shape, ...]:
    """Every item on lines of its own."""
    return tuple([_value(item, indent + 2, indent + 2, origin, parts) for item in items])


def _word(value: Expression, text: str, parts: Parts) -> Shape:
    _note(value, parts)
    parts.words.append(text)
    return WORD


def _is_flat(value: Expression) -> bool:
    """Whether `value` is always written on one line."""
    if type(value) is Array or type(value) is Object:
        return not value.items
    if type(value) is Call:
        return all(map(_is_flat, value.arguments))
    return True


_VARIABLE = re.compile(r"\bvar\.(\w+)")


def _note(value: Expression, parts: Parts) -> None:
    """Note the variables in a value that is written on one line."""
    if type(value) is Reference:
        if "var." in value[0]:
            parts.variables.update(_VARIABLE.findall(value[0]))
    elif type(value) is Array or type(value) is Template:
        for inner in value[0]:
            _note(inner, parts)
    elif type(value) is Call:
        for inner in value.arguments:
            _note(inner, parts)
