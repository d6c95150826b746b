"""The policy's words: what help is given, and what counts as allowed."""

from __future__ import annotations

import pytest

from tests.engine.repositories import ASSET, FARGATE, JOB, checked, repository

CONFIGURATION = ".dativo-hooks.yaml"


def said(files: dict[str, str], code: str) -> list[tuple[str, str]]:
    """Message and help of each finding of a rule."""
    texts = {"jobs/contacts.yaml": JOB, **files}
    return [(f.message, f.help) for f in checked(repository(texts)) if f.rule.code == code]


ALLOWED = """\
tag_policy:
  values:
    finops_project:
      allowed: [data-platform, Reporting]
"""
NO_CASE = ALLOWED + "      case_sensitive: false\n"
PATTERN = "tag_policy:\n  values:\n    finops_project:\n      pattern: '[A-Z]{3}-[0-9]'\n"
EITHER = ALLOWED + "      pattern: x[0-9]+\n"
NO_PATTERN_CASE = PATTERN + "      case_sensitive: false\n"


@pytest.mark.parametrize(
    ("configuration", "project", "help_"),
    [
        (ALLOWED, "data-platform", None),
        (ALLOWED, "data-platfrom", "write `data-platform`"),
        (ALLOWED, "reporting", "write `Reporting`"),
        (ALLOWED, "zzz", "write `data-platform`"),
        (NO_CASE, "REPORTING", None),
        (PATTERN, "ABC-1", None),
        (PATTERN, "xABC-1x", "write what matches `[A-Z]{3}-[0-9]`"),
        (PATTERN, "abc_1", "write `ABC-1`"),
        (NO_PATTERN_CASE, "abc-1", None),
        (EITHER, "x12", None),
        (EITHER, "Reporting", None),
        (EITHER, "x", "write `data-platform`"),
        ("tag_policy:\n  values:\n    finops_project: {}\n", "anything", None),
    ],
)
def test_allowed_values(configuration: str, project: str, help_: str | None) -> None:
    asset = ASSET.replace("ENG-001", f"ENG-001\n  project: {project}")
    found = said({CONFIGURATION: configuration, "assets/contacts.yaml": asset}, "DH302")
    assert [text for _, text in found] == ([] if help_ is None else [help_])


@pytest.mark.parametrize(
    ("cost_center", "fits"),
    [
        ("ENG-001", True),
        ("HR-PROD-001", True),
        ("A1-2024", True),
        ("ENG-01", False),
        ("eng-001", False),
        ("ENG001", False),
        ("ENG-001-", False),
        ("-ENG-001", False),
    ],
)
def test_the_built_in_cost_centre(cost_center: str, *, fits: bool) -> None:
    asset = ASSET.replace("ENG-001", cost_center)
    assert (said({"assets/contacts.yaml": asset}, "DH302") == []) is fits


@pytest.mark.parametrize("word", ["pii", "Phi", "PCI", "high_pii", "Financial", "public"])
def test_the_built_in_classification_knows_no_case(word: str) -> None:
    assert said({"assets/contacts.yaml": ASSET.replace("PII", word)}, "DH302") == []


@pytest.mark.parametrize(
    ("asset", "help_"),
    [
        (
            ASSET.replace("compliance:\n  classification: [PII]\n", ""),
            "add `compliance: {classification: INTERNAL}` at the top level",
        ),
        (
            ASSET.replace("classification: [PII]", "retention_days: 3"),
            "add `classification: INTERNAL` under `compliance`",
        ),
        (ASSET.replace("[PII]", "[]"), "write `classification: INTERNAL`"),
    ],
)
def test_where_a_missing_tag_goes(asset: str, help_: str) -> None:
    assert [text for _, text in said({"assets/contacts.yaml": asset}, "DH301")] == [help_]


