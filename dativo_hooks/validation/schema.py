"""The four JSON Schemas, and the validators made of them."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from dativo_hooks.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal["job", "asset", "connector", "configuration"]
"""What a file describes."""

KINDS: tuple[Kind, ...] = get_args(Kind)


def text(kind: Kind) -> str:
    """The JSON Schema of `kind`, as it ships."""
    with open(os.path.join(folder("schemas"), f"{kind}.schema.json"), encoding="utf-8") as file:
        return file.read()


@cache
def tree(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of `kind`, parsed."""
    import json

    schema: dict[str, Any] = json.loads(text(kind))
    return schema


# Without it, each of 10,000 documents takes 2 ms to have its schema compiled anew (2026-11-29).
@cache
def fast(kind: Kind) -> Any:
    """A `jsonschema_rs` validator: says in microseconds that a value is right."""
    from jsonschema_rs import RegexOptions, validator_for

    return validator_for(text(kind), pattern_options=RegexOptions())


@cache
def slow(kind: Kind) -> Any:
    """A `jsonschema` validator: says what is wrong with a value."""
    from jsonschema import validators

    extend: Any = validators.extend  # its stub is untyped
    return extend(validators.Draft202012Validator, {"pattern": _pattern})(tree(kind))


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Any]:
    """The keyword `pattern`, by the engine of the fast validator."""
    from jsonschema import ValidationError

    from dativo_hooks.validation.linear import searcher

    if isinstance(instance, str) and not searcher(pattern)(instance):
        yield ValidationError("doesn't match")


def resolved(kind: Kind, schema: Any) -> dict[str, Any]:
    """`schema` itself, or what its local `$ref` stands for."""
    while isinstance(schema, dict) and "$ref" in schema:
        schema = tree(kind)["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return schema if isinstance(schema, dict) else {}
