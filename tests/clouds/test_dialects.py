"""Tags as the clouds spell them, against what the clouds say that they take."""

from __future__ import annotations

import gzip
import json
import unicodedata
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks import rules
from dativo_hooks.clouds import aws, gcp
from dativo_hooks.clouds.dialect import spell
from dativo_hooks.model.values import Value
from dativo_hooks.position import Origin
from dativo_hooks.tags.tag import Tag
from tests.laws import examples

if TYPE_CHECKING:
    from dativo_hooks.clouds.dialect import Dialect
    from dativo_hooks.rule import Rule

AWS = aws.dialect(":")
GCP = gcp.dialect("-")

# Their one pattern in botocore, brackets, anchors and quantifier aside.
AWS_CHARACTERS = r"\p{L}\p{Z}\p{N}_.:/=+\-@"


def tag(key: str, *items: str) -> Tag:
    return Tag(key, Value(items, Origin("jobs/a.yaml", (key,))))


def spelt(dialect: Dialect, key: str, *items: str) -> tuple[str, str]:
    found = spell([tag(key, *items)], dialect)
    assert not found.problems
    return found.tags[0].key, found.tags[0].value


def fits_aws(text: str, least: int, most: int) -> bool:
    return least <= len(text) <= most and all(
        unicodedata.category(character)[0] in "LZN" or character in "_.:/=+-@" for character in text
    )


def fits_gcp(text: str, *, key: bool) -> bool:
    """`[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}` and `[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}`."""
    kinds = [unicodedata.category(character) for character in text]
    if key and (not kinds or kinds[0] not in {"Ll", "Lo"}):
        return False
    return (
        len(text) <= 63
        and len(text.encode()) < 128
        and all(
            kind in {"Ll", "Lo", "Nd", "Nl", "No"} or character in "_-"
            for character, kind in zip(text, kinds, strict=True)
        )
    )


@pytest.mark.parametrize("service", ["ecs", "lambda", "iam", "logs"])
def test_the_limits_are_those_of_the_api_models(service: str) -> None:
    folder = files("botocore").joinpath("data", service)
    newest = max(found.name for found in folder.iterdir())
    raw = folder.joinpath(newest, "service-2.json.gz").read_bytes()
    shapes = json.loads(gzip.decompress(raw))["shapes"]
    key, value = {
        "iam": ("tagKeyType", "tagValueType"),
    }.get(service, ("TagKey", "TagValue"))
    assert AWS_CHARACTERS in shapes[key]["pattern"]
    assert AWS_CHARACTERS in shapes[value]["pattern"]
    assert (shapes[key].get("min", 1), shapes[key]["max"]) == (1, aws.LIMITS.key)
    assert (shapes[value].get("min", 0), shapes[value]["max"]) == (0, aws.LIMITS.value)


@pytest.mark.parametrize(
    ("key", "items", "wanted"),
    [
        ("finops_cost_center", ["ENG-001"], ("finops_cost_center", "ENG-001")),
        ("finops_business_tags", ["sales", "crm"], ("finops_business_tags", "sales:crm")),
        (
            "governance_owner",
            ["data-team@company.com"],
            ("governance_owner", "data-team@company.com"),
        ),
        ("asset_version", ["1.0"], ("asset_version", "1.0")),
        ("infra_é", ["e\u0301 _.:/=+-@9"], ("infra_é", "é _.:/=+-@9")),
    ],
)
def test_aws_takes_tags_as_they_are(key: str, items: list[str], wanted: tuple[str, str]) -> None:
    assert spelt(AWS, key, *items) == wanted


@pytest.mark.parametrize(
    ("key", "items", "wanted"),
    [
        ("finops_cost_center", ["ENG-001"], ("finops-cost-center", "eng-001")),
        ("compliance_classification", ["PII"], ("compliance-classification", "pii")),
        ("finops_business_tags", ["sales", "crm"], ("finops-business-tags", "sales-crm")),
        (
            "governance_owner",
            ["data-team@company.com"],
            ("governance-owner", "data-team-company-com"),
        ),
        ("asset_version", ["1.0"], ("asset-version", "1-0")),
        ("asset_name", ["hubspot_contacts"], ("asset-name", "hubspot-contacts")),
        ("infra_x", ["a..b__c  d"], ("infra-x", "a--b--c--d")),
        ("infra_Straße", ["ÄÖÜ 東京"], ("infra-straße", "äöü-東京")),
        ("infra_x", ["İ"], ("infra-x", "i-")),
        ("infra_x", ["🚀"], ("infra-x", "-")),
        ("infra_x", ["xʰ"], ("infra-x", "x-")),
    ],
)
def test_gcp_takes_labels_in_its_own_letters(
    key: str, items: list[str], wanted: tuple[str, str]
) -> None:
    assert spelt(GCP, key, *items) == wanted


