"""A job that its schema refuses in part is judged for the rest, as it will be once it is fixed."""

from __future__ import annotations

import pytest

from dativo_hooks.finding import Finding
from tests.engine.repositories import checked, repository

RUNTIME = """\
infrastructure:
  runtime:
    type: aws_ecs_fargate
    cpu: 1024
    memory: 2048
    timeout: 3600
    image_uri: Dativo/Ingest
    environment:
      DB_PASSWORD: hunter2-hunter2
  schedule:
    cron: "61 2 * * *"
    timezone: Europe/Berlim
  metadata:
    note: "a,b"
"""
JOB = f"""\
tenant_id: acme
environment: prod
source_connector_path: connectors/hubspot.yaml
target_connector_path: connectors/icebreg.yaml
asset_path: assets/contacts.yaml
schema_validation_mode: strict
finops:
  cost_center: eng-1
classification_overrides:
  default: PERSONAL
{RUNTIME}"""


def said(job: str) -> set[tuple[int, str, str]]:
    """What is said of the job's file: line, rule, message."""
    return {_shown(one) for one in checked(repository({"jobs/contacts.yaml": job}))}


def _shown(one: Finding) -> tuple[int, str, str]:
    assert one.path == "jobs/contacts.yaml"
    return one.span.start.line, one.rule.code, one.message


WHOLE = {one[1:] for one in said(JOB)}
TAGS = {"DH302", "DH402"}
RUNTIME_ = {"DH503", "DH505"}


def test_what_is_wrong_with_a_job_that_fits_its_schema() -> None:
    # Though a file that it names isn't there, so that nothing can be generated.
    assert {code for code, _ in WHOLE} == {"DH201", "DH305"} | TAGS | RUNTIME_


@pytest.mark.parametrize(
    ("before", "after", "code", "lost"),
    [
        ("mode: strict", "mode: strictly", "DH104", set()),
        ("mode: strict", "mode: no", "DH101", set()),
        ("schema_validation_mode", "schema_validation_mod", "DH103", set()),
        ("timeout: 3600", "timeout: 012", "DH105", set()),
        ("timeout: 3600", "timeout: -1", "DH106", set()),
        ("memory: 2048", "memory: [2048]", "DH101", set()),
        ("memory: 2048", "memory: 1536", "DH104", set()),
        ("environment: prod", "environment: no", "DH105", set()),
        ("environment: prod", "environment: prod\nenvironment: prod", "DH002", set()),
        ("tenant_id: acme", "tenant: acme", "DH103", set()),
        # What is unknown can't be judged, nor what depends on it.
        ("asset_path: assets/contacts.yaml", "asset_path: 5", "DH105", TAGS),
        ("asset_path: assets/contacts.yaml\n", "", "DH102", TAGS),
        ("type: aws_ecs_fargate", "type: aws_ecs_fargat", "DH104", {"DH402", *RUNTIME_}),
        ("    type: aws_ecs_fargate\n", "", "DH102", {"DH402", *RUNTIME_}),
        ("  cost_center: eng-1", "  cost_center: [eng-1]", "DH101", set()),
        ("default: PERSONAL", "default: [PERSONAL]", "DH101", set()),
        ("image_uri: Dativo/Ingest", "image_uri: [x]", "DH101", {"DH503"}),
        ("cron:", "corn:", "DH103", set()),
        ("timezone: Europe/Berlim", "timezone: 5", "DH105", set()),
        (
            "DB_PASSWORD: hunter2-hunter2",
            "DB_PASSWORDS: hunter2-hunter2\n      A-B: x",
            "DH104",
            {"DH305"},
        ),
        ("DB_PASSWORD: hunter2-hunter2", "on: x", "DH105", {"DH305"}),
        ('note: "a,b"', "note: {a: b}", "DH101", {"DH402"}),
    ],
)
def test_the_rest_is_judged_as_it_will_be(
    before: str, after: str, code: str, lost: set[str]
) -> None:
    assert JOB.count(before) == 1
    found = {one[1:] for one in said(JOB.replace(before, after))}
    assert {known for known, _ in found - WHOLE} == {code}
    assert {known for known, _ in WHOLE} - {known for known, _ in found} == lost


@pytest.mark.parametrize("text", ["- a\n", "tenant_id: acme\n", "infrastructure: 5\n", "on: off\n"])
def test_what_nothing_is_left_of_is_no_crash(text: str) -> None:
    assert {code for _, code, _ in said(text)} <= {"DH101", "DH102", "DH103"}


def test_what_was_left_out_is_not_said_to_be_missing() -> None:
    job = JOB.replace("environment: prod", "environment: [prod]").replace("icebreg", "iceberg")
    assert not {code for _, code, _ in said(job)} & {"DH301", "DH303", "DH304"}
