"""Files read back, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dativo_hooks.terraform_language.hcl import hcl_text
from dativo_hooks.terraform_language.hcl_reading import (
    MISSING,
    Difference,
    UnreadableTerraform,
    attributes_of,
    attributes_of_json,
    differences,
)
from dativo_hooks.terraform_language.hcl_strings import template_of
from dativo_hooks.terraform_language.json_syntax import json_text
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Body,
    Expression,
    Item,
    Object,
    Reference,
    Template,
)
from tests.laws import examples
from tests.terraform_language.bodies import BODIES, TEXTS

_SLOW = examples(10)


def _texts(body: Body) -> tuple[str, str]:
    return hcl_text(body, ("Generated",)).text, json_text(body, ("Generated",)).text


@_SLOW
@given(BODIES)
def test_a_file_does_not_differ_from_itself(body: Body) -> None:
    hcl, json = _texts(body)
    assert differences(hcl, hcl) == ()
    assert differences(json, json, json=True) == ()


def _tagged(tags: dict[str, str]) -> Body:
    value = Object(tuple(Item(key, text) for key, text in tags.items()))
    return Body((Block("resource", ("aws_x", "y"), (Attribute("tags", value),)),))


@_SLOW
@given(st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=4), TEXTS, st.data())
def test_one_changed_tag_is_one_difference(
    tags: dict[str, str], text: str, data: st.DataObject
) -> None:
    whole = [key.encode("utf-8", "replace") for key in (*tags, *tags.values(), text)]
    assume(not any(b"?" in each for each in whole))  # no halves of surrogate pairs
    key = data.draw(st.sampled_from(sorted(tags)))
    assume(tags[key] != text)
    expected, found = _texts(_tagged(tags)), _texts(_tagged({**tags, key: text}))
    difference = (Difference(("resource", "aws_x", "y", "tags", key), tags[key], text),)
    assert differences(expected[0], found[0]) == difference
    assert differences(expected[1], found[1], json=True) == difference


@_SLOW
@given(BODIES, st.data())
def test_one_changed_argument_is_one_difference(body: Body, data: st.DataObject) -> None:
    paths = list(_arguments(body.blocks, ()))
    assume(paths)
    path = data.draw(st.sampled_from(paths))
    expected, found = (
        _texts(Body(tuple(_changed(each, path, value) for each in body.blocks)))
        for value in ("before", "after")
    )
    for one, other, json in zip(expected, found, (False, True), strict=True):
        (difference,) = differences(one, other, json=json)
        assert difference == Difference(path, "before", "after")


def _arguments(
    children: tuple[Attribute | Block, ...], path: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    for child in children:
        if isinstance(child, Attribute):
            yield (*path, child.name)
        else:
            yield from _arguments(child.body, (*path, child.type, *child.labels))


def _changed(block: Block, path: tuple[str, ...], value: Expression) -> Block:
    own = (block.type, *block.labels)
    if path[: len(own)] != own:
        return block
    rest = path[len(own) :]
    return block._replace(
        body=tuple(
            _changed(child, rest, value)
            if isinstance(child, Block)
            else child._replace(value=value)
            if (child.name,) == rest
            else child
            for child in block.body
        )
    )


_BASE = """
resource "aws_ecs_task_definition" "a" {
  cpu = 256
  tags = {
    team          = "data"
    "finops:unit" = "a${var.x}"
  }
  container_definitions = jsonencode([{
    image       = "i"
    command     = ["run", "--all"]
    environment = [{ name = "A", value = "1" }, { name = "B", value = "2" }]
  }])
  env {
    value = "1"
    name  = "A"
  }
  env {
    name  = "B"
    value = 2
  }
}
"""
_AT = ("resource", "aws_ecs_task_definition", "a")


@pytest.mark.parametrize(
    ("old", "new", "path", "expected", "found"),
    [
        ("256", "512", ("cpu",), 256, 512),
        ("256", '"256"', ("cpu",), 256, "256"),
        ("256", "var.cpu", ("cpu",), 256, Reference("var.cpu")),
        ("256", '"${var.cpu}"', ("cpu",), 256, Reference("var.cpu")),
        ("256", "25.60", ("cpu",), 256, Reference("25.6")),
        ("cpu = 256", "", ("cpu",), 256, MISSING),
        ("cpu = 256", "cpu = 256\nmemory = null", ("memory",), MISSING, None),
        ('"data"', '"d\\u00e9\\n"', ("tags", "team"), "data", "dé\n"),
        ('"data"', '"$${x}"', ("tags", "team"), "data", "${x}"),
        ('"data"', "{}", ("tags", "team"), "data", Object(())),
        (
            "a${var.x}",
            "a$${var.x}",
            ("tags", "finops:unit"),
            Template(("a", Reference("var.x"))),
            "a${var.x}",
        ),
        (
            '"--all"',
            '"--one"',
            ("container_definitions", "0", "command"),
            Array(("run", "--all")),
            Array(("run", "--one")),
        ),
        (
            'value = "2"',
            "value = 2",
            ("container_definitions", "0", "environment", "B", "value"),
            "2",
            2,
        ),
        ("value = 2", "value = 3", ("env", "B", "value"), 2, 3),
    ],
)
def test_a_difference(
    old: str, new: str, path: tuple[str, ...], expected: Expression, found: Expression
) -> None:
    assert _BASE.count(old) == 1
    edited = _BASE.replace(old, new)
    assert differences(_BASE, edited) == (Difference((*_AT, *path), expected, found),)
    assert differences(edited, _BASE) == (Difference((*_AT, *path), found, expected),)


@pytest.mark.parametrize(
    ("text", "hcl", "json"),
    [
        ("", "", ""),
        (r"\t\"\U0001f469", '\t"\U0001f469', r"\t\"\U0001f469"),
        (r"\n\r\\\x", "\n\r\\x", r"\n\r\\\x"),
        (r"\u00e9\u2028", "\xe9\u2028", r"\u00e9\u2028"),
        (r"\U0010ffff\U00110000", "\U0010ffff\ufffd", r"\U0010ffff\U00110000"),
        ("$${a} %%{b} $$ %%", *["${a} %{b} $$ %%"] * 2),
        ('${"$"}${"%"}{', *["$%{"] * 2),
        ('${"a\\n"}', *["a\n"] * 2),
        ("a${b}${c}d", *[Template(("a", Reference("b"), Reference("c"), "d"))] * 2),
        (r"\Uffffffff", "\ufffd", r"\Uffffffff"),
        ('a${"$"}b', "a$b", "a$b"),
        ('${f({ a = "}" })}', *[Reference('f({ a = "}" })')] * 2),
        ("%{if a}", *[Reference("%{if a}")] * 2),
        ("a${b", *[Template(("a", Reference("b")))] * 2),
    ],
)
def test_templates(
    text: str, hcl: str | Template | Reference, json: str | Template | Reference
) -> None:
    assert template_of(text, backslashes=True) == hcl
    assert template_of(text, backslashes=False) == json


def test_layout_does_not_count() -> None:
    edited = "# by hand\n" + _BASE.replace("cpu = 256", "cpu   =   256 # units\n\n")
    edited = edited.replace('name  = "B"\n    value = 2', 'value = 2\nname = "B"')
    assert differences(_BASE, edited) == ()


def test_a_whole_block() -> None:
    empty = 'resource "aws_x" "y" {}\n'
    assert differences(_BASE, _BASE + empty) == (
        Difference(("resource", "aws_x", "y"), MISSING, Object(())),
    )


def test_json_arguments() -> None:
    text = r"""
    {
      "//": ["Generated"],
      "resource": {"a": {"b": {
        "cpu": 1, "on": true, "none": null, "part": 0.5, "list": ["a", "$${b}"], "empty": {},
        "env": [{"name": "A", "v": "1"}, {"name": "B", "v": "${x}"}],
        "policy": "${jsonencode([{ a = \"\\u00e9\" }])}",
        "other": "${jsonencode(a) == jsonencode(b)}"
      }}}
    }
    """
    at = ("resource", "a", "b")
    assert attributes_of_json(text) == {
        (*at, "cpu"): 1,
        (*at, "on"): True,
        (*at, "none"): None,
        (*at, "part"): Reference("0.5"),
        (*at, "list"): Array(("a", "${b}")),
        (*at, "empty"): Object(()),
        (*at, "env", "A", "name"): "A",
        (*at, "env", "A", "v"): "1",
        (*at, "env", "B", "name"): "B",
        (*at, "env", "B", "v"): Reference("x"),
        (*at, "policy", "0", "a"): "é",
        (*at, "other"): Reference("jsonencode(a) == jsonencode(b)"),
    }
    (difference,) = differences(text, text.replace("true", "1"), json=True)
    assert difference.path == (*at, "on")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("locals {\n  a = \n}\n", "not Terraform from line 2, column 7 on"),
        ("locals {", "not Terraform from line 1"),
        ("<<<<<<< HEAD\nlocals {}\n", "not Terraform from line 1"),
    ],
)
def test_unreadable_hcl(text: str, message: str) -> None:
    with pytest.raises(UnreadableTerraform, match=message):
        attributes_of(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON: .*line 1"),
        ("[]", "not a JSON object"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_unreadable_json(text: str, message: str) -> None:
    with pytest.raises(UnreadableTerraform, match=message):
        attributes_of_json(text)
