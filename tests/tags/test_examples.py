"""What to write: for a tag that is missing, and instead of a value that isn't allowed."""

from __future__ import annotations

import pytest

from dativo_hooks.finding import Finding
from tests.engine.repositories import ASSET, FARGATE, JOB, checked, repository

CONFIGURATION = ".dativo-hooks.yaml"


def found(policy: str, code: str, *, job: str = JOB, asset: str = ASSET) -> list[Finding]:
    texts = {CONFIGURATION: policy, "jobs/contacts.yaml": job, "assets/contacts.yaml": asset}
    return [finding for finding in checked(repository(texts)) if finding.rule.code == code]


@pytest.mark.parametrize(
    ("key", "help_"),
    [
        ("environment", "add `environment: prod` at the top level"),
        ("finops_project", "add `project: data-platform` under `finops`"),
        ("finops_environment", "add `environment: production` under `finops`"),
        ("compliance_regulations", "add `regulations: GDPR` under `compliance`"),
        ("compliance_retention_days", "add `retention_days: 365` under `compliance`"),
        (
            "compliance_encryption_required",
            "add `security: {encryption_required: true}` under `compliance`",
        ),
        (
            "compliance_access_control",
            "add `security: {access_control: role_based}` under `compliance`",
        ),
        ("governance_domain", "add `domain: sales` at the top level"),
        ("governance_data_product", "add `dataProduct: customer-data` at the top level"),
        ("governance_retention_days", "add `retention_days: 365` under `compliance`"),
        ("infra_x", "add `infrastructure: {metadata: {x: example}}` at the top level"),
    ],
)
def test_a_missing_tag_comes_with_a_value_as_its_schema_wants_it(key: str, help_: str) -> None:
    job = JOB.replace("environment: prod\n", "")
    (finding,) = found(f"tag_policy: {{required: [{key}]}}\n", "DH301", job=job)
    assert finding.help == help_


@pytest.mark.parametrize(
    ("part", "help_"),
    [
        ("  business_tags: [sales, crm]\n", "add `business_tags: sales` under `finops`"),
        ("  cost_center: ENG-001\n", "add `cost_center: ENG-001` under `finops`"),
    ],
)
def test_a_missing_tag_of_every_asset(part: str, help_: str) -> None:
    policy = "tag_policy: {required: [finops_business_tags, finops_cost_center]}\n"
    (finding,) = found(policy, "DH301", asset=ASSET.replace(part, ""))
    assert finding.help == help_


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("[a-z]+", "example"),
        ("[A-Z]{2,}", "EXAMPLE"),
        ("[A-Z]+-[0-9]+", "ENG-001"),
        ("[0-9]", '"1"'),
        ("[0-9]{3}", '"001"'),
        ("[a-z]", "a"),
        ("[A-Z]", "A"),
        ("true|false", '"true"'),
        ("v[0-9]+", "v1"),
        ("[0-9][.][0-9]", '"1.0"'),
    ],
)
def test_a_pattern_comes_with_a_value_that_matches(pattern: str, value: str) -> None:
    values = f"{{infra_x: {{pattern: '{pattern}'}}}}"
    (finding,) = found(f"tag_policy: {{required: [infra_x], values: {values}}}\n", "DH301")
    assert finding.help == f"add `infrastructure: {{metadata: {{x: {value}}}}}` at the top level"


def test_a_pattern_that_a_tags_own_example_does_not_match() -> None:
    policy = "{required: [finops_project], values: {finops_project: {pattern: '[a-z]+'}}}"
    (finding,) = found(f"tag_policy: {policy}\n", "DH301")
    assert finding.help == "add `project: example` under `finops`"


def test_a_pattern_that_nothing_known_matches() -> None:
    values = "{infra_x: {pattern: zzz}}"
    (finding,) = found(f"tag_policy: {{required: [infra_x], values: {values}}}\n", "DH301")
    assert finding.help == (
        "add `infrastructure: {metadata: {x: example}}` at the top level, with a value that the "
        "tag policy allows for `infra_x`"
    )