def test_a_team_of_members_gets_a_member() -> None:
    asset = """\
apiVersion: v3.0.2
kind: DataContract
id: 1
name: contacts
version: 1.0.0
status: active
team:
  - username: a
    role: reader
schema:
  - name: t
    properties:
      - name: id
        logicalType: string
finops: {cost_center: ENG-001}
compliance: {classification: [PII]}
"""
    found = said({"assets/contacts.yaml": asset.replace("id: 1\n", "id: x\n")}, "DH303")
    assert [text for _, text in found] == [
        "add the member `{username: data-team@company.com, role: owner}` to `team`"
    ]


def test_a_required_tag_that_is_recommended_too_is_said_once() -> None:
    policy = "tag_policy:\n  required: [governance_owner]\n"
    asset = ASSET.replace("team:\n  owner: data-team@acme.com\n", "team: {}\n")
    files = {CONFIGURATION: policy, "assets/contacts.yaml": asset}
    # Dativo's own loader needs an owner: the schema says so, and the policy has nothing to add.
    assert [f.rule.code for f in checked(repository({"jobs/contacts.yaml": JOB, **files}))] == [
        "DH102"
    ]
    job = JOB.replace("environment: prod\n", "")
    files = {CONFIGURATION: "tag_policy:\n  required: [environment]\n", "jobs/contacts.yaml": job}
    assert [f.rule.code for f in checked(repository(files))] == ["DH301"]


def test_a_tag_missing_in_an_asset_is_one_finding_with_its_jobs() -> None:
    asset = ASSET.replace("  cost_center: ENG-001\n", "")
    files = {"assets/contacts.yaml": asset, "jobs/a.yaml": JOB, "jobs/contacts.yaml": JOB}
    (finding,) = checked(repository(files))
    assert finding.rule.code == "DH301"
    assert [(note.path, *note.span.start) for note in finding.related] == [
        ("jobs/a.yaml", 5, 13),
        ("jobs/contacts.yaml", 5, 13),
    ]


def test_a_job_gives_what_its_asset_lacks_and_the_asset_is_still_wrong() -> None:
    asset = ASSET.replace("  cost_center: ENG-001\n", "")
    job = JOB + "finops:\n  cost_center: ENG-002\n"
    (finding,) = checked(repository({"assets/contacts.yaml": asset, "jobs/contacts.yaml": job}))
    assert (finding.path, finding.rule.code) == ("assets/contacts.yaml", "DH301")


def test_a_value_is_judged_once_however_many_jobs_get_it() -> None:
    files = {f"jobs/{name}.yaml": JOB for name in "abc"}
    asset = ASSET.replace("ENG-001", "nope")
    found = checked(repository({"jobs/contacts.yaml": JOB, **files, "assets/contacts.yaml": asset}))
    assert [finding.rule.code for finding in found] == ["DH302"]


CONDITION = """\
tag_policy:
  conditional:
    - when: {compliance_classification: [PII, PHI], environment: prod}
      require: {compliance_retention_days: [365, 730]}
"""


@pytest.mark.parametrize(
    ("environment", "classes", "retention", "codes"),
    [
        ("prod", "[PII]", "365", []),
        ("prod", "[pii]", "730", []),
        ("prod", "[PCI, PHI]", "", ["DH304"]),
        ("prod", "[PII]", "90", ["DH302"]),
        ("dev", "[PII]", "90", []),
        ("prod", "[PUBLIC]", "", []),
    ],
)
def test_conditions(environment: str, classes: str, retention: str, codes: list[str]) -> None:
    asset = ASSET.replace("[PII]", classes)
    if retention:
        asset += f"  retention_days: {retention}\n"
    job = JOB.replace("prod", environment)
    files = {
        CONFIGURATION: CONDITION,
        "assets/contacts.yaml": asset,
        "jobs/contacts.yaml": job,
    }
    found = checked(repository(files))
    assert [finding.rule.code for finding in found] == codes
    for finding in found:
        assert (
            "assets/contacts.yaml",
            *(14, 19),
            f"`compliance_classification` is `{classes.strip('[]').replace(' ', '')}` here",
        ) in [(note.path, *note.span.start, note.message) for note in finding.related]