def test_the_separators_can_be_chosen() -> None:
    assert spelt(aws.dialect(" "), "k", "a", "b") == ("k", "a b")
    assert spelt(gcp.dialect("_"), "asset_name", "a_b") == ("asset_name", "a-b")
    (problem,) = spell([tag("k", "a", "b")], aws.dialect(",")).problems
    assert problem.rule is rules.TAG_VALUE_INVALID
    assert problem.message.startswith("AWS refuses the value of the tag `k`: ECS, Lambda, IAM")
    assert problem.message.endswith("take no `,`")


@pytest.mark.parametrize(
    ("dialect", "key", "value", "rule", "says"),
    [
        (AWS, "", "x", rules.TAG_KEY_INVALID, "it is empty"),
        (
            AWS,
            "k" * 129,
            "x",
            rules.TAG_KEY_INVALID,
            "it is 129 characters long, and 128 is the most",
        ),
        (AWS, "aws:k", "x", rules.TAG_KEY_INVALID, "`aws:` is reserved for AWS itself"),
        (AWS, "k", "AWS:x", rules.TAG_VALUE_INVALID, "`aws:` is reserved"),
        (AWS, "k#", "x", rules.TAG_KEY_INVALID, "take no `#`"),
        (
            AWS,
            "k",
            "x" * 257,
            rules.TAG_VALUE_INVALID,
            "it is 257 characters long, and 256 is the most",
        ),
        (AWS, "k", "a,b", rules.TAG_VALUE_INVALID, "take no `,`"),
        (AWS, "k", "a\tb", rules.TAG_VALUE_INVALID, "take no U+0009"),
        (AWS, "k", "a(b)", rules.TAG_VALUE_INVALID, "take no `(`"),
        (AWS, "k", "🚀", rules.TAG_VALUE_INVALID, "take no `🚀`"),
        (AWS, "k", "a\u200bb", rules.TAG_VALUE_INVALID, "take no U+200B"),
        (GCP, "", "x", rules.TAG_KEY_INVALID, "it is empty"),
        (GCP, "k" * 64, "x", rules.TAG_KEY_INVALID, "it is 64 characters long, and 63 is the most"),
        (GCP, "1k", "x", rules.TAG_KEY_INVALID, "a label key begins with a letter"),
        (GCP, "_k", "x", rules.TAG_KEY_INVALID, "a label key begins with a letter"),
        (GCP, "k.k", "x", rules.TAG_KEY_INVALID, "take no `.`"),
        (GCP, "k k", "x", rules.TAG_KEY_INVALID, "take no ` `"),
        (
            GCP,
            "k",
            "x" * 64,
            rules.TAG_VALUE_INVALID,
            "it is 64 characters long, and 63 is the most",
        ),
        (
            GCP,
            "k",
            "東" * 43,
            rules.TAG_VALUE_INVALID,
            "it is 129 bytes long in UTF-8, and 127 is the most",
        ),
        (GCP, "東" * 43, "x", rules.TAG_KEY_INVALID, "it is 129 bytes long in UTF-8"),
    ],
)
def test_what_a_cloud_refuses_is_said(
    dialect: Dialect, key: str, value: str, rule: Rule, says: str
) -> None:
    (problem,) = spell([tag(key, value)], dialect).problems
    assert problem.rule is rule
    whose = "ECS, Lambda, IAM and CloudWatch Logs " if dialect is AWS else "label keys "
    fault = whose + says if says.startswith("take no") else says
    assert problem.message.partition("`: ")[2].startswith(fault)
    assert problem.where == Origin("jobs/a.yaml", (key,))
    assert problem.on_key == (rule is rules.TAG_KEY_INVALID)


