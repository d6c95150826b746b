"""Which layout a file gets: flag, configuration, its own header, resources."""

from __future__ import annotations

import pytest

from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.generation.header import header_of
from tests.engine.repositories import Files, checked, generated, repository, with_terraform

JOB_FILE = "terraform/generated/acme-contacts.tf"
MODULE = GenerateOptions(layout="module")


def configured(layout: str) -> dict[str, str]:
    return {".dativo-hooks.yaml": f"terraform: {{layout: {layout}}}\n"}


def layout_of(files: Files, path: str = JOB_FILE) -> str:
    header = header_of(files[path])
    assert header is not None
    text = files[path].decode()
    assert (header.layout == "module") == ('module "' in text or '"module": {' in text)
    return header.layout


@pytest.mark.parametrize("asked", [None, "resources", "module"])
@pytest.mark.parametrize("configuration", [None, "resources", "module"])
@pytest.mark.parametrize("existing", [None, "resources", "module"])
def test_flag_then_configuration_then_header(
    asked: str | None, configuration: str | None, existing: str | None
) -> None:
    files = repository()
    if existing is not None:
        files = with_terraform(files, GenerateOptions(layout=existing))
    if configuration is not None:
        files |= {path: text.encode() for path, text in configured(configuration).items()}
    found = generated(files, GenerateOptions(layout=asked))
    assert layout_of(found) == (asked or configuration or existing or "resources")


@pytest.mark.parametrize("layout", ["resources", "module"])
@pytest.mark.parametrize("form", ["hcl", "json"])
def test_what_was_generated_stays_and_has_not_drifted(layout: str, form: str) -> None:
    files = with_terraform(repository(), GenerateOptions(layout=layout, format=form))
    assert generated(files).items() <= files.items()
    assert checked(files) == ()


def test_another_configuration_is_drift() -> None:
    files = with_terraform(repository())
    files |= {path: text.encode() for path, text in configured("module").items()}
    found = {finding.path: finding.rule.code for finding in checked(files)}
    assert found[JOB_FILE] == "DH602"
    assert found["terraform/generated/versions.tf"] == "DH602"  # modules need a newer Terraform
    assert checked(with_terraform(files)) == ()


def test_one_job_alone() -> None:
    other = repository()["jobs/contacts.yaml"].decode()
    files = with_terraform(
        repository(
            {
                ".dativo-hooks.yaml": "terraform: {path: 'terraform/{tenant}-{job}', "
                "name: '{tenant}-{job}'}\n",
                "jobs/other.yaml": other,
            }
        )
    )
    found = generated(files, GenerateOptions(only="jobs/other.yaml", layout="module"))
    assert layout_of(found, "terraform/acme-other.tf") == "module"
    assert layout_of(found, "terraform/acme-contacts.tf") == "resources"


def test_another_target_keeps_its_own_layout() -> None:
    files = with_terraform(
        repository(),
        GenerateOptions(only="jobs/contacts.yaml", target="gcp/cloud_run", layout="module"),
    )
    found = generated(files)
    assert layout_of(found) == "resources"
    assert layout_of(found, "terraform/generated/acme-contacts-gcp.tf") == "module"


def test_a_header_of_no_layout_means_resources() -> None:
    files = with_terraform(repository(), MODULE)
    files[JOB_FILE] = files[JOB_FILE].replace(b'"layout": "module"', b'"layout": "tower"')
    assert layout_of(generated(files)) == "resources"


def test_modules_have_a_schedule_group_of_their_own() -> None:
    schedule = "  schedule: {cron: '0 2 * * *'}\n"
    job = repository()["jobs/contacts.yaml"].decode() + schedule
    files = repository({"jobs/contacts.yaml": job})
    assert "terraform/generated/schedules.tf" in generated(files)
    assert "terraform/generated/schedules.tf" not in generated(files, MODULE)
