"""Jobs that want one file, one address, or one name: nobody gets it, and the remedy parts them."""

from __future__ import annotations

import re

import pytest

from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.generation.naming import PLACEHOLDERS
from tests.engine.repositories import (
    ASSET,
    FARGATE,
    JOB,
    Files,
    checked,
    generated,
    repository,
    state,
)
from tests.generation.test_naming import LAMBDA, RUN
from tests.generation.test_translation import ECR

CONFIGURATION = ".dativo-hooks.yaml"
_PROPOSAL = re.compile(
    r"`terraform\.path` .* to `(?P<path>[^`]+)` and `terraform\.name` to `(?P<name>[^`]+)`"
)


def job(environment: str = "prod", *, asset: str = "contacts", runtime: str = FARGATE) -> str:
    text = JOB.replace("assets/contacts", f"assets/{asset}")
    if environment:
        text = text.replace("environment: prod", f"environment: {environment}")
    else:
        text = text.replace("environment: prod\n", "")
    return text + runtime


def many(jobs: dict[str, str], *, configuration: str = "") -> Files:
    files = repository({**jobs, **({CONFIGURATION: configuration} if configuration else {})})
    if "jobs/contacts.yaml" not in jobs:
        del files["jobs/contacts.yaml"]
    return files


PARTED = {
    "by environment": many({"jobs/a.yaml": job("dev"), "jobs/b.yaml": job("prod")}),
    "by job": many({"jobs/a.yaml": job(), "jobs/b.yaml": job()}),
    "three by job": many({f"jobs/{n}.yaml": job() for n in "abc"}),
    "two by environment and one more": many(
        {"jobs/a.yaml": job("dev"), "jobs/b.yaml": job("prod"), "jobs/c.yaml": job("prod")}
    ),
    "by both": many(
        {
            "jobs/dev/a.yaml": job("dev"),
            "jobs/dev/b.yaml": job("dev"),
            "jobs/prod/a.yaml": job("prod"),
            "jobs/prod/b.yaml": job("prod"),
        }
    ),
    "one without an environment": many({"jobs/a.yaml": job("dev"), "jobs/b.yaml": job("")}),
    "environments that are spelt alike": many(
        {"jobs/a.yaml": job('"eu_1"'), "jobs/b.yaml": job('"eu-1"')}
    ),
    "the path has the environment already": many(
        {"jobs/a.yaml": job("dev"), "jobs/b.yaml": job("prod")},
        configuration="terraform:\n  path: tf/{environment}/{tenant}-{asset}\n",
    ),
    "the name has the job already": many(
        {"jobs/a.yaml": job(), "jobs/b.yaml": job()},
        configuration='terraform:\n  name: "{tenant}-{job}"\n',
    ),
    "two clouds": many({"jobs/a.yaml": job(), "jobs/b.yaml": job(runtime=RUN)}),
    "a bystander": many(
        {
            "jobs/a.yaml": job("dev"),
            "jobs/b.yaml": job("prod"),
            "jobs/c.yaml": job("", asset="deals"),
        }
        | {"assets/deals.yaml": ASSET.replace("contacts", "deals", 1)}
    ),
}


MIXED = {"a bystander", "environments that are spelt alike"}
"""Where no template gives each environment a folder: a job has none, or two are one folder."""


@pytest.mark.parametrize("case", sorted(PARTED))
def test_the_remedy_parts_them(case: str) -> None:
    files = PARTED[case]
    before = [finding for finding in checked(files) if finding.rule.code == "DH502"]
    assert before
    proposals = {finding.help for finding in before}
    assert len(proposals) == 1
    match = _PROPOSAL.search(proposals.pop())
    assert match is not None
    configuration = f"terraform:\n  path: {match['path']}\n  name: {match['name']}\n"
    after = checked({**files, CONFIGURATION: configuration.encode()})
    mixed = {"DH506"} if case in MIXED else set[str]()
    assert {finding.rule.code for finding in after} - {"DH303", "DH601"} == mixed
    made = {
        file.of.job
        for file in state({**files, CONFIGURATION: configuration.encode()}).files.values()
        if not file.shared
    }
    jobs = [path for path in files if path.startswith("jobs/")]
    assert sorted(made) == jobs


