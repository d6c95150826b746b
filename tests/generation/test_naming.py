"""Names: of files, in the cloud, in Terraform."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.runtimes.derived_names import shortened
from tests.engine.repositories import ASSET, FARGATE, JOB, checked, repository, state
from tests.laws import examples

RUN = """\
infrastructure:
  runtime:
    type: gcp_cloud_run
    image_uri: gcr.io/dativo/dativo-ingest:1.4.0
    region: us-central1
"""
LAMBDA = """\
infrastructure:
  runtime:
    type: aws_lambda
    image_uri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1
    region: us-east-1
"""
FUNCTION = "infrastructure:\n  runtime:\n    type: gcp_cloud_function\n    runtime: python311\n"


def files(
    tenant: str, asset: str, runtime: str = FARGATE, *, terraform: str = "", environment: str = ""
) -> dict[str, bytes]:
    job = JOB.replace("acme", tenant)
    if environment:
        job = job.replace("prod", environment)
    texts = {
        "jobs/contacts.yaml": job + runtime,
        "assets/contacts.yaml": ASSET.replace("contacts", asset, 1),
    }
    if terraform:
        texts[".dativo-hooks.yaml"] = f"terraform:\n{terraform}"
    return repository(texts)


PER_ENVIRONMENT = (
    '  path: tf/{environment}/{tenant}-{asset}\n  name: "{tenant}-{asset}-{environment}"\n'
)


@pytest.mark.parametrize(
    ("tenant", "asset", "terraform", "file", "cloud", "address"),
    [
        ("acme", "hubspot_contacts", "", "", "acme-hubspot-contacts", "acme_hubspot_contacts"),
        ("acme", "a", "", "", "acme-a", "acme_a"),
        ("my_tenant", "a-b", "", "", "my-tenant-a-b", "my_tenant_a_b"),
        ('"9acme"', "a", "", "", "9acme-a", "_9acme_a"),
        ("Acme", "Deals", "", "", "Acme-Deals", "Acme_Deals"),
        ('"-"', "_", "", "", "---", "___"),
        (
            "acme",
            "a",
            PER_ENVIRONMENT,
            "tf/prod/acme-a",
            "acme-a-prod",
            "acme_a_prod",
        ),
        (
            "acme",
            "a",
            "  path: infra/{cloud}/{region}/{job}\n  name: x_{job}\n",
            "infra/aws/us-east-1/contacts",
            "x_contacts",
            "x_contacts",
        ),
        ("acme", "a", "  path: '{tenant}'\n", "acme", "acme-a", "acme_a"),
    ],
)
def test_names(
    tenant: str, asset: str, terraform: str, file: str, cloud: str, address: str
) -> None:
    runtime = FARGATE + "    region: us-east-1\n"
    found = state(files(tenant, asset, runtime, terraform=terraform))
    assert found.problems == ()
    (unit,) = [one.unit for one in found.files.values() if one.unit is not None]
    assert unit.names == (file or f"terraform/generated/{cloud}", cloud, address)
    assert unit.path in found.files


@pytest.mark.parametrize(("runtime", "region"), [(FARGATE, "us-east-1"), (FUNCTION, "us-central1")])
def test_a_region_that_is_wanted_is_one_of_the_jobs_cloud(runtime: str, region: str) -> None:
    wanting = files("acme", "a", runtime, terraform="  path: 'tf/{region}/{asset}'\n")
    (problem,) = state(wanting).problems
    assert problem.help.startswith(f"add `region: {region}` under `infrastructure.runtime`, or")


@pytest.mark.parametrize(
    ("tenant", "asset", "path", "who"),
    [
        ("acme", "variables", "tf/{asset}", "Terraform or its folder"),
        ("acme", "x", "tf/{asset}_override", "Terraform or its folder"),
        ("acme", "nul", "tf/{asset}", "Windows"),
        ("acme", "COM1", "tf/{asset}", "Windows"),
        ("con", "contacts", "tf/{tenant}/{asset}", "Windows"),
        ("lpt9", "contacts", "{tenant}/tf/{asset}", "Windows"),
        ("acme", "contacts", "tf/aux.d/{asset}", "Windows"),
        ("acme", "com", "tf/{asset}", None),
        ("acme", "com10", "tf/{asset}", None),
        ("con", "aux", "tf/{tenant}-{asset}", None),
    ],
)
def test_files_that_somebody_else_needs(
    tenant: str, asset: str, path: str, who: str | None
) -> None:
    found = state(files(tenant, asset, terraform=f"  path: '{path}'\n"))
    reasons = [problem.message for problem in found.problems]
    assert len(reasons) == (who is not None)
    assert all(reason.endswith(f" that {who} needs for itself") for reason in reasons)
    assert bool(found.files) is (who is None)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("tf/" + "a" * 247, None),
        ("tf/" + "a" * 248, "would have a name of 248 bytes, and disks take 247 before `.tf`"),
        ("a" * 300 + "/{asset}", "would have a name of 300 bytes, and disks take 247 before `.tf`"),
        ("/".join(["a" * 99] * 9), None),
        (
            "/".join(["a" * 99] * 9) + "b",
            "would have a path of 900 bytes, and not every system takes over 899",
        ),
    ],
)
def test_files_with_long_names(path: str, reason: str | None) -> None:
    found = state(files("acme", "contacts", terraform=f"  path: '{path}'\n"))
    messages = [problem.message for problem in found.problems]
    assert len(messages) == (reason is not None)
    assert all(message.endswith(f" {reason}") for message in messages)
    assert bool(found.files) is (reason is None)


@pytest.mark.parametrize(
    ("tenant", "asset", "path"),
    [
        ("acme", "Deals", "assets/contacts.yaml"),
        ("Acme", "deals", "jobs/contacts.yaml"),
        ("Acme", "Deals", "jobs/contacts.yaml"),
        ('"9acme"', "deals", "jobs/contacts.yaml"),
        ("acme", "deals_", "assets/contacts.yaml"),
        ("acme corp", "deals", "jobs/contacts.yaml"),
        ("acme/x", "deals", "jobs/contacts.yaml"),
        ("acme", "../deals", "assets/contacts.yaml"),
        ("acme", "d${x}", "assets/contacts.yaml"),
        ("ü", "deals", "jobs/contacts.yaml"),
        ("acme", '"de\\nals"', "assets/contacts.yaml"),
    ],
)
@pytest.mark.parametrize("runtime", [RUN, FUNCTION])
def test_names_that_google_refuses(tenant: str, asset: str, path: str, runtime: str) -> None:
    found = checked(files(tenant, asset, runtime))
    assert {finding.path for finding in found} == {path}
    assert found[0].rule.code in {"DH501", "DH203"}


@pytest.mark.parametrize(
    ("tenant", "asset", "help_"),
    [
        ("acme corp", "a", "write `acme-corp`"),
        ("acme", '"..."', "write `a-name`"),
        ("acme", "a.b", "write `a-b`"),
        # Of a Cloud Run service, which takes less.
        ("Acme", "a", "write `acme`"),
        ("acme", "Deals", "write `deals`"),
        ("acme", "deals_", "write `deals`"),
        ('"9acme"', "deals", "write `tenant-9acme`"),
    ],
)
def test_a_name_to_write_instead(tenant: str, asset: str, help_: str) -> None:
    (finding,) = checked(files(tenant, asset, RUN))
    assert (finding.rule.code, finding.help) == ("DH501", help_)


@pytest.mark.parametrize(
    "stem", ["versions", "Variables", "providers", "schedules", "override", "x_override"]
)
def test_names_of_the_folders_own_files_are_taken(stem: str) -> None:
    literal = files("acme", "a", terraform=f"  path: infra/{stem}\n")
    (finding,) = checked(literal)
    assert (finding.rule.code, finding.path) == ("DH501", "assets/contacts.yaml")
    assert f"`infra/{stem}`" in finding.message


def test_two_templates_that_want_one_value_are_one_finding() -> None:
    repository_ = files("acme", "a", terraform=PER_ENVIRONMENT)
    job = repository_["jobs/contacts.yaml"].replace(b"environment: prod\n", b"")
    found = checked({**repository_, "jobs/contacts.yaml": job})
    assert [finding.rule.code for finding in found] == ["DH501", "DH303"]


@examples(80)
@given(st.text("ab-", min_size=1, max_size=120), st.integers(20, 80))
def test_a_shortened_name_fits_and_stays_its_own(name: str, longest: int) -> None:
    short = shortened(name, longest)
    assert len(short) <= longest
    assert (short == name) is (len(name) <= longest)
    assert shortened(name, longest) == short
    if short != name:
        assert shortened(f"{name}x", longest) != short
        assert re.fullmatch(r"([ab-]*[ab])?-[0-9a-f]{8}", short)


def test_the_hash_of_a_shortened_name_never_changes() -> None:
    # It is part of names in the cloud: another hash would be another resource.
    assert shortened("a" * 70, 64) == "a" * 55 + "-6bd5e503"
