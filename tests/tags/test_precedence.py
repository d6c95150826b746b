"""Every tag, every layer that gives it, and what stands before what (guide, "Tag Sources")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from dativo_hooks.model.asset import Connector, decode_asset
from dativo_hooks.model.job import decode_job
from dativo_hooks.tags.derive import TAGS, asset_layer, connector_layer, inherited, tags_of
from tests.tags.documents import document, with_value

if TYPE_CHECKING:
    from dativo_hooks.position import Route
    from dativo_hooks.tags.tag import Tag

JOB, ASSET, CONNECTOR = "jobs/j.yaml", "assets/a.yaml", "connectors/c.yaml"


class Row(NamedTuple):
    """A tag and the places that give it, highest first."""

    tag: str
    places: tuple[tuple[str, Route], ...]
    form: str = "flat"


def _finops(tag: str, key: str) -> Row:
    return Row(
        tag,
        (
            (JOB, ("infrastructure", "metadata", key)),
            (JOB, ("finops", key)),
            (ASSET, ("finops", key)),
            (CONNECTOR, ("metadata", "finops", key)),
        ),
    )


def _compliance(tag: str, *route: str) -> Row:
    return Row(
        tag,
        (
            (ASSET, ("compliance", *route)),
            (CONNECTOR, ("metadata", "compliance", *route)),
        ),
    )


ROWS = (
    Row("tenant_id", ((JOB, ("tenant_id",)),)),
    Row("environment", ((JOB, ("environment",)),)),
    Row("asset_name", ((ASSET, ("name",)),)),
    Row("asset_version", ((ASSET, ("version",)),)),
    _finops("finops_cost_center", "cost_center"),
    _finops("finops_business_tags", "business_tags"),
    _finops("finops_project", "project"),
    _finops("finops_environment", "environment"),
    Row(
        "compliance_classification",
        (
            (JOB, ("classification_overrides", "default")),
            (ASSET, ("compliance", "classification")),
            (CONNECTOR, ("metadata", "compliance", "classification")),
        ),
    ),
    _compliance("compliance_regulations", "regulations"),
    _compliance("compliance_encryption_required", "security", "encryption_required"),
    _compliance("compliance_access_control", "security", "access_control"),
    *(
        Row(
            tag,
            (
                (JOB, ("governance_overrides", "retention_days")),
                (ASSET, ("compliance", "retention_days")),
                (CONNECTOR, ("metadata", "compliance", "retention_days")),
            ),
        )
        for tag in ("compliance_retention_days", "governance_retention_days")
    ),
    Row(
        "governance_owner",
        (
            (JOB, ("governance_overrides", "owner")),
            (ASSET, ("team", "owner")),
            (CONNECTOR, ("metadata", "team", "owner")),
        ),
    ),
    Row(
        "governance_domain",
        (
            (JOB, ("governance_overrides", "domain")),
            (ASSET, ("domain",)),
            (CONNECTOR, ("metadata", "domain")),
        ),
    ),
    *(
        Row(
            "governance_data_product",
            (
                (JOB, ("governance_overrides", spelling)),
                (ASSET, ("dataProduct",)),
                (CONNECTOR, ("metadata", "dataProduct")),
            ),
        )
        for spelling in ("dataProduct", "data_product")
    ),
    Row(
        "infra_terraform_workspace", ((JOB, ("infrastructure", "metadata", "terraform_workspace")),)
    ),
    Row("infra_stack", ((JOB, ("infrastructure", "metadata", "stack")),)),
    # The older form of an asset.
    Row(
        "compliance_classification",
        (
            (JOB, ("classification_overrides", "default")),
            (ASSET, ("asset", "compliance", "classification")),
            (ASSET, ("asset", "governance", "classification")),
            (CONNECTOR, ("metadata", "compliance", "classification")),
        ),
        "nested",
    ),
    *(
        Row(
            tag,
            (
                (JOB, ("governance_overrides", "retention_days")),
                (ASSET, ("asset", "compliance", "retention_days")),
                (ASSET, ("asset", "governance", "retention_days")),
                (CONNECTOR, ("metadata", "compliance", "retention_days")),
            ),
            "nested",
        )
        for tag in ("compliance_retention_days", "governance_retention_days")
    ),
    Row("asset_name", ((ASSET, ("asset", "name")),), "nested"),
    Row("finops_project", ((ASSET, ("asset", "finops", "project")),), "nested"),
)

CASES = [
    pytest.param(row, from_, to, id=f"{row.tag}-{row.form}-{from_}-{to}")
    for row in ROWS
    for from_ in range(len(row.places))
    for to in range(from_ + 1, len(row.places) + 1)
]


def tags(values: dict[str, dict[str, Any]]) -> dict[str, Tag]:
    """The tags that three documents give, by key."""
    job = decode_job(document(JOB, values.get(JOB, {})), {}).job
    asset = decode_asset(document(ASSET, values.get(ASSET, {})))
    connector = Connector(document(CONNECTOR, values.get(CONNECTOR, {})))
    others = inherited(asset_layer(asset, {}), connector_layer(connector, {}))
    return {tag.key: tag for tag in tags_of(job, others, {}).tags}


@pytest.mark.parametrize(("row", "from_", "to"), CASES)
def test_the_highest_layer_gives_the_value_and_remembers_the_others(
    row: Row, from_: int, to: int
) -> None:
    values: dict[str, dict[str, Any]] = {ASSET: {"asset": {}} if row.form == "nested" else {}}
    said = row.places[from_:to]
    for number, (path, route) in enumerate(said):
        values[path] = with_value(values.get(path, {}), route, f"value {number}")
    tag = tags(values)[row.tag]
    assert tag.text == "value 0"
    assert [(tag.origin.path, tag.origin.route)] == [said[0]]
    assert [(value.text, (value.origin.path, value.origin.route)) for value in tag.overrode] == [
        (f"value {number}", place) for number, place in enumerate(said) if number
    ]


def test_the_table_names_every_tag() -> None:
    assert {row.tag for row in ROWS if not row.tag.startswith("infra_")} == set(TAGS)


def test_the_flat_form_has_no_governance_block() -> None:
    flat = {"governance": {"classification": "PII", "retention_days": 3}}
    assert tags({ASSET: flat}) == {}


def test_metadata_environment_is_not_the_environment() -> None:
    found = tags({JOB: {"infrastructure": {"metadata": {"environment": "production"}}}})
    assert {key: tag.text for key, tag in found.items()} == {"finops_environment": "production"}


def test_the_workspace_is_only_a_tag_beside_the_overrides() -> None:
    metadata = {"terraform_workspace": "prod", "cost_center": "ENG-001", "zone": 7, "old": True}
    found = tags({JOB: {"infrastructure": {"metadata": metadata}}})
    assert {key: tag.text for key, tag in found.items()} == {
        "finops_cost_center": "ENG-001",
        "infra_old": "true",
        "infra_terraform_workspace": "prod",
        "infra_zone": "7",
    }


def test_a_retention_that_a_job_overrides_sets_both_tags() -> None:
    found = tags(
        {
            JOB: {"governance_overrides": {"retention_days": 730}},
            ASSET: {"compliance": {"retention_days": 365}},
        }
    )
    assert {key: (tag.text, tag.overrode[0].text) for key, tag in found.items()} == {
        "compliance_retention_days": ("730", "365"),
        "governance_retention_days": ("730", "365"),
    }


@pytest.mark.parametrize(
    ("team", "owner", "route"),
    [
        ({"owner": " a@x.com "}, "a@x.com", ("team", "owner")),
        ([{"username": "b", "role": "Owner"}], "b", ("team", 0, "username")),
        (
            [{"username": "a", "role": "steward"}, {"username": "b", "role": "Data Owner"}],
            "b",
            ("team", 1, "username"),
        ),
        (
            {"name": "t", "members": [{"username": "c", "role": "owner"}]},
            "c",
            ("team", "members", 0, "username"),
        ),
        (
            {"owner": "d", "members": [{"username": "c", "role": "owner"}]},
            "d",
            ("team", "owner"),
        ),
        ([{"username": "b", "role": "reader"}], None, ()),
        ([{"role": "owner"}], None, ()),
        (["b"], None, ()),
        ({"members": "c"}, None, ()),
        ({"members": None}, None, ()),
        ("b", None, ()),
        (None, None, ()),
    ],
)
def test_the_owner_in_each_spelling_of_a_team(team: Any, owner: str | None, route: Route) -> None:
    tag = tags({ASSET: {"team": team}}).get("governance_owner")
    assert (tag and tag.text) == owner
    if tag is not None:
        assert tag.origin.route == route


def test_the_nested_form_has_an_owner_under_governance() -> None:
    nested = {"asset": {"governance": {"owner": "a"}, "team": [{"username": "b", "role": "owner"}]}}
    assert tags({ASSET: nested})["governance_owner"].origin.route == (
        "asset",
        "governance",
        "owner",
    )


@pytest.mark.parametrize("nothing", [None, "", "  ", [], [None], [""], {}, {"a": "b"}, [[]], 1.5])
def test_what_says_nothing_makes_no_tag_and_hides_nothing(nothing: object) -> None:
    lower = {ASSET: {"finops": {"project": "below"}}}
    assert tags({JOB: {"finops": {"project": nothing}}}) == {}
    found = tags({JOB: {"finops": {"project": nothing}}, **lower})["finops_project"]
    assert (found.text, found.overrode) == ("below", ())


@pytest.mark.parametrize(
    ("value", "items"),
    [
        (["sales", "crm"], ("sales", "crm")),
        ("sales,crm", ("sales,crm",)),
        (["sales", None, " crm "], ("sales", "crm")),
        ([True, 7], ("true", "7")),
        (False, ("false",)),
        (0, ("0",)),
        ("  x  ", ("x",)),
    ],
)
def test_lists_and_scalars_as_text(value: object, items: tuple[str, ...]) -> None:
    tag = tags({ASSET: {"finops": {"business_tags": value}}})["finops_business_tags"]
    assert tag.value.items == items
    assert tag.text == ",".join(items)


def test_the_order_is_fixed_and_other_metadata_comes_last_by_name() -> None:
    everything: dict[str, dict[str, Any]] = {}
    for row in reversed(ROWS):
        if row.form == "flat":
            path, route = row.places[0]
            everything[path] = with_value(everything.get(path, {}), route, "x")
    assert list(tags(everything)) == [*TAGS, "infra_stack", "infra_terraform_workspace"]
