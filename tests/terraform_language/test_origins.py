"""Every line knows where it came from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from dativo_hooks.position import Origin
from dativo_hooks.terraform_language.escaping import hcl_quoted, json_quoted, template_escaped
from dativo_hooks.terraform_language.hcl import hcl_text
from dativo_hooks.terraform_language.json_syntax import json_text
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Body,
    Call,
    Item,
    Object,
    Text,
)
from tests.laws import examples
from tests.terraform_language.bodies import BODIES, located

Writer = Callable[[Body, tuple[str, ...]], Text]
_HEADER = ("Generated", "from a job")


def _spellings(name: str) -> tuple[str, ...]:
    return (name, hcl_quoted(name), json_quoted(template_escaped(name)))


@pytest.mark.parametrize("write", [hcl_text, json_text])
@examples(20)
@given(body=BODIES)
def test_each_origin_stands_at_its_name(write: Writer, body: Body) -> None:
    body, names = located(body)
    text = write(body, _HEADER)
    assert len(text.lines) == len(text.origins)
    assert text.text == "".join(f"{line}\n" for line in text.lines)
    assert all("\n" not in line for line in text.lines)
    for origin, name in names.items():
        at = text.origins.index(origin)
        if name in ("template", "environment") and write is json_text:
            continue  # a repeated block starts with a mere brace
        assert any(spelling in text.lines[at] for spelling in _spellings(name))


def _route(*route: str) -> Origin:
    return Origin("jobs/a.yaml", route)


_BODY = Body(
    (
        Block(
            "resource",
            ("aws_lambda_function", "a"),
            (
                Attribute("memory_size", 512, _route("memory")),
                Attribute("role", "x"),
                Attribute(
                    "tags",
                    Object((Item("team", "a", _route("tags", "team")), Item("plain", "b"))),
                    _route("tags"),
                ),
                Attribute(
                    "policy",
                    Call("jsonencode", (Array((Object((Item("a", 1, _route("a")),)),)),)),
                    _route("policy"),
                ),
                Block("env", (), (Attribute("a", Array(())),), _route("env")),
            ),
            _route("runtime"),
        ),
    )
)


def _listing(text: Text) -> list[tuple[str, str]]:
    return [
        (line, "/".join(map(str, origin.route)) if origin else "")
        for line, origin in zip(text.lines, text.origins, strict=True)
    ]


def test_hcl_lines() -> None:
    assert _listing(hcl_text(_BODY, ("Generated",))) == [
        ("# Generated", ""),
        ("", ""),
        ('resource "aws_lambda_function" "a" {', "runtime"),
        ("  memory_size = 512", "memory"),
        ('  role        = "x"', ""),
        ("  tags = {", "tags"),
        ('    team  = "a"', "tags/team"),
        ('    plain = "b"', "tags"),
        ("  }", "tags"),
        ("  policy = jsonencode([{", "policy"),
        ("    a = 1", "a"),
        ("  }])", "policy"),
        ("", ""),
        ("  env {", "env"),
        ("    a = []", ""),
        ("  }", "env"),
        ("}", "runtime"),
    ]


def test_json_lines() -> None:
    assert _listing(json_text(_BODY, ("Generated",))) == [
        ("{", ""),
        ('  "//": [', ""),
        ('    "Generated"', ""),
        ("  ],", ""),
        ('  "resource": {', ""),
        ('    "aws_lambda_function": {', ""),
        ('      "a": {', "runtime"),
        ('        "memory_size": 512,', "memory"),
        ('        "role": "x",', ""),
        ('        "tags": {', "tags"),
        ('          "team": "a",', "tags/team"),
        ('          "plain": "b"', "tags"),
        ("        },", "tags"),
        ('        "policy": "${jsonencode([{ a = 1 }])}",', "policy"),
        ('        "env": {', "env"),
        ('          "a": []', ""),
        ("        }", "env"),
        ("      }", "runtime"),
        ("    }", ""),
        ("  }", ""),
        ("}", ""),
    ]