HOPELESS = {
    "one stem, two endings": many({"jobs/a.yaml": job(), "jobs/a.yml": job()}),
    "stems that are spelt alike": many({"jobs/a_b.yaml": job(), "jobs/a-b.yaml": job()}),
    "one stem in two folders": many({"jobs/x/a.yaml": job(), "jobs/y/a.yaml": job()}),
    "stems that differ by case": many({"jobs/a.yaml": job(), "jobs/A.yaml": job()}),
}


@pytest.mark.parametrize("case", sorted(HOPELESS))
def test_no_remedy_is_promised_that_would_not_part_them(case: str) -> None:
    (finding,) = checked(HOPELESS[case])
    assert finding.rule.code == "DH502"
    assert finding.help == "give the jobs different tenants, assets or file names"


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (PARTED["by job"], "the file `terraform/generated/acme-contacts.tf`"),
        (
            many(
                {"jobs/a.yaml": job(), "jobs/b.yaml": job(runtime=LAMBDA)},
                configuration="terraform:\n  path: tf/{job}\n",
            ),
            "the Terraform address `acme_contacts`",
        ),
        (
            many(
                {"jobs/a.yaml": job(), "jobs/b.yaml": job()},
                configuration="terraform:\n  path: tf/{job}/{asset}\n",
            ),
            "the name `acme-contacts` of ECS Fargate",
        ),
        (
            many(
                {"jobs/a.yaml": job(runtime=RUN), "jobs/b.yaml": job(runtime=RUN)},
                configuration="terraform:\n  path: tf/{job}/{asset}\n",
            ),
            "the name `acme-contacts` of Cloud Run in `us-central1`",
        ),
    ],
)
def test_what_is_in_dispute(files: Files, wanted: str) -> None:
    (finding,) = [f for f in checked(files) if f.rule.code == "DH502"]
    assert finding.message == f"this job and `jobs/a.yaml` both want {wanted}"
    assert [(note.path, note.span.start.line) for note in finding.related] == [("jobs/a.yaml", 5)]
    assert generated(files) == {}


def of_tenants(path: str, tenants: dict[str, str]) -> Files:
    """Jobs of these tenants by the stems of their files, each with an asset of its own."""
    files = many(
        {
            f"jobs/{stem}.yaml": job(asset=stem).replace("acme", tenant)
            for stem, tenant in tenants.items()
        },
        configuration=f"terraform:\n  path: {path}\n",
    )
    assets = {f"assets/{stem}.yaml": ASSET.replace("contacts", stem, 1) for stem in tenants}
    return {**files, **{name: text.encode() for name, text in assets.items()}}


@pytest.mark.parametrize(
    ("path", "folder", "spelt"),
    [
        ("tf/{tenant}/{asset}", "tf/Acme", "tf/acme"),
        ("tf/{tenant}/{environment}/{asset}", "tf/Acme", "tf/acme"),
        ("tf/x-{tenant}/jobs/{job}/{asset}", "tf/x-Acme", "tf/x-acme"),
    ],
)
def test_folders_that_are_one_where_a_disk_knows_no_case(
    path: str, folder: str, spelt: str
) -> None:
    files = of_tenants(path, {"a": "acme", "b": "Acme", "c": "other", "d": "Acme"})
    (finding,) = [one for one in checked(files) if one.rule.code == "DH502"]
    assert finding.path == "jobs/b.yaml"
    assert finding.message == (
        f"this job and `jobs/a.yaml` both want the folder `{folder}`, which is `{spelt}` on "
        "macOS and Windows"
    )
    assert finding.help == "spell it in one way"
    made = [file.of.job for file in state(files).files.values() if not file.shared]
    assert made == ["jobs/c.yaml"]
    once = of_tenants(path, {"a": "acme", "b": "acme", "c": "other", "d": "acme"})
    assert {one.rule.code for one in checked(once)} == {"DH601"}


def test_a_dispute_over_one_file_says_enough() -> None:
    files = of_tenants("tf/{tenant}/x", {"a": "acme", "b": "Acme"})
    assert [one.rule.code for one in checked(files)] == ["DH502"]


def test_no_remedy_makes_such_folders() -> None:
    """`{environment}/…` would part these jobs, if it weren't for its case."""
    jobs = {"jobs/a.yaml": job("prod"), "jobs/b.yaml": job("Prod")}
    (finding,) = checked(many(jobs))
    assert "`terraform/generated/{tenant}-{job}`" in str(finding.help).replace('"', "`")


