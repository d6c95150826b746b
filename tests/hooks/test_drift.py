"""Commits whose Terraform isn't what their sources generate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hooks import companies
from tests.hooks.managers import under_each_manager

if TYPE_CHECKING:
    from tests.hooks.conftest import Start
    from tests.hooks.project import Project

CONTACTS = "assets/hubspot/v1.0/contacts.yaml"
EMPLOYEES = "jobs/acme/csv_employees.yaml"
GENERATED = "terraform/generated"


@under_each_manager
def test_an_asset_changes_jobs_that_nobody_touched(start: Start) -> None:
    project = start("dativo-validate-assets", "dativo-tag-policy", "dativo-terraform-drift")
    project.edit(CONTACTS, "retention_days: 365", "retention_days: 400")
    project.git("add", "-A")
    done = project.commit()
    assert done.hooks == {
        "dativo-validate-assets": "Passed",
        "dativo-tag-policy": "Passed",
        "dativo-terraform-drift": "Failed",
    }
    assert done.findings == [
        f"{GENERATED}/acme-hubspot-contacts-gcp.tf:16: DH602",
        f"{GENERATED}/acme-hubspot-contacts.tf:16: DH602",
    ]
    assert done.said.count(f"note: generated from this --> {CONTACTS}:36:19 ") == 2
    assert '`compliance_retention_days` is "365", its sources say "400"' in done.said
    assert '-    compliance_retention_days      = "365"\n' in done.output
    project.fix(done)
    assert project.commit().code == 0
    assert '"400"' in (project.committed(f"{GENERATED}/acme-hubspot-contacts-gcp.tf") or "")


@under_each_manager
def test_new_job(acme: Project) -> None:
    companies.write_companies(acme)
    acme.git("add", "jobs", "assets")
    done = acme.commit()
    assert done.findings == [f"{companies.JOB}:11: DH601"]
    assert f"`{companies.TERRAFORM}`, generated from this job, doesn't exist" in done.said
    (command,) = done.commands
    generate = f"dativo-hooks generate {companies.JOB} --staged"
    assert command == f"{generate} && git add -- {companies.TERRAFORM}"
    assert acme.dativo_hooks("generate").code == 0
    again = acme.commit()
    assert again.findings == [f"{companies.TERRAFORM}:1: DH603"]
    assert again.commands == [f"git add -- {companies.TERRAFORM}"]
    acme.fix(again)
    assert acme.commit().code == 0
    assert acme.git("status", "--porcelain") == ""


def test_new_job_fixed_by_the_first_command(acme: Project) -> None:
    companies.write_companies(acme)
    acme.fix(acme.commit_all())
    assert acme.commit().code == 0
    assert acme.git("status", "--porcelain") == ""


@under_each_manager
def test_deleted_job(acme: Project) -> None:
    (acme.path / EMPLOYEES).unlink()
    assert acme.commit("--allow-empty").code == 0  # gone from disk only
    done = acme.commit("-a")
    assert done.findings == [
        f"{GENERATED}/acme-csv-employee.tf:1: DH604",
        f"{GENERATED}/variables.tf:65: DH602",
    ]
    assert f"its job `{EMPLOYEES}` doesn't exist in the index" in done.said
    acme.git("add", "-A")
    acme.fix(done)
    assert acme.commit().code == 0
    assert acme.committed(f"{GENERATED}/acme-csv-employee.tf") is None
    assert acme.git("status", "--porcelain") == ""


def test_deleted_job_whose_file_is_gone_from_disk(acme: Project) -> None:
    """`generate` has deleted the orphan, and its deletion isn't staged."""
    acme.git("rm", "-q", EMPLOYEES)
    assert acme.dativo_hooks("generate").code == 0
    acme.git("add", f"{GENERATED}/variables.tf")
    done = acme.commit()
    assert done.findings == [f"{GENERATED}/acme-csv-employee.tf:1: DH604"]
    acme.fix(done)
    assert acme.commit().code == 0


def test_a_commit_of_deletions_only(acme: Project) -> None:
    companies.write_companies(acme)
    acme.fix(acme.commit_all())
    assert acme.commit().code == 0
    acme.git("rm", "-q", companies.JOB, companies.ASSET)
    done = acme.commit()
    assert done.findings == [f"{companies.TERRAFORM}:1: DH604"]
    acme.git("rm", "-q", companies.TERRAFORM)
    assert acme.commit().code == 0


@under_each_manager
def test_renamed_job(acme: Project) -> None:
    acme.git("mv", EMPLOYEES, "jobs/acme/staff.yaml")
    done = acme.commit()
    assert [finding.split(": ")[1] for finding in done.findings] == ["DH602"]
    assert '+# dativo-hooks: {"job": "jobs/acme/staff.yaml"' in done.said
    acme.fix(done)
    assert acme.commit().code == 0
    assert acme.git("status", "--porcelain") == ""


def test_renamed_job_whose_file_is_named_after_it(acme: Project) -> None:
    acme.edit(".dativo-hooks.yaml", "path: terraform/generated/{tenant}-{asset}", "path: tf/{job}")
    acme.fix(acme.commit_all())
    assert acme.commit().code == 0
    acme.git("mv", EMPLOYEES, "jobs/acme/staff.yaml")
    done = acme.commit()
    assert done.findings == ["jobs/acme/staff.yaml:23: DH601", "tf/csv-employees.tf:1: DH604"]
    acme.fix(done)
    assert acme.commit().code == 0
    assert acme.git("status", "--porcelain") == ""


@under_each_manager
def test_hand_edited_file(acme: Project) -> None:
    path = f"{GENERATED}/acme-csv-employee.tf"
    acme.edit(path, 'memory = "2Gi"', 'memory = "4Gi"')
    done = acme.commit_all()
    assert done.findings == [f"{path}:43: DH602"]
    assert '`memory` is "4Gi", its sources say "2Gi"' in done.said
    assert f"note: generated from this --> {EMPLOYEES}:26:13 " in done.said
    acme.fix(done)
    assert '"2Gi"' in acme.read(path)
    acme.write("notes.md", "Notes\n")
    assert acme.commit_all().code == 0


def test_reshaped_by_hand(acme: Project) -> None:
    """An argument went, and another came: python-hcl2 is installed with us, and reads it."""
    path = f"{GENERATED}/acme-csv-employee.tf"
    acme.edit(path, "  deletion_protection = false\n", "")
    acme.edit(path, "  time_zone ", "  paused = true\n  time_zone ")
    done = acme.commit_all()
    assert "`deletion_protection` is missing (false)" in done.said
    assert "`paused` (true) doesn't belong there" in done.said


def test_a_file_that_is_not_ours_is_left_alone(start: Start) -> None:
    project = start("dativo-terraform-drift", "dativo-terraform-generate")
    companies.write_companies(project)
    theirs = '# Ours, by hand\nresource "null_resource" "x" {}\n'
    project.write(companies.TERRAFORM, theirs)
    done = project.commit_all()
    assert set(done.hooks.values()) == {"Failed"}
    assert set(done.findings) == {f"{companies.TERRAFORM}:1: DH605"}
    assert project.dativo_hooks("generate").code == 1
    assert project.read(companies.TERRAFORM) == theirs
    assert project.run("git", "show", f":{companies.TERRAFORM}").output == theirs
    project.git("mv", companies.TERRAFORM, f"{GENERATED}/hand.tf")
    project.commit()
    project.git("add", "-A")
    assert project.commit().code == 0
    assert project.read(f"{GENERATED}/hand.tf") == theirs