@pytest.mark.parametrize(
    ("dialect", "key", "value"),
    [
        (AWS, "k" * 128, "x" * 256),
        (AWS, "k", ""),
        (AWS, "aws", "aws"),
        (GCP, "k" * 63, "x" * 63),
        (GCP, "k", ""),
        (GCP, "東" * 42, "東" * 42),
    ],
)
def test_the_limits_themselves_are_fine(dialect: Dialect, key: str, value: str) -> None:
    assert spelt(dialect, key, value) == (key, value)


@pytest.mark.parametrize(("dialect", "most"), [(AWS, 50), (GCP, 64)])
def test_one_tag_too_many(dialect: Dialect, most: int) -> None:
    tags = [tag(f"k{n}", "x") for n in range(most + 1)]
    assert not spell(tags[:most], dialect).problems
    (problem,) = spell(tags, dialect).problems
    assert problem.rule is rules.TOO_MANY_TAGS
    assert problem.where == tags[most].origin
    assert f"takes {most}" in problem.message


def test_two_keys_that_become_one_name_each_other() -> None:
    found = spell([tag("infra_Team", "a"), tag("infra-team", "b")], GCP)
    (problem,) = found.problems
    assert problem.rule is rules.TAG_KEY_COLLISION
    assert (
        "`infra-team` and `infra_Team` both become the label `infra-team` on GCP" in problem.message
    )
    assert problem.notes[0].where == Origin("jobs/a.yaml", ("infra_Team",))
    assert [(t.key, t.value) for t in found.tags] == [("infra-team", "a")]


KEYS = st.text(
    st.sampled_from("aZz019_-.:@ ,éÉßİǅ東ªʰⅧ²\u0301\u00a0\u2028🚀\n"), max_size=8
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=140)
VALUES = KEYS | st.text(st.sampled_from("aB9東"), min_size=40, max_size=300)
TAGS = st.lists(
    st.builds(lambda key, items: tag(key, *items), KEYS, st.lists(VALUES, max_size=3)), max_size=6
)


@examples(80)
@given(TAGS, st.sampled_from([":", " ", ",", "/"]))
def test_what_aws_gets_without_a_problem_fits_its_patterns(tags: list[Tag], separator: str) -> None:
    found = spell(tags, aws.dialect(separator))
    faulty = {problem.where for problem in found.problems}
    for one in found.tags:
        fits = (
            fits_aws(one.key, 1, 128)
            and fits_aws(one.value, 0, 256)
            and not one.key.lower().startswith("aws:")
            and not one.value.lower().startswith("aws:")
        )
        if one.tag.origin not in faulty:
            assert fits
        if not fits:
            assert one.tag.origin in faulty
        assert unicodedata.is_normalized("NFC", one.key)
        assert unicodedata.is_normalized("NFC", one.value)


@examples(80)
@given(TAGS, st.sampled_from(["-", "_"]))
def test_what_gcp_gets_without_a_problem_fits_its_patterns(tags: list[Tag], separator: str) -> None:
    found = spell(tags, gcp.dialect(separator))
    faulty = {problem.where for problem in found.problems}
    for one in found.tags:
        if one.tag.origin not in faulty:
            assert fits_gcp(one.key, key=True)
            assert fits_gcp(one.value, key=False)
        if not fits_gcp(one.key, key=True) or not fits_gcp(one.value, key=False):
            assert one.tag.origin in faulty
        assert unicodedata.is_normalized("NFC", one.value)
        # Spelling what is spelt changes nothing.
        assert gcp.spelt_value((one.value,)) == one.value


@examples(80)
@given(TAGS, st.sampled_from([AWS, GCP]))
def test_no_tag_is_lost_without_a_word(tags: list[Tag], dialect: Dialect) -> None:
    found = spell(tags, dialect)
    keys = [dialect.spelt_key(one.key) for one in tags]
    assert [one.key for one in found.tags] == list(dict.fromkeys(keys))
    collisions = [p for p in found.problems if p.rule is rules.TAG_KEY_COLLISION]
    assert len(collisions) == len(keys) - len(set(keys))
    for problem in collisions:
        assert isinstance(problem.notes[0].where, Origin)
