"""A key of the configuration is one field: the schema, the help and the pages say its default."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from dativo_hooks.document import Document
from dativo_hooks.model.configuration import AllowedValues, Configuration, decode_configuration
from dativo_hooks.model.effective import effective
from dativo_hooks.validation.schema import resolved, tree
from tests.docs.config_reference import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Keys = tuple[str, ...]

UNSET = {
    ("terraform", "format"),
    ("terraform", "layout"),
    ("terraform", "module_version"),
    ("baseline",),
}
"""What has no value where nothing sets it: of the first two a file keeps the one that it has."""


def leaves(schema: Mapping[str, Any], above: Keys = ()) -> Iterator[tuple[Keys, dict[str, Any]]]:
    """The keys that have no keys of their own, and what the schema says of each."""
    for key, reference in schema["properties"].items():
        inner = {**resolved("configuration", reference), **reference}
        if "properties" in inner:
            yield from leaves(inner, (*above, key))
        elif key != "$schema":
            yield (*above, key), inner


LEAVES = dict(leaves(tree("configuration")))
EVERY = pytest.mark.parametrize("keys", LEAVES, ids=".".join)
DEFAULTS = effective(Configuration())


def at(document: Any, keys: Keys) -> Any:
    """What stands at a key, None for nothing."""
    for key in keys:
        if not isinstance(document, dict) or key not in document:
            return None
        document = document[key]
    return document


def nested(keys: Keys, value: Any) -> Any:
    """A document with nothing but a value at a key."""
    for key in reversed(keys):
        value = {key: value}
    return value


def decoded(value: object) -> Configuration:
    """What a document configures."""
    return decode_configuration(Document(".dativo-hooks.yaml", b"", value))


def without(document: dict[str, Any], keys: Keys) -> dict[str, Any]:
    """The document without a key."""
    first, *others = keys
    rest = {key: value for key, value in document.items() if key != first}
    return rest | ({first: without(document[first], tuple(others))} if others else {})


def another(schema: Mapping[str, Any], default: Any) -> Any:
    """A value of a key that isn't its default."""
    candidates = [*schema["examples"], *schema.get("enum", ())]
    if isinstance(default, bool):
        candidates.append(not default)
    if isinstance(default, str):
        candidates.append(f"{default}x")
    if isinstance(default, list):
        candidates.append(default[::-1])
    if isinstance(default, dict):
        candidates.append({"/data/": "x/"})
    return next(one for one in candidates if one != default)


def test_every_key_has_a_field_and_the_other_way_round() -> None:
    def below(value: Any, above: Keys) -> Iterator[Keys]:
        if above in LEAVES or not isinstance(value, dict):
            yield above
            return
        for key, inner in value.items():
            yield from below(inner, (*above, key))

    assert {*below(DEFAULTS, ())} | UNSET == LEAVES.keys()
    assert not UNSET & {*below(DEFAULTS, ())}


@EVERY
def test_the_schema_has_the_default(keys: Keys) -> None:
    if keys in UNSET:
        assert "default" not in LEAVES[keys] or "unset" in LEAVES[keys]["description"]
    else:
        assert LEAVES[keys]["default"] == at(DEFAULTS, keys)


@EVERY
def test_the_page_has_the_default(keys: Keys) -> None:
    row = rf"^\| `{re.escape('.'.join(keys))}` \| [^|]* \| (.*?) \| "
    (cell,) = re.findall(row, PAGE.read_text("utf-8"), re.MULTILINE)
    default = LEAVES[keys].get("default")
    assert yaml.safe_load(f"[{cell.strip('`')}]") == ([] if default is None else [default])


@EVERY
def test_what_sets_a_key_sets_nothing_else(keys: Keys) -> None:
    value = another(LEAVES[keys], at(DEFAULTS, keys))
    now = effective(decoded(nested(keys, value)))
    assert at(now, keys) not in (None, at(DEFAULTS, keys))
    assert without(now, keys) == (DEFAULTS if keys in UNSET else without(DEFAULTS, keys))


def test_a_document_of_defaults_says_nothing_new() -> None:
    assert decoded(DEFAULTS) == decoded({}) == Configuration()


@pytest.mark.parametrize("blank", [None, [], {}], ids=repr)
@EVERY
def test_a_blank_key_is_as_if_it_were_absent(keys: Keys, blank: object) -> None:
    """But for tags, of which none may be wanted, and prefixes."""
    types = LEAVES[keys].get("type", "object")
    if {type(None): "null", list: "array", dict: "object"}[type(blank)] not in types:
        return
    empty: dict[Keys, object] = {("paths", "prefixes"): {} if blank == {} else {"/app/": ""}}
    empty |= {("tag_policy", name): [] for name in ("required", "recommended")}
    expected = empty.get(keys, at(DEFAULTS, keys))
    assert at(effective(decoded(nested(keys, blank))), keys) == expected


def test_what_may_be_of_a_tag_replaces_what_might_by_default() -> None:
    said: dict[str, dict[str, object]] = {
        "finops_cost_center": {"allowed": ["HR"]},
        "compliance_classification": {"pattern": "x+"},
    }
    values = decoded({"tag_policy": {"values": said}}).tag_policy.values
    assert values["finops_cost_center"] == AllowedValues(("HR",), "", case_sensitive=True)
    assert values["compliance_classification"] == AllowedValues((), "x+", case_sensitive=True)
    said = {"compliance_classification": {"case_sensitive": True}}
    (now, before) = (
        one.tag_policy.values["compliance_classification"]
        for one in (decoded({"tag_policy": {"values": said}}), Configuration())
    )
    assert now == before._replace(case_sensitive=True)


@pytest.mark.parametrize("name", ["paths", "tag_policy", "rules", "aws", "gcp", "terraform"])
def test_a_blank_section_is_as_if_it_were_absent(name: str) -> None:
    assert decoded({name: None}) == Configuration()
    assert decoded({"terraform": {"files": None}}) == Configuration()
