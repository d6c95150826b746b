"""How each cloud spells tags, and what it refuses (cloud-facts; guide, "Tag Format")."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.clouds import aws, gcp
from dativo_hooks.clouds.dialect import Dialect, spell
from dativo_hooks.model.values import Value
from dativo_hooks.position import Origin
from dativo_hooks.tags.tag import Tag
from tests.laws import examples

AWS, GCP, GCP_UNDERSCORE = aws.dialect(":"), gcp.dialect("-"), gcp.dialect("_")


def tag(key: str, *items: str) -> Tag:
    return Tag(key, Value(items, Origin("p", (key,))))


def codes(dialect: Dialect, *tags: Tag) -> list[str]:
    return [problem.rule.code for problem in spell(tags, dialect).problems]


@pytest.mark.parametrize(
    ("dialect", "key", "items", "spelt"),
    [
        (AWS, "finops_business_tags", ("sales", "crm"), ("finops_business_tags", "sales:crm")),
        (aws.dialect(" + "), "t", ("a", "b"), ("t", "a + b")),
        (AWS, "t", ("data-team@acme.com",), ("t", "data-team@acme.com")),
        (AWS, "t", ("e\u0301",), ("t", "é")),
        (GCP, "finops_cost_center", ("ENG-001",), ("finops-cost-center", "eng-001")),
        (GCP_UNDERSCORE, "finops_cost_center", ("ENG-001",), ("finops_cost_center", "eng-001")),
        (GCP, "t", ("data-team@acme.com",), ("t", "data-team-acme-com")),
        (GCP, "t", ("1.0",), ("t", "1-0")),
        (GCP, "t", ("sales", "crm"), ("t", "sales-crm")),
        (GCP, "t", ("a_b", "c  d"), ("t", "a-b-c--d")),
        (GCP, "t", ("ZÜRICH 東京 ①",), ("t", "zürich-東京-①")),
        (GCP, "t", ("I\u0307E\u0301",), ("t", "i-é")),
    ],
)
def test_spelling(
    dialect: Dialect, key: str, items: tuple[str, ...], spelt: tuple[str, str]
) -> None:
    found = spell([tag(key, *items)], dialect)
    assert [(one.key, one.value) for one in found.tags] == [spelt]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("dialect", "key", "value", "found"),
    [
        (AWS, "k" * 128, "v" * 256, []),
        (AWS, "k" * 129, "v", ["DH401"]),
        (AWS, "k", "v" * 257, ["DH402"]),
        (AWS, "k", "a,b", ["DH402"]),
        (AWS, "k", "a\x00", ["DH402"]),
        (AWS, "k", "日本 ü", []),
        (AWS, "k", "😀", ["DH402"]),
        (AWS, "k", "AWS:x", ["DH402"]),
        (AWS, "aws:k", "v", ["DH401"]),
        (AWS, "k!", "a;b", ["DH401", "DH402"]),
        (AWS, "", "v", ["DH401"]),
        (GCP, "k" * 63, "v" * 63, []),
        (GCP, "k" * 64, "v", ["DH401"]),
        (GCP, "k", "v" * 64, ["DH402"]),
        (GCP, "k", "日" * 43, ["DH402"]),
        (GCP, "k", "日" * 42, []),
        (GCP, "1k", "v", ["DH401"]),
        (GCP, "k.x", "v", ["DH401"]),
        (GCP, "k\x07", "v", ["DH401"]),
    ],
)
def test_limits(dialect: Dialect, key: str, value: str, found: list[str]) -> None:
    assert codes(dialect, tag(key, value)) == found


@pytest.mark.parametrize(("dialect", "most"), [(AWS, 50), (GCP, 64)])
def test_the_number_of_tags(dialect: Dialect, most: int) -> None:
    tags = [tag(f"k{number}", "v") for number in range(most + 1)]
    assert codes(dialect, *tags[:-1]) == []
    (problem,) = spell(tags, dialect).problems
    assert problem.rule.code == "DH403"
    assert problem.where == tags[-1].origin


def test_two_keys_that_become_one() -> None:
    one, other = tag("infra_a_b", "1"), tag("infra_a-b", "2")
    assert codes(AWS, one, other) == []
    assert codes(GCP_UNDERSCORE, one, other) == []
    (problem,) = spell([one, other], GCP).problems
    assert problem.rule.code == "DH404"
    assert (problem.where, problem.notes[0].where) == (other.origin, one.origin)


@examples(120)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=3), st.sampled_from([AWS, GCP]))
def test_spelling_is_stable(items: list[str], dialect: Dialect) -> None:
    once = dialect.spelt_value(tuple(items))
    assert dialect.spelt_value((once,)) == once
