"""Files that `exclude` leaves out, and the Terraform of the jobs among them."""

from __future__ import annotations

import pytest

from dativo_hooks.model.configuration import Configuration
from dativo_hooks.sources.globs import within
from dativo_hooks.sources.loading import sources_of
from dativo_hooks.tree import MemoryTree
from tests.engine.looking import findings, wholly
from tests.engine.repositories import (
    ASSET,
    FARGATE,
    JOB,
    checked,
    configuration_of,
    generated,
    repository,
    state,
    with_terraform,
)

FILE = ".dativo-hooks.yaml"
OLD = "jobs/old/deals.yaml"
OLD_FILE = "terraform/generated/acme-deals.tf"
NEW_FILE = "terraform/generated/acme-contacts.tf"
VARIABLES = "terraform/generated/variables.tf"
SCHEDULES = "terraform/generated/schedules.tf"
DEALS = {
    OLD: JOB.replace("assets/contacts", "assets/deals") + FARGATE,
    "assets/deals.yaml": ASSET.replace(": contacts", ": deals"),
}
EXCLUDE = {FILE: b"exclude: [jobs/old]\n"}
SCHEDULE = '  schedule: {cron: "0 2 * * *"}\n'


@pytest.mark.parametrize(
    ("glob", "path", "does"),
    [
        ("jobs/old", "jobs/old/a/b.yaml", True),
        ("jobs/old/", "jobs/old/a.yaml", True),
        ("./jobs/old/", "jobs/old/a.yaml", True),
        ("jobs/old/**", "jobs/old/a/b.yaml", True),
        ("jobs/old/*", "jobs/old/a/b.yaml", True),
        ("jobs/old", "jobs/older/a.yaml", False),
        ("jobs/old", "jobs/old.yaml", False),
        ("jobs/*.yaml", "jobs/a.yaml", True),
        ("jobs/*.yaml", "jobs/a.yml", False),
        ("old", "jobs/old/a.yaml", False),
        ("**/old", "jobs/old/a.yaml", True),
        ("**/old", "old", True),
    ],
)
def test_a_glob_takes_all_that_lies_in_a_folder(glob: str, path: str, *, does: bool) -> None:
    assert within(path, (glob,)) is does
    assert within(path, ("nothing", glob)) is does
    assert not within(path, ())


