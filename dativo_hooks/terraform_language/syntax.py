"""The part of Terraform's language that is written here, as values free of any spelling.

`hcl.hcl_text` and `json_syntax.json_text` write them. Every plain `str` is data of a user and is
escaped; only `Reference.traversal`, `Call.function`, `Attribute.name` and `Block.type` are
trusted words of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from dativo_hooks.position import Origin


class Reference(NamedTuple):
    """An expression of ours in one line as `terraform fmt` spells it: `var.aws_region`."""

    traversal: str


class Template(NamedTuple):
    """A string with values in it: `"https://${var.host}/path"`; its `str` parts are data."""

    parts: tuple[str | Reference, ...]


class Call(NamedTuple):
    """A call of a function: `jsonencode({...})`."""

    function: str
    arguments: tuple[Expression, ...]


class Array(NamedTuple):
    """A list: `["a", "b"]`."""

    items: tuple[Expression, ...]


class Item(NamedTuple):
    """A key with its value in an `Object`, and where in the sources they came from."""

    key: str
    value: Expression
    origin: Origin | None = None


class Object(NamedTuple):
    """A map: `{ a = 1 }`; keys are data and differ from each other."""

    items: tuple[Item, ...]


class Attribute(NamedTuple):
    """An argument of a block: `memory = 512`, and where in the sources it came from."""

    name: str
    value: Expression
    origin: Origin | None = None


class Block(NamedTuple):
    """A block: `resource "type" "name" { ... }`; its origin is that of its first and last line.

    Labels are names: they are escaped like any string, but `terraform fmt` rewrites a label with
    invisible characters and drops one that ends with `%`.
    """

    type: str
    labels: tuple[str, ...]
    body: tuple[Attribute | Block, ...]
    origin: Origin | None = None


class Body(NamedTuple):
    """A file: the blocks at its top level."""

    blocks: tuple[Block, ...]


class Text(NamedTuple):
    """A file as it is written, and for every line where it came from, if anywhere."""

    text: str
    origins: tuple[Origin | None, ...]

    @property
    def lines(self) -> list[str]:
        """The lines without their line feeds; every one has one."""
        return self.text.split("\n")[:-1]


Expression: TypeAlias = str | int | bool | Reference | Template | Call | Array | Object | None
"""A value; `float` is missing on purpose: nothing generated has a fraction."""
