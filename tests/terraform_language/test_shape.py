"""Bodies that differ in words only have one shape; whatever moves a line makes another."""

from __future__ import annotations

import pytest

from dativo_hooks.terraform_language.hcl import hcl_text, layout
from dativo_hooks.terraform_language.hcl_shape import parts_of
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Body,
    Call,
    Item,
    Object,
    Reference,
    Template,
)


def body(*children: Attribute | Block, label: str = "a") -> Body:
    return Body((Block("resource", ("x", label), children),))


def tags(**values: str) -> Attribute:
    return Attribute("tags", Object(tuple(Item(key, value) for key, value in values.items())))


def command(*words: str) -> Attribute:
    return Attribute("command", Array(words))


A = Attribute("a", "1")
TAGS = tags(b="1")
ALIKE = (
    (body(Attribute("a", "1"), label="b"), body(Attribute("a", 'quo"ted'), label="ü")),
    (body(Attribute("lone", True)), body(Attribute("another", Reference("var.x")))),
    (body(tags(a="1", b="2")), body(tags(a="${x}", b=""))),
    (body(tags(a="1")), body(tags(longer="2"))),
    (body(command("a")), body(command("b", "c"))),
    (body(Attribute("a", Template(("x", Reference("var.y"))))), body(Attribute("a", None))),
)
OTHER = (
    (body(), body(Attribute("a", "1"))),
    (
        body(Attribute("a", "1"), Attribute("b", "2")),
        body(Attribute("a", "1"), Attribute("c", "2")),
    ),
    (body(tags(a="1", b="2")), body(tags(a="1", c="2"))),
    (body(command("a")), body(command("a" * 100))),
    (body(Block("a", (), ())), body(Attribute("a", "1"))),
    (
        body(Attribute("a", Call("f", ("x",)))),
        body(Attribute("a", Call("f", (tags(b="1").value,)))),
    ),
)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_words_make_no_shape(one: Body, other: Body) -> None:
    assert parts_of(one).shape == parts_of(other).shape
    texts = [hcl_text(each, ()) for each in (one, other)]
    layout.cache_clear()
    assert [hcl_text(each, ()) for each in (other, one)] == texts[::-1]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_moves_lines_does(one: Body, other: Body) -> None:
    assert parts_of(one).shape != parts_of(other).shape