def told(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """What is found, in all ways of looking: file and code."""
    found = checked(files, files)
    in_parts = wholly(files)
    if in_parts is not None:
        assert findings(files, in_parts) == found
    return [(finding.path, finding.rule.code) for finding in found]


def test_an_excluded_file_is_not_read() -> None:
    broken = repository({OLD: "a: [\n", "assets/deals.yaml": "b: [\n", "connectors/x.yaml": "c: ["})
    assert len({path for path, code in told(broken) if code == "DH001"}) == 3
    files = {**broken, FILE: b"exclude: [jobs/old, assets/deals.yaml, '**/x.yaml']\n"}
    assert {code for _, code in told(files)} == {"DH601"}  # of the job that is left
    sources = sources_of(MemoryTree(files), configuration_of(files))
    assert sources.excluded == {OLD, "assets/deals.yaml", "connectors/x.yaml"}
    assert not sources.excluded & sources.read_as.keys()


def test_an_excluded_link_is_not_refused() -> None:
    tree = MemoryTree(repository(), outside={OLD: "/etc/passwd"})
    assert [p.rule.code for p in sources_of(tree, Configuration()).problems] == ["DH202"]
    assert sources_of(tree, Configuration(exclude=("jobs/old",))).problems == ()


@pytest.mark.parametrize("name", ["assets/contacts.yaml", "connectors/hubspot.yaml"])
def test_a_job_that_names_an_excluded_file_is_told_and_keeps_its_terraform(name: str) -> None:
    files = {**with_terraform(repository()), FILE: f"exclude: [{name}]\n".encode()}
    (finding,) = checked(files)
    assert (finding.path, finding.rule.code) == ("jobs/contacts.yaml", "DH204")
    assert f"`{name}` is left out by `exclude`" in finding.message
    assert NEW_FILE in state(files).protected


def test_the_terraform_of_an_excluded_job_is_left_alone() -> None:
    files = with_terraform(repository(DEALS))
    files[OLD_FILE] = files[OLD_FILE].replace(b'"1024"', b'"9"')
    assert told(files) == [(OLD_FILE, "DH602")]
    assert told({**files, **EXCLUDE}) == []
    assert OLD_FILE in state({**files, **EXCLUDE}).protected
    # Even when the job itself is gone, or its name is all that is left of it.
    del files[OLD]
    assert told(files) == [(OLD_FILE, "DH604")]
    assert told({**files, **EXCLUDE}) == []


def test_drift_of_the_other_jobs_is_still_seen() -> None:
    files = {**with_terraform(repository(DEALS)), **EXCLUDE}
    changed = {**files, NEW_FILE: files[NEW_FILE].replace(b'"1024"', b'"9"')}
    assert told(changed) == [(NEW_FILE, "DH602")]
    orphan = {path: data for path, data in files.items() if path != "jobs/contacts.yaml"}
    assert told(orphan) == [(NEW_FILE, "DH604")]


def test_where_all_jobs_are_excluded_what_they_share_stays() -> None:
    files = with_terraform(repository(DEALS))
    assert told({**files, FILE: b"exclude: [jobs]\n"}) == []
    assert generated({**files, FILE: b"exclude: [jobs]\n"}) == {}


def test_what_jobs_share_has_what_the_excluded_ones_need() -> None:
    lambda_job = DEALS[OLD].replace("aws_ecs_fargate", "aws_lambda").replace("    cpu: 1024\n", "")
    lambda_job = lambda_job.replace(
        "dativo/dativo-ingest:1.4.0", "123456789012.dkr.ecr.us-east-1.amazonaws.com/d:1"
    )
    everything = with_terraform(repository({**DEALS, OLD: lambda_job}))
    assert b'"lambda_role_arn"' in everything[VARIABLES]
    files = {**everything, **EXCLUDE}
    assert told(files) == []
    # A variable that the other jobs begin to need comes to them all the same.
    files["jobs/contacts.yaml"] += SCHEDULE.encode()
    found = generated(files)
    assert b'"lambda_role_arn"' in found[VARIABLES]
    assert b'"scheduler_role_arn"' in found[VARIABLES]
    assert b'"lambda_role_arn"' not in generated({**files, OLD_FILE: b""})[VARIABLES]


def test_the_clouds_and_layouts_of_excluded_jobs_count_too() -> None:
    run = DEALS[OLD].replace(FARGATE, "") + (
        "infrastructure:\n  runtime: {type: gcp_cloud_run, cpu: '1', memory: 2Gi, "
        "image_uri: 'gcr.io/d/d:1'}\n"
    )
    module = {FILE: "terraform: {layout: module}\n"}
    everything = with_terraform(repository({**DEALS, OLD: run, **module}))
    files = {**everything, **EXCLUDE}
    files |= generated({**repository(), FILE: b"terraform: {layout: resources}\n"})
    files |= {OLD_FILE: everything[OLD_FILE], **EXCLUDE}
    found = generated(files)
    versions = found["terraform/generated/versions.tf"]
    assert b"hashicorp/google" in versions
    assert b">= 1.9" in versions
    assert b'"google"' in found["terraform/generated/providers.tf"]
    # A call of a module does without a service account: null, as its variable says.
    assert b"null creates one for each" in found[VARIABLES]


def test_schedule_groups_of_excluded_jobs_stay() -> None:
    scheduled = {**DEALS, OLD: DEALS[OLD] + SCHEDULE}
    everything = with_terraform(repository(scheduled))
    assert SCHEDULES in everything
    assert told({**everything, **EXCLUDE}) == []
    assert b'"schedule_group_tags"' in generated({**everything, **EXCLUDE})[VARIABLES]
    # Another job of that group makes the file its own again.
    both = {**everything, **EXCLUDE}
    both["jobs/contacts.yaml"] += SCHEDULE.encode()
    assert SCHEDULES in generated(both)
    assert SCHEDULES not in state(both).protected
    # What the group's jobs are not excluded of, is as always.
    gone = {**everything, OLD: DEALS[OLD].encode()}
    assert (SCHEDULES, "DH604") in told(gone)


def test_a_file_with_a_spoilt_header_may_be_of_an_excluded_job() -> None:
    files = with_terraform(repository(DEALS))
    other = "terraform/generated/acme-other.tf"
    files[other] = files[OLD_FILE].replace(b'{"job"', b'{"jobb"')
    assert told(files) == [(other, "DH604")]
    assert told({**files, **EXCLUDE}) == []


def test_a_job_that_wants_the_file_of_an_excluded_one_is_told() -> None:
    files = with_terraform(repository(DEALS))
    files["jobs/deals.yaml"] = files[OLD]
    files |= EXCLUDE
    (finding,) = checked(files)
    assert (finding.path, finding.rule.code) == ("jobs/deals.yaml", "DH502")
    assert f"`{OLD_FILE}`, which was generated from `{OLD}`" in finding.message
    assert OLD_FILE not in generated(files)
    assert OLD_FILE in state(files).protected


@pytest.mark.parametrize("glob", ["team", "team/**", "team/jobs"])
def test_terraform_of_an_excluded_root_below_is_left_alone(glob: str) -> None:
    team = {f"team/{path}": data for path, data in with_terraform(repository(DEALS)).items()}
    files = {**with_terraform(repository()), **team}
    assert {code for _, code in told(files)} == {"DH604"}
    assert told({**files, FILE: f"exclude: ['{glob}']\n".encode()}) == []
