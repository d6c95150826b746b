"""Generated Terraform: what the writers have to cope with."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

from dativo_hooks.position import Origin
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Body,
    Call,
    Expression,
    Item,
    Object,
    Reference,
    Template,
)

# Every character that means something to Terraform, to JSON or to a reader, beside any other.
TEXTS = st.text(
    st.sampled_from('${}%"\\~#=:/*\n\r\t\x00\x1b\x7f\u2028\u202e\u200d\ufeff é\u0301ü漢한\u1100🇩👩')
    | st.characters(),
    max_size=12,
)
REFERENCES = st.sampled_from(
    [
        "var.aws_region",
        'var.x == null ? "a" : "b"',
        "google_x.y.service_config[0].uri",
        'join(":", [for k, v in var.tags : "${k}=${v}"])',
    ]
).map(Reference)
TEMPLATES = st.lists(TEXTS | REFERENCES, min_size=1, max_size=4).map(lambda p: Template(tuple(p)))
SCALARS: st.SearchStrategy[Expression] = (
    TEXTS | st.integers(-(10**6), 10**6) | st.booleans() | st.none() | REFERENCES | TEMPLATES
)
NAMES = st.sampled_from(["a", "memory", "log_group_name", "tags", "region", "x" * 40])
KEYS = TEXTS | st.sampled_from(
    ["a", "for", "null", "cost-center", "ключ", "漢字", "finops:project"]
)


def _objects(values: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.dictionaries(KEYS, values, max_size=4).map(
        lambda items: Object(tuple(Item(key, value) for key, value in items.items()))
    )


def _containers(values: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(values, max_size=4).map(tuple)
    return (
        several.map(Array)
        | _objects(values)
        | st.builds(Call, st.sampled_from(["jsonencode", "merge"]), several)
    )


EXPRESSIONS = st.recursive(SCALARS, _containers, max_leaves=8)
_ATTRIBUTES = st.builds(Attribute, NAMES, EXPRESSIONS)


def _name_of(child: Attribute | Block) -> str:
    return child.name if isinstance(child, Attribute) else child.type


def _with_body(
    kind: str,
    labels: st.SearchStrategy[tuple[str, ...]],
    children: st.SearchStrategy[Attribute | Block],
) -> st.SearchStrategy[Block]:
    body = st.lists(children, max_size=5, unique_by=_name_of).map(tuple)
    return st.builds(Block, st.just(kind), labels, body)


_LEAF_BLOCKS = _with_body("template", st.just(()), _ATTRIBUTES)
_BLOCKS = _with_body("environment", st.just(()), _ATTRIBUTES | _LEAF_BLOCKS)
_LABELS = st.tuples(NAMES, NAMES | st.text("aZ09_-.é", min_size=1, max_size=8))
BODIES = st.lists(
    _with_body("resource", _LABELS, _ATTRIBUTES | _BLOCKS | _LEAF_BLOCKS),
    max_size=3,
    unique_by=lambda block: block.labels,
).map(lambda blocks: Body(tuple(blocks)))


def located(body: Body) -> tuple[Body, dict[Origin, str]]:
    """`body` with an origin of its own at everything that takes one, and the name of each."""
    names: dict[Origin, str] = {}
    numbers = itertools.count()

    def origin(name: str) -> Origin:
        new = Origin("jobs/a.yaml", (next(numbers),))
        names[new] = name
        return new

    def value(old: Expression) -> Expression:
        match old:
            case Object(items):
                return Object(tuple(Item(i.key, value(i.value), origin(i.key)) for i in items))
            case Array(items):
                return Array(tuple(value(item) for item in items))
        return old

    def children(old: tuple[Attribute | Block, ...]) -> Iterator[Attribute | Block]:
        for child in old:
            if isinstance(child, Attribute):
                yield Attribute(child.name, value(child.value), origin(child.name))
            else:
                yield block(child)

    def block(old: Block) -> Block:
        name = old.labels[-1] if old.labels else old.type
        return Block(old.type, old.labels, tuple(children(old.body)), origin(name))

    return Body(tuple(block(each) for each in body.blocks)), names
