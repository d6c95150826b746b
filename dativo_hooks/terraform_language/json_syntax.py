"""Terraform in its JSON syntax (`.tf.json`).

Source: https://developer.hashicorp.com/terraform/language/syntax/json. Most strings there are
templates; the tables below hold the places where Terraform wants something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.terraform_language.escaping import comment_line, json_quoted
from dativo_hooks.terraform_language.hcl_inline import bare_template
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Body,
    Object,
    Reference,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from dativo_hooks.position import Origin
    from dativo_hooks.terraform_language.syntax import Expression

# (block type, argument) that names something: the bare traversal, not "${...}".
_BARE_REFERENCES = frozenset(
    {
        *((block, "depends_on") for block in ("resource", "data", "module", "output", "check")),
        *((block, "provider") for block in ("resource", "data", "import")),
        *((block, "to") for block in ("import", "moved")),
        *((block, "from") for block in ("moved", "removed")),
        ("module", "providers"),
        ("lifecycle", "ignore_changes"),
        ("lifecycle", "replace_triggered_by"),
        ("variable", "type"),
    }
)
# (block type, argument) read before anything can be evaluated: `${` there is just text.
_LITERAL = frozenset(
    {
        ("variable", "default"),
        ("variable", "description"),
        ("output", "description"),
        ("module", "source"),
        ("module", "version"),
        ("provider", "alias"),
        ("terraform", "required_version"),
    }
)
# Block types whose every argument is literal, whatever its name.
_LITERAL_BLOCKS = frozenset({"required_providers", "backend", "cloud"})


class _Leaf(NamedTuple):
    """Anything that stands on one line, as JSON."""

    json: str


class _List(NamedTuple):
    items: list[_Node]
    origin: Origin | None = None


class _Field(NamedTuple):
    node: _Node
    origin: Origin | None


class _Map(NamedTuple):
    """A JSON object; its origin is that of the line with its last brace."""

    fields: dict[str, _Field]
    origin: Origin | None = None


if TYPE_CHECKING:
    _Node: TypeAlias = _Leaf | _List | _Map


def json_text(body: Body, comment: tuple[str, ...]) -> Text:
    """`body` as a Terraform JSON file, its keys in the order of `body`.

    Args:
        body: the blocks of the file; those of one type are gathered where the first one stands.
        comment: lines for the key `//` at the root, which Terraform ignores.

    Returns:
        The lines with their origins, as `hcl.hcl_text` gives them.
    """
    fields: dict[str, _Field] = {}
    if comment:
        lines: list[_Node] = [_Leaf(json_quoted(comment_line(line))) for line in comment]
        fields["//"] = _Field(_List(lines), None)
    fields.update(_body(body.blocks, "").fields)
    written: list[tuple[str, Origin | None]] = []
    _write(_Map(fields), written, 0)
    text = "".join([f"{line}\n" for line, _ in written])
    return Text(text, tuple([origin for _, origin in written]))


def _body(children: Iterable[Attribute | Block], parent: str, origin: Origin | None = None) -> _Map:
    blocks: dict[str, list[Block]] = {}
    fields: dict[str, _Field] = {}
    for child in children:
        if isinstance(child, Attribute):
            node = _value(child.value, _string_writer(parent, child.name), child.origin)
            fields[child.name] = _Field(node, child.origin)
        else:
            blocks.setdefault(child.type, []).append(child)
            # Holds the place; what stands there is known once all blocks have been seen.
            fields.setdefault(child.type, _Field(_Leaf("null"), None))
    for name, same in blocks.items():
        fields[name] = _labelled(same, 0)
    return _Map(fields, origin)


def _labelled(blocks: Sequence[Block], depth: int) -> _Field:
    """Blocks of one type whose first `depth` labels are the same, as objects by their labels."""
    if all(len(block.labels) > depth for block in blocks):
        groups: dict[str, list[Block]] = {}
        for block in blocks:
            groups.setdefault(block.labels[depth], []).append(block)
        return _Field(
            _Map({label: _labelled(group, depth + 1) for label, group in groups.items()}), None
        )
    bodies: list[_Node] = [_body(b.body, b.type, b.origin) for b in blocks]
    if len(bodies) == 1:
        return _Field(bodies[0], blocks[0].origin)
    return _Field(_List(bodies), None)


def _string_writer(block: str, argument: str) -> Callable[[Expression], str]:
    """How the strings and expressions in an argument are spelled, before JSON's own quoting."""
    if (block, argument) in _BARE_REFERENCES:
        return _bare
    if (block, argument) in _LITERAL or block in _LITERAL_BLOCKS:
        return _literal
    return bare_template


def _bare(value: Expression) -> str:
    return value.traversal if isinstance(value, Reference) else _literal(value)


def _literal(value: Expression) -> str:
    return value if isinstance(value, str) else bare_template(value)


def _value(value: Expression, spell: Callable[[Expression], str], origin: Origin | None) -> _Node:
    match value:
        case None:
            return _Leaf("null")
        case bool():
            return _Leaf("true" if value else "false")
        case int():
            return _Leaf(str(value))
        case Array(items):
            return _List([_value(item, spell, origin) for item in items], origin)
        case Object(items):
            fields = {
                spell(i.key): _Field(_value(i.value, spell, i.origin or origin), i.origin or origin)
                for i in items
            }
            return _Map(fields, origin)
    return _Leaf(json_quoted(spell(value)))


def _write(
    node: _Node,
    written: list[tuple[str, Origin | None]],
    depth: int,
    *,
    start: str = "",
    end: str = "",
    origin: Origin | None = None,
) -> None:
    """Append the lines of `node`, after `start` and before `end`; `origin` is its first line's."""
    indent = "  " * depth
    match node:
        case _Leaf(json):
            written.append((f"{indent}{start}{json}{end}", origin))
        case _List([]):
            written.append((f"{indent}{start}[]{end}", origin))
        case _List(items, last):
            written.append((f"{indent}{start}[", origin))
            for count, item in enumerate(items, 1):
                comma = "," if count < len(items) else ""
                first = last if isinstance(item, _Leaf) else item.origin
                _write(item, written, depth + 1, end=comma, origin=first)
            written.append((f"{indent}]{end}", last))
        case _Map(fields, last) if fields:
            written.append((f"{indent}{start}{{", origin))
            for count, (key, field) in enumerate(fields.items(), 1):
                comma = "," if count < len(fields) else ""
                name = f"{json_quoted(key)}: "
                _write(field.node, written, depth + 1, start=name, end=comma, origin=field.origin)
            written.append((f"{indent}}}{end}", last))
        case _Map():
            written.append((f"{indent}{start}{{}}{end}", origin))
