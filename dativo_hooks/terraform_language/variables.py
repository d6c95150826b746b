"""The Terraform variables that a body refers to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.terraform_language.syntax import Array, Block, Call, Object, Reference, Template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.terraform_language.syntax import Attribute, Body, Expression

_VARIABLE = re.compile(r"\bvar\.(\w+)")


def variables_of(body: Body) -> set[str]:
    """The names in each `var.NAME` of the references in a body."""
    found: set[str] = set()
    _add_of_children(body.blocks, found)
    return found


def _add_of_children(children: Iterable[Attribute | Block], found: set[str]) -> None:
    for child in children:
        if isinstance(child, Block):
            _add_of_children(child.body, found)
        elif type(child.value) is not str:  # as nearly all are
            _add_of_value(child.value, found)


def _add_of_value(value: Expression, found: set[str]) -> None:
    if type(value) is Reference:
        if "var." in value.traversal:
            found.update(_VARIABLE.findall(value.traversal))
    elif type(value) is Object:
        for item in value.items:
            if type(item.value) is not str:
                _add_of_value(item.value, found)
    elif type(value) is Array or type(value) is Call or type(value) is Template:
        for inner in value[-1]:
            if type(inner) is not str:
                _add_of_value(inner, found)
