"""How values are spelled, in tables."""

from __future__ import annotations

import json

import pytest

from dativo_hooks.position import Route, route_text
from dativo_hooks.terraform_language.escaping import (
    comment_line,
    hcl_quoted,
    json_quoted,
    template_escaped,
)
from dativo_hooks.terraform_language.hcl import hcl_text
from dativo_hooks.terraform_language.json_syntax import json_text
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


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("", '""'),
        ("a b é 漢 👩", '"a b é 漢 👩"'),
        ('"\\', r'"\"\\"'),
        ("\n\r\t\x00\x7f", r'"\n\r\t\u0000\u007f"'),
        ("\u2028\u202e\u200d\ufeff\xa0", r'"\u2028\u202e\u200d\ufeff\u00a0"'),
        ("\U000e0041", r'"\U000e0041"'),
        # The first and the last of those that four digits write, beside the halves of pairs.
        ("\ue000\uffff", r'"\ue000\uffff"'),
        ("\U0010ffff", r'"\U0010ffff"'),
        ("\ud800", r'"\ufffd"'),
        ("$ % $a {", '"$ % $a {"'),
        ("${x}", '"$${x}"'),
        ("$${x}", '"$$${x}"'),
        ("%{if}", '"%%{if}"'),
        ("%${x}", '"%$${x}"'),
        # What is long isn't remembered.
        ("x" * 99 + '"', '"' + "x" * 99 + r'\""'),
        ("x" * 98 + '"', '"' + "x" * 98 + r'\""'),
        ("x" * 100, '"' + "x" * 100 + '"'),
    ],
)
def test_quoted(text: str, spelled: str) -> None:
    assert hcl_quoted(text) == spelled


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ('a"\\é', r'"a\"\\é"'),
        ("\n\x1b\u202e", r'"\n\u001b\u202e"'),
        ("\U000e0041", r'"\udb40\udc41"'),
        ("\ue000\uffff", r'"\ue000\uffff"'),
        ("\U0010ffff", r'"\udbff\udfff"'),
        ("\udfff", r'"\ufffd"'),
        ("${x}", '"${x}"'),
    ],
)
def test_json_quoted(text: str, spelled: str) -> None:
    assert json_quoted(text) == spelled
    assert json.loads(spelled) == text.replace("\udfff", "\ufffd")


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("a", "a"),
        ("${x}%{y}", "$${x}%%{y}"),
        ("$${x}", "$$${x}"),
        ("$a%", "$a%"),
        ("\r${x}", '${"\\r"}$${x}'),  # else Terraform would evaluate x
        ("a$$\r", 'a${"$$\\r"}'),  # else `$${` would be an escape
        ("%\r{x}", '%${"\\r"}{x}'),
    ],
)
def test_template_escaped(text: str, template: str) -> None:
    assert template_escaped(text) == template


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a "${b}" \\', 'a "${b}" \\'),
        ("日本 é", "日本 é"),
        ("a\nb\rc\x00", "a\\nb\\rc\\u0000"),
        ("a\u2028b\u202ec", "a\\u2028b\\u202ec"),
        ("日本\nb", "日本\\nb"),
    ],
)
def test_a_comment_stays_a_line(text: str, line: str) -> None:
    assert comment_line(text) == line


_LONG = tuple("x" * 20 for _ in range(5))
_ONE = Object((Item("a", 1),))


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (None, " = null"),
        (True, " = true"),
        (-1, " = -1"),
        (Array(()), " = []"),
        (Object(()), " = {}"),
        (Array(("a", 1, Reference("var.x"))), ' = ["a", 1, var.x]'),
        (Array(_LONG), " = [\n" + '    "xxxxxxxxxxxxxxxxxxxx",\n' * 5 + "  ]"),
        (Array((Array((1,)), 2)), " = [\n    [1],\n    2,\n  ]"),
        (Array((_ONE,)), " = [{\n    a = 1\n  }]"),
        (
            Array((_ONE, _ONE)),
            " = [\n    {\n      a = 1\n    },\n    {\n      a = 1\n    },\n  ]",
        ),
        (Call("f", (1, "a")), ' = f(1, "a")'),
        (Call("f", (1, _ONE)), " = f(1, {\n    a = 1\n  })"),
        (Call("f", (_ONE, 1)), " = f(\n    {\n      a = 1\n    },\n    1,\n  )"),
        (Template(()), ' = ""'),
        (Template(("", Reference("var.x"), "")), " = var.x"),
        (Template(("a", "${", Reference("var.x"))), ' = "a$${${var.x}"'),
        (Template(("a$$", Reference("var.x"))), ' = "a${"$$"}${var.x}"'),
        (
            Object((Item("for", 1), Item("a-b", 2), Item("a:b", 3), Item("9", 4))),
            ' = {\n    "for" = 1\n    a-b   = 2\n    "a:b" = 3\n    "9"   = 4\n  }',
        ),
        (
            Object((Item("a", 1), Item("e\u0301", 2), Item("bb", 3))),
            ' = {\n    a = 1\n\n    "e\u0301" = 2\n\n    bb = 3\n  }',
        ),
    ],
)
def test_hcl_value(value: Expression, spelled: str) -> None:
    body = Body((Block("locals", (), (Attribute("v", value),)),))
    assert hcl_text(body, ()).text == f"locals {{\n  v{spelled}\n}}\n"


def test_a_list_is_inline_up_to_the_width() -> None:
    for length, lines in ((88, 3), (89, 5)):
        body = Body((Block("locals", (), (Attribute("values", Array(("x" * (length - 3),))),)),))
        written = hcl_text(body, ())
        assert len(written.lines) == lines, length
        assert max(map(len, written.lines)) <= 100


def test_blocks_of_one_type_are_gathered_in_json() -> None:
    def block(name: str, *labels: str) -> Block:
        return Block(name, labels, (Attribute("n", 1),))

    body = Body(
        (
            block("resource", "a", "x"),
            block("locals"),
            Block("resource", ("b", "y"), (block("env"), block("one"), block("env"))),
            block("resource", "a", "z"),
            block("provider", "aws"),
            block("provider", "aws"),
        )
    )
    one = {"n": 1}
    assert json.loads(json_text(body, ()).text) == {
        "resource": {
            "a": {"x": one, "z": one},
            "b": {"y": {"env": [one, one], "one": one}},
        },
        "locals": one,
        "provider": {"aws": [one, one]},
    }


@pytest.mark.parametrize(
    ("route", "text"),
    [
        ((), ""),
        (("infrastructure", "runtime", "memory"), "infrastructure.runtime.memory"),
        (("source", "files", 0, "path"), "source.files[0].path"),
        ((0, "a"), "[0].a"),
        (("finops", "cost.center", ""), 'finops["cost.center"][""]'),
        (('a"\n\u202e', "$schema", "é-1"), '["a\\"\\n\\u202e"]["$schema"].é-1'),
    ],
)
def test_route_text(route: Route, text: str) -> None:
    assert route_text(route) == text
