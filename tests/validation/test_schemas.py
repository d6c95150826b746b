"""The schemas themselves: what editors and both validators need of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dativo_hooks.position import Route
from dativo_hooks.validation.schema import KINDS, Kind, fast, resolved, slow, tree
from dativo_hooks.validation.wording import WORDINGS
from dativo_hooks.validation.yaml_surprises import SITES

STRUCTURE = {
    *("$schema", "$id", "$ref", "$defs", "$comment", "title", "description", "examples"),
    "default",
    *("properties", "items", "propertyNames", "allOf", "if", "then", "else", "const", "x-dativo"),
    "enumDescriptions",  # for editors
}
WORDS = {"says", "wants", "unit", "unknown", "instead"}


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every subschema of a schema, itself included."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("properties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from parts(inner)
    for key in ("items", "propertyNames", "additionalProperties", "if", "then", "else"):
        yield from parts(schema.get(key))
    for inner in schema.get("allOf", ()):
        yield from parts(inner)


def conditions(schema: Any) -> Iterator[dict[str, Any]]:
    """The subschemas that only choose a branch, and never refuse anything."""
    for part in parts(schema):
        if "if" in part:
            yield from parts(part["if"])


@pytest.mark.parametrize("kind", KINDS)
def test_is_a_json_schema_of_2020_12(kind: Kind) -> None:
    Draft202012Validator.check_schema(tree(kind))
    assert tree(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert tree(kind)["$id"] == f"https://dativo.io/schemas/hooks/{kind}.schema.json"


@pytest.mark.parametrize("kind", KINDS)
def test_has_words_for_every_keyword(kind: Kind) -> None:
    # `oneOf`, `anyOf` and `not` can't say which part of a value is wrong: they aren't used.
    for part in parts(tree(kind)):
        assert set(part) <= STRUCTURE | set(WORDINGS)
        assert set(part.get("x-dativo", ())) <= WORDS
        if "enumDescriptions" in part:
            assert len(part["enumDescriptions"]) == len(part["enum"])


@pytest.mark.parametrize("kind", KINDS)
def test_wants_numbers_only_whole(kind: Kind) -> None:
    # What JSON doesn't have is 0.5 for the validators: dativo_hooks/validation/view.py.
    for part in parts(tree(kind)):
        assert "number" not in part.get("type", ())


@pytest.mark.parametrize("kind", KINDS)
def test_says_first_what_is_told_first(kind: Kind) -> None:
    # Of two faults at one place only the first is told.
    ranks = {"type": 0, "allOf": 2, "if": 2, "then": 2, "else": 2}
    for part in parts(tree(kind)):
        order = [ranks.get(key, 1) for key in part if key in WORDINGS or key in ranks]
        assert order == sorted(order)
        if "properties" in part and {"allOf", "if"} & set(part):
            assert list(part).index("properties") < min(
                list(part).index(key) for key in ("allOf", "if") if key in part
            )


@pytest.mark.parametrize("kind", KINDS)
def test_is_self_contained(kind: Kind) -> None:
    for part in parts(tree(kind)):
        if "$ref" in part:
            assert part["$ref"].removeprefix("#/$defs/") in tree(kind)["$defs"]


@pytest.mark.parametrize("kind", KINDS)
def test_describes_every_property(kind: Kind) -> None:
    silent = [id(part) for part in conditions(tree(kind))]
    for part in parts(tree(kind)):
        for name, inner in part.get("properties", {}).items():
            described = {**resolved(kind, inner), **inner}
            if id(part) in silent or set(inner) - {"x-dativo"} <= {"enum", "pattern", "maximum"}:
                continue  # a branch that says more of a property described elsewhere
            if set(inner) <= {"required", "properties"}:
                continue
            assert described.get("title"), name
            assert described.get("description"), name


@pytest.mark.parametrize("kind", KINDS)
def test_shows_what_to_write_for_every_required_key(kind: Kind) -> None:
    silent = [id(part) for part in conditions(tree(kind))]
    for part in parts(tree(kind)):
        for key in part.get("required", ()) if id(part) not in silent else ():
            if key == "asset":
                continue  # its presence is what chooses the branch that requires it
            assert resolved(kind, part["properties"][key])["examples"], key


@pytest.mark.parametrize("kind", KINDS)
def test_examples_are_valid(kind: Kind) -> None:
    for part in parts(tree(kind)):
        validator = slow(kind).evolve(schema={key: part[key] for key in part if key != "required"})
        for example in part.get("examples", ()):
            if example != {"type": "aws_lambda"}:  # shows only how to begin
                assert list(validator.iter_errors(example)) == []
    assert all(fast(kind).is_valid(example) for example in tree(kind)["examples"])


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_mean_the_same_everywhere(kind: Kind) -> None:
    for part in parts(tree(kind)):
        pattern = part.get("pattern")
        if pattern is None or pattern == "^infra_.":
            continue
        assert pattern.isascii()
        assert re.fullmatch(r"\^.*\$", pattern), pattern
        # Classes and assertions that Rust, Python and ECMAScript read differently.
        assert not re.search(r"\\[wWdDsSbB]|\(\?[^:]", pattern), pattern
        assert "wants" in part["x-dativo"], pattern
        re.compile(pattern)


@pytest.mark.parametrize("kind", KINDS)
def test_knows_every_place_of_a_whole_number(kind: Kind) -> None:
    integers = set(places(kind, tree(kind), ()))
    known = {*SITES[kind].integers, *SITES[kind].texts}
    assert integers <= known
    assert set(SITES[kind].integers) <= integers


def places(kind: Kind, schema: Any, route: Route, seen: tuple[int, ...] = ()) -> Iterator[Route]:
    """The routes at which a schema takes whole numbers."""
    schema = resolved(kind, schema)
    if id(schema) in seen or not schema:
        return
    seen = (*seen, id(schema))
    types = schema.get("type", ())
    if "integer" in ([types] if isinstance(types, str) else types):
        yield route
    for key, inner in schema.get("properties", {}).items():
        yield from places(kind, inner, (*route, key), seen)
    for key in ("items", "additionalProperties"):
        yield from places(kind, schema.get(key), (*route, "*"), seen)
    for inner in (*schema.get("allOf", ()), schema.get("then"), schema.get("else")):
        yield from places(kind, inner, route, seen)
