"""What is said of a value that another one hides, and of one that only some layers have."""

from __future__ import annotations

import pytest

from tests.engine.repositories import ASSET, CONNECTORS, FARGATE, JOB, checked, repository

PATHS = {
    "job": "jobs/contacts.yaml",
    "asset": "assets/contacts.yaml",
    "connector": "connectors/hubspot.yaml",
}
WITH = {
    "job": JOB + FARGATE + "finops: {project: '${J}'}\n",
    "asset": ASSET.replace("ENG-001", "ENG-001\n  project: ${A}"),
    "connector": CONNECTORS[PATHS["connector"]] + "metadata: {finops: {project: '${C}'}}\n",
}


@pytest.mark.parametrize(
    ("having", "said"),
    [
        (["job"], ["job"]),
        (["asset"], ["asset"]),
        (["connector"], ["connector"]),
        (["asset", "connector"], ["asset"]),
        (["job", "asset", "connector"], ["job"]),
        (["job", "connector"], ["job"]),
        ([], []),
    ],
)
def test_an_unknown_variable_is_said_where_its_value_counts(
    having: list[str], said: list[str]
) -> None:
    found = checked(repository({PATHS[kind]: WITH[kind] for kind in having}))
    unknown = [finding for finding in found if finding.rule.code == "DH203"]
    assert [finding.path for finding in unknown] == [PATHS[kind] for kind in said]


def test_an_unknown_variable_in_other_metadata() -> None:
    text = JOB + FARGATE + "  metadata: {b: '${X}', a: '${Y}', c: x}\n"
    found = [one for one in checked(repository({PATHS["job"]: text})) if one.rule.code == "DH203"]
    assert [one.route[-1] for one in found] == ["b", "a"]


def test_an_assets_own_value_is_judged_and_not_what_it_hides() -> None:
    lines = "".join(f"  {line}\n" for line in ASSET.splitlines())
    nested = f"asset:\n{lines}  governance: {{classification: [nonsense]}}\n"
    for text, codes in (
        (nested, []),
        (nested.replace("[PII]", "[odd]"), ["DH302"]),
        (nested.replace("classification: [PII]", "regulations: x"), ["DH302"]),
    ):
        found = checked(repository({PATHS["asset"]: text, PATHS["job"]: JOB}))
        assert [one.rule.code for one in found] == codes


CONDITIONS = """\
tag_policy:
  conditional:
    - {when: {environment: dev}, require: [finops_project]}
    - {when: {environment: prod, finops_cost_center: ENG-002}, require: [finops_project]}
    - {when: {environment: [test, PROD]}, require: {finops_project: [a, b]}}
    - {when: {environment: prod}, require: {finops_project: [c]}}
"""


IN_PROD = "where `environment` is `prod`"


@pytest.mark.parametrize(
    ("project", "said"),
    [
        ("", ["the tag policy wants it"]),
        ("A", ["`finops_project` is `A`; the tag policy wants c"]),
        (
            "d",
            [
                "`finops_project` is `d`; the tag policy wants a or b",
                "`finops_project` is `d`; the tag policy wants c",
            ],
        ),
    ],
)
def test_only_conditions_that_hold_ask_for_something(project: str, said: list[str]) -> None:
    asset = ASSET.replace("ENG-001", f"ENG-001\n  project: {project}") if project else ASSET
    files = {".dativo-hooks.yaml": CONDITIONS, PATHS["asset"]: asset, PATHS["job"]: JOB}
    lacking = "the asset has no `finops.project`, so its resources get no tag `finops_project`; "
    assert [finding.message for finding in checked(repository(files))] == [
        f"{'' if project else lacking}{text} {IN_PROD}" for text in said
    ]