@pytest.mark.parametrize(
    "configuration",
    [
        "terraform:\n  path: tf/{job}/{asset}\n  separate_environments: true\n",
        "terraform:\n  path: tf/{job}/{asset}\n  name: '{asset}-{environment}'\n",
    ],
)
def test_names_that_may_repeat(configuration: str) -> None:
    files = many({"jobs/a.yaml": job("dev"), "jobs/b.yaml": job()}, configuration=configuration)
    assert {finding.rule.code for finding in checked(files)} == {"DH601"}


def test_names_may_repeat_in_other_regions_and_runtimes() -> None:
    configuration = "terraform:\n  path: tf/{job}/{asset}\n"
    other = FARGATE + "    region: eu-west-1\n"
    files = many(
        {
            "jobs/a.yaml": job(),
            "jobs/b.yaml": job(runtime=LAMBDA),
            "jobs/c.yaml": job(runtime=other),
        },
        configuration=configuration,
    )
    assert {finding.rule.code for finding in checked(files)} == {"DH601"}


def test_bystanders_are_generated() -> None:
    found = generated(PARTED["a bystander"])
    assert "terraform/generated/acme-deals.tf" in found
    assert "terraform/generated/acme-contacts.tf" not in found


def test_what_is_in_dispute_keeps_its_file() -> None:
    one = many({"jobs/a.yaml": job()})
    both = {**one, **generated(one), "jobs/b.yaml": job().encode()}
    path = "terraform/generated/acme-contacts.tf"
    changed = {**both, path: both[path].replace(b'"1024"', b'"9"')}
    assert {finding.rule.code for finding in checked(changed)} == {"DH502"}
    assert path in state(changed).protected


def test_environments_of_one_folder_are_warned_of_and_told_apart_by_folder() -> None:
    configuration = "terraform:\n  path: tf/{job}\n  name: '{tenant}-{job}'\n"
    jobs = {"jobs/a.yaml": job("dev"), "jobs/b.yaml": job(), "jobs/c.yaml": job("test")}
    (finding,) = [
        f for f in checked(many(jobs, configuration=configuration)) if f.rule.code == "DH506"
    ]
    assert finding.severity == "warning"
    assert "`dev`, `prod`, `test`" in finding.message
    parted = "terraform:\n  path: tf/{environment}/{job}\n  name: '{tenant}-{job}'\n"
    assert "DH506" not in {f.rule.code for f in checked(many(jobs, configuration=parted))}


def test_every_placeholder_of_a_template_is_known() -> None:
    path = "/".join(f"{{{name}}}" for name in PLACEHOLDERS)
    files = many(
        {"jobs/a.yaml": job(runtime=LAMBDA)}, configuration=f"terraform:\n  path: '{path}'\n"
    )
    assert "acme/contacts/prod/aws/us-east-1/a.tf" in generated(files)


def test_one_job_for_two_runtimes_of_a_cloud() -> None:
    run = job(runtime=RUN.replace("gcr.io/dativo/dativo-ingest:1.4.0", ECR))
    files = many({"jobs/a.yaml": run})
    files |= generated(files, GenerateOptions("jobs/a.yaml", "aws/ecs_fargate"))
    found = state(files, GenerateOptions("jobs/a.yaml", "aws/lambda"))
    (problem,) = found.problems
    assert problem.rule.code == "DH502"
    assert problem.help == "generate the job for one runtime of a cloud only"
    assert found.files == {}
    assert found.protected == {path for path in files if path.endswith(".tf")}


def test_one_job_in_two_folders_keeps_both_and_its_other_target() -> None:
    files = many({"jobs/a.yaml": job()})
    once = generated(files)
    elsewhere = generated(files, GenerateOptions("jobs/a.yaml", output_dir="other"))
    gcp = generated(files | once, GenerateOptions("jobs/a.yaml", "gcp/cloud_run"))
    everything = files | once | elsewhere | gcp
    assert {finding.rule.code for finding in checked(everything)} == {"DH502"}
    assert generated(everything) == {}


def test_a_remedy_fits_the_service() -> None:
    # `{tenant}-{job}` would give names that Cloud Run refuses.
    jobs = {"jobs/First.yaml": job(runtime=RUN), "jobs/Second.yaml": job(runtime=RUN)}
    (finding,) = checked(many(jobs))
    assert finding.help == "give the jobs different tenants, assets or file names"