CONDITIONS = """\
tag_policy:
  required: [finops_cost_center, governance_domain]
  recommended: [finops_project]
  values: {compliance_access_control: {allowed: [strict]}}
  conditional:
    - when: {compliance_classification: PII}
      require: {compliance_retention_days: [30, 60], compliance_access_control: [open, strict]}
    - when: {compliance_classification: PII}
      require: {finops_project: x, infra_dpo: legal, governance_domain: sales}
    - when: {environment: prod}
      require: [compliance_retention_days]
"""


def test_a_tag_that_conditions_miss_is_said_once_with_a_value_that_they_take() -> None:
    found = checked(repository({CONFIGURATION: CONDITIONS, "jobs/contacts.yaml": JOB}))
    assert sorted((f.rule.code, f.help) for f in found) == [
        ("DH301", "add `domain: sales` at the top level"),
        ("DH304", "add `infrastructure: {metadata: {dpo: legal}}` at the top level"),
        ("DH304", "add `project: x` under `finops`"),
        ("DH304", "add `retention_days: 30` under `compliance`"),
        ("DH304", "add `security: {access_control: strict}` under `compliance`"),
    ]


def test_an_asset_is_told_what_it_lacks_and_nothing_of_what_its_jobs_get() -> None:
    asset = ASSET.replace("  cost_center: ENG-001\n", "")
    job = JOB + "finops:\n  cost_center: ENG-002\n"
    (finding,) = checked(repository({"assets/contacts.yaml": asset, "jobs/contacts.yaml": job}))
    assert finding.message == (
        "the asset has no `finops.cost_center`, "
        "and the tag policy wants `finops_cost_center` of every asset"
    )


def test_an_unknown_variable_is_said_and_its_value_not_judged() -> None:
    asset = ASSET.replace("ENG-001", "${COST_CENTER}")
    files = {"assets/contacts.yaml": asset, "jobs/contacts.yaml": JOB + FARGATE}
    (finding,) = checked(repository(files))
    assert finding.rule.code == "DH203"
    assert "`variables: {COST_CENTER: ENG-001}`" in finding.help


@pytest.mark.parametrize(
    ("name", "text", "secret"),
    [
        ("note", "AKIAIOSFODNN7EXAMPLE", True),
        ("deploy_token", "0123456789abcdef", True),
        ("deploy_token", "arn:aws:secretsmanager:eu-west-1:1:secret:x", False),
        ("api_key", "projects/p/secrets/x", False),
        ("tokens_per_day", "0123456789abcdef", False),
        ("note", "see the vault", False),
    ],
)
def test_secrets_in_tags(name: str, text: str, *, secret: bool) -> None:
    job = JOB + FARGATE + f"  metadata:\n    {name}: {text}\n"
    found = said({"jobs/contacts.yaml": job}, "DH305")
    assert bool(found) is secret
    assert not any(text in words for pair in found for words in pair)


def test_case_alone_keeps_the_built_in_values() -> None:
    policy = "tag_policy: {values: {compliance_classification: {case_sensitive: true}}}\n"
    asset = ASSET.replace("[PII]", "[PII, pci, nonsense]")
    files = {CONFIGURATION: policy, "assets/contacts.yaml": asset, "jobs/contacts.yaml": JOB}
    assert [finding.rule.code for finding in checked(repository(files))] == ["DH302", "DH302"]


@pytest.mark.parametrize(
    ("severity", "codes"),
    [("error", ["DH302"]), ("warning", ["DH402", "DH302"]), ("off", ["DH402"])],
)
def test_a_value_that_the_policy_forbids_is_not_told_what_the_cloud_refuses_of_it(
    severity: str, codes: list[str]
) -> None:
    policy = f'tag_policy: {{severity: {{tag-value-not-allowed: "{severity}"}}}}\n'
    asset = ASSET.replace("ENG-001", "eng&001")
    files = {CONFIGURATION: policy, "assets/contacts.yaml": asset}
    found = checked(repository({**files, "jobs/contacts.yaml": JOB + FARGATE}))
    assert [f.rule.code for f in found if f.rule.code < "DH5"] == codes
