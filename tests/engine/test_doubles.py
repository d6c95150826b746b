"""One fault gives one finding, though several rules have something against it."""

from __future__ import annotations

import pytest

from tests.engine.repositories import ASSET, FARGATE, JOB, checked, repository

LAMBDA = """\
infrastructure:
  runtime:
    type: aws_lambda
    memory: 1024
    image_uri: {}
"""
NAMES = "tag_policy: {{values: {{asset_name: {{allowed: [contacts]}}}}, severity: {{DH302: {}}}}}\n"
METADATA = "  metadata:\n    note: 'AKIAIOSFODNN7EXAMPLE, old'\n"
ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        # The name of the asset is a tag, and a part of names.
        ({"assets/contacts.yaml": ASSET.replace("name: contacts", "name: con*tacts", 1)}, "DH501"),
        # ... and may be one that the policy forbids.
        (
            {
                "assets/contacts.yaml": ASSET.replace("name: contacts", "name: con*tacts", 1),
                ".dativo-hooks.yaml": NAMES.format("error"),
            },
            "DH302",
        ),
        (
            {
                "assets/contacts.yaml": ASSET.replace("name: contacts", "name: con*tacts", 1),
                ".dativo-hooks.yaml": NAMES.format("warning"),
            },
            "DH501 DH302",
        ),
        # Lambda can't pull it at all, whatever its tag says.
        ({"jobs/contacts.yaml": JOB + LAMBDA.format("gcr.io/dativo-ingest")}, "DH503"),
        ({"jobs/contacts.yaml": JOB + LAMBDA.format(ECR)}, "DH504"),
        # A secret has to go; the cloud would have a comma against it besides.
        ({"jobs/contacts.yaml": JOB + FARGATE + METADATA}, "DH305"),
        # Two items of one list are two faults.
        ({"assets/contacts.yaml": ASSET.replace("[PII]", "[PERSONAL, EMAIL]")}, "DH302 DH302"),
    ],
)
def test_a_fault_is_told_once(changes: dict[str, str], codes: str) -> None:
    found = [one.rule.code for one in checked(repository(changes))]
    # What was never generated in a test's repository is missing from it.
    assert [code for code in found if code != "DH601"] == codes.split()


IGNORE = "  # dativo-hooks: ignore[{}] it has to stay"
BAD_NAME = ASSET.replace("name: contacts", "name: con*tacts{}", 1)


@pytest.mark.parametrize(
    ("ignored", "told"),
    [
        ("", "DH302"),
        ("DH302", "DH501"),
        ("DH302, DH501", "DH402"),
        ("DH302, DH501, DH402", ""),
        ("DH501", "DH302"),
    ],
)
def test_what_a_hidden_finding_stood_for_is_told(ignored: str, told: str) -> None:
    asset = BAD_NAME.format(IGNORE.format(ignored) if ignored else "")
    files = {"assets/contacts.yaml": asset, ".dativo-hooks.yaml": NAMES.format("error")}
    found = [one.rule.code for one in checked(repository(files))]
    assert [code for code in found if code < "DH6"] == told.split()


def test_an_item_of_a_list_that_may_stay_is_judged_by_the_cloud() -> None:
    asset = ASSET.replace("[PII]", "[PERSONAL&, PII]{}")
    for comment, told in (("", ["DH302"]), (IGNORE.format("DH302"), ["DH402"])):
        found = checked(repository({"assets/contacts.yaml": asset.format(comment)}))
        assert [one.rule.code for one in found if one.rule.code < "DH6"] == told
