"""What is switched off hides nothing else: DH009, and what a cloud refuses of a forbidden value."""

from __future__ import annotations

import pytest

from tests.engine.repositories import ASSET, FARGATE, JOB, checked, repository

FILE = ".dativo-hooks.yaml"


def codes(files: dict[str, str]) -> list[tuple[str, str]]:
    return [(finding.path, finding.rule.code) for finding in checked(repository(files))]


UNKNOWN = JOB + FARGATE + "colour: red\n"


def test_a_job_that_is_not_checked_any_further_is_told() -> None:
    files = {"jobs/contacts.yaml": UNKNOWN, FILE: "rules: {ignore: [DH103]}\n"}
    (finding,) = checked(repository(files))
    assert (finding.path, finding.rule.code, finding.severity) == (
        "jobs/contacts.yaml",
        "DH009",
        "warning",
    )
    assert finding.message.startswith("DH103 is switched off, and for what it would report here")
    assert "--select DH103 --severity DH103=error" in finding.help


@pytest.mark.parametrize(
    ("configuration", "told"),
    [
        ("rules: {severity: {DH103: warning}}", ["DH103"]),
        ("rules: {select: [DH3]}", ["DH009"]),
        ("rules: {ignore: [DH1, DH101]}", ["DH009"]),
        ("rules: {per_path: [{paths: [jobs], ignore: [DH103]}]}", ["DH009"]),
        ("rules: {per_path: [{paths: [assets], ignore: [DH103]}]}", ["DH103"]),
    ],
)
def test_whatever_switches_it_off(configuration: str, told: list[str]) -> None:
    files = {"jobs/contacts.yaml": UNKNOWN, FILE: f"{configuration}\n"}
    assert [code for _, code in codes(files)] == told


def test_one_fault_that_is_shown_is_enough() -> None:
    job = UNKNOWN.replace("tenant_id: acme\n", "")
    files = {"jobs/contacts.yaml": job, FILE: "rules: {ignore: [DH103]}\n"}
    assert codes(files) == [("jobs/contacts.yaml", "DH102")]
    both = {**files, FILE: "rules: {ignore: [DH103, DH102]}\n"}
    (finding,) = checked(repository(both))
    assert finding.message.startswith("DH102 and DH103 are switched off")


def test_what_stops_no_check_is_ignored_without_a_word() -> None:
    files = {
        "assets/contacts.yaml": ASSET.replace("ENG-001", "none"),
        FILE: "rules: {ignore: [DH3, DH6]}\n",
    }
    assert codes(files) == []


# A value that the policy forbids and the cloud refuses is told once.

TWO_FOLDERS = {
    "jobs/contacts.yaml": JOB.replace("assets/", "assets/a/") + FARGATE,
    "jobs/deals.yaml": JOB.replace("assets/contacts", "assets/b/deals") + FARGATE,
    "assets/a/contacts.yaml": ASSET.replace("ENG-001", "ENG,1"),
    "assets/b/deals.yaml": ASSET.replace("ENG-001", "ENG,1").replace(": contacts", ": deals"),
}


@pytest.mark.parametrize(
    ("configuration", "told"),
    [
        ("rules: {ignore: [DH6]}", {"a": ["DH302"], "b": ["DH302"]}),
        ("rules: {ignore: [DH6, DH302]}", {"a": ["DH402"], "b": ["DH402"]}),
        (
            "rules: {ignore: [DH6], per_path: [{paths: [assets/a], ignore: [DH302]}]}",
            {"a": ["DH402"], "b": ["DH302"]},
        ),
        (
            "rules: {ignore: [DH6], per_path: [{paths: [assets/b], severity: {DH302: warning}}]}",
            {"a": ["DH302"], "b": ["DH402", "DH302"]},
        ),
    ],
)
def test_what_the_cloud_refuses_is_not_hidden_by_what_is_not_told(
    configuration: str, told: dict[str, list[str]]
) -> None:
    files = {**TWO_FOLDERS, "assets/contacts.yaml": ASSET, FILE: f"{configuration}\n"}
    found: dict[str, list[str]] = {"a": [], "b": []}
    for finding in checked(repository(files)):
        if finding.rule.code != "DH009":
            found[finding.path.split("/")[1]].append(finding.rule.code)
    assert found == told