@pytest.mark.parametrize(
    ("allowed", "written", "help_", "fixed"),
    [
        ("[Reporting]", "reporting", "write `Reporting`", True),
        ("[Reporting]", "reportin", "write `Reporting`", False),
        # Two that differ by case alone: nobody knows which one is meant.
        ("[Reporting, REPORTING]", "reporting", "write `REPORTING`", False),
        ("[Reporting, other]", "REPORTING", "write `Reporting`", True),
        # Six of ten letters alike are near, and no fewer.
        ("[abcdefghij, data-platform]", "abcdefxyzw", "write `abcdefghij`", False),
        ("[zzz, data-platform]", "abcdexyzwv", "write `data-platform`", False),
    ],
)
def test_what_to_write_instead(allowed: str, written: str, help_: str, *, fixed: bool) -> None:
    policy = f"tag_policy: {{values: {{finops_project: {{allowed: {allowed}}}}}}}\n"
    asset = ASSET.replace("ENG-001", f"ENG-001\n  project: {written}")
    (finding,) = found(policy, "DH302", asset=asset)
    assert (finding.help, bool(finding.edits)) == (help_, fixed)


@pytest.mark.parametrize(
    ("pattern", "written", "help_"),
    [
        ("[A-Z]+-[0-9]+", "eng_7", "write `ENG-7`"),
        ("[A-Z]+-[0-9]+", "eng 7", "write `ENG-7`"),
        ("[A-Z]+-[0-9]+", "eng", "write `ENG-001`"),
        ("zzz", "eng", "write what matches `zzz`"),
    ],
)
def test_what_to_write_instead_by_a_pattern(pattern: str, written: str, help_: str) -> None:
    policy = f"tag_policy: {{values: {{finops_project: {{pattern: '{pattern}'}}}}}}\n"
    asset = ASSET.replace("ENG-001", f"ENG-001\n  project: {written}")
    (finding,) = found(policy, "DH302", asset=asset)
    assert finding.help == help_


@pytest.mark.parametrize("key", ["retention_days", "encryption_required"])
def test_numbers_and_booleans_stay_what_they_are(key: str) -> None:
    section = {"retention_days": "retention_days: 30", "encryption_required": ""}[key]
    asset = ASSET + (f"  {section}\n" if section else "  security: {encryption_required: false}\n")
    values = (
        "{compliance_retention_days: {allowed: ['90']}, "
        "governance_retention_days: {allowed: ['90']}, "
        "compliance_encryption_required: {allowed: ['true']}}"
    )
    helps = {one.help for one in found(f"tag_policy: {{values: {values}}}\n", "DH302", asset=asset)}
    assert helps == {"write `90`" if section else "write `true`"}


TAKEN = "letters, digits, spaces and `_ . : / = + - @` go through"


@pytest.mark.parametrize(
    ("value", "instead"),
    [
        ('"a,b"', "write `a-b`: "),
        ('"a, b"', "write `a b`: "),
        ('"a;"', "write `a`: "),
        ('"!a!b!"', "write `a-b`: "),
        ('"x\\ty"', "write `x-y`: "),
        ('"1;"', 'write `"1"`: '),
        ("[a;b, c]", "write `[a-b, c]`: "),
        ("AWS:x", "write `x`: "),
        # What would still be wrong, or would be nothing, is no proposal.
        ('"aws:aws:b"', "write it without: "),
        ('"🚀"', "write it without: "),
        ('[a, "🚀"]', "write it without: "),
        # 60 characters are short, and 61 are not.
        ('"' + "a," * 29 + 'ab"', "write `" + "a-" * 29 + "ab`: "),
        ('"' + "a," * 30 + 'a"', "write it without: "),
    ],
)
def test_what_to_write_instead_of_what_a_cloud_refuses(value: str, instead: str) -> None:
    job = JOB + FARGATE + f"  metadata: {{k: {value}}}\n"
    assert {one.help for one in found("", "DH402", job=job)} == {instead + TAKEN}


@pytest.mark.parametrize(
    ("key", "instead"),
    [
        ("a b;c", "a_b_c"),
        ("!!", "key"),
        ("_a;", "a"),
        ("k" * 130, "k" * 122),
        ("k;" * 70, "k_" * 60 + "k"),
    ],
)
def test_how_to_call_a_key_that_a_cloud_refuses(key: str, instead: str) -> None:
    job = JOB + FARGATE + f'  metadata: {{"{key}": v}}\n'
    (finding,) = found("", "DH401", job=job)
    assert finding.help == (
        f"rename the key to `{instead}`: letters, digits, `_` and `-` go everywhere"
    )
