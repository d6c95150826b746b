"""Terraform expressions on one line, as HCL files and the templates of JSON files hold them."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from dativo_hooks.terraform_language.escaping import hcl_quoted, hcl_quoted_inner, template_escaped
from dativo_hooks.terraform_language.syntax import Array, Call, Object, Reference, Template

if TYPE_CHECKING:
    from dativo_hooks.terraform_language.syntax import Expression

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# `{ for = 1 }` is the start of a `for` expression; the others are values to some readers.
_RESERVED = frozenset({"for", "null", "true", "false"})


def inline(value: Expression) -> str:
    """`value` on one line: `jsonencode([{ "a:b" = "c" }])`."""
    match value:
        case str():
            return hcl_quoted(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Reference(traversal):
            return traversal
        case Template():
            return _template(value)
        case Call(function, arguments):
            return f"{function}({', '.join(map(inline, arguments))})"
        case Array(items):
            return f"[{', '.join(map(inline, items))}]"
        case Object(()):
            return "{}"
        case Object(items):
            return f"{{ {', '.join(f'{key_text(i.key)} = {inline(i.value)}' for i in items)} }}"


def key_text(key: str) -> str:
    """`key` of an object, hcl_quoted unless it is a plain word."""
    return key if _IDENTIFIER.fullmatch(key) and key not in _RESERVED else hcl_quoted(key)


def bare_template(value: Expression) -> str:
    """The text of a JSON string that Terraform evaluates to `value`."""
    match value:
        case str():
            return template_escaped(value)
        case Template():
            return "".join(
                template_escaped(part) if isinstance(part, str) else f"${{{part.traversal}}}"
                for part in _separated(value)
            )
        case _:
            return f"${{{inline(value)}}}"


def _template(template: Template) -> str:
    parts = _separated(template)
    match parts:
        case [Reference(traversal)]:
            return traversal
    inner = (hcl_quoted_inner(p) if isinstance(p, str) else f"${{{p.traversal}}}" for p in parts)
    return f'"{"".join(inner)}"'


def _separated(template: Template) -> list[str | Reference]:
    """The parts with neighbouring texts joined, and no text that would escape a `${` after it.

    `$${` means a literal `${`, so dollars of the user right before a value become an expression.
    """
    parts: list[str | Reference] = []
    for part in template.parts:
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part != "":
            parts.append(part)
    separated: list[str | Reference] = []
    for part, following in zip_longest(parts, parts[1:]):
        if isinstance(part, str) and isinstance(following, Reference):
            text = part.rstrip("$")
            dollars = part[len(text) :]
            separated += [text] if text else []
            separated += [Reference(hcl_quoted(dollars))] if dollars else []
        else:
            separated.append(part)
    return separated
