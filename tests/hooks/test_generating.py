"""The hook that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hooks import companies
from tests.hooks.managers import under_each_manager

if TYPE_CHECKING:
    from tests.hooks.conftest import Start

GENERATE = "dativo-terraform-generate"
HUBSPOT = "jobs/acme/hubspot_contacts.yaml"
CONTACTS = "assets/hubspot/v1.0/contacts.yaml"
GENERATED = "terraform/generated"


@under_each_manager
def test_writes_and_fails_until_it_is_added(start: Start) -> None:
    project = start(GENERATE)
    companies.write_companies(project)
    project.git("add", "-A")
    done = project.commit()
    assert done.hooks == {GENERATE: "Failed"}
    assert f"dativo-hooks: wrote {companies.TERRAFORM}" in done.output
    assert '"hubspot_companies"' in project.read(companies.TERRAFORM)
    for _ in range(2):
        again = project.commit()
        assert again.hooks == {GENERATE: "Failed"}
        assert again.findings == [f"{companies.TERRAFORM}:1: DH603"]
        assert "wrote" not in again.output
    project.fix(again)
    assert project.commit().code == 0
    assert project.git("status", "--porcelain") == ""


def test_rewrites_what_an_asset_changes(start: Start) -> None:
    project = start(GENERATE)
    project.edit(CONTACTS, "project: data-platform", "project: customer-360")
    done = project.commit_all()
    assert "files were modified by this hook" in done.output
    assert f"dativo-hooks: rewrote {GENERATED}/acme-hubspot-contacts.tf" in done.output
    # Its changes are on disk, and not in the index: pre-commit puts them aside, it writes again.
    assert project.commit().code == 1
    assert "customer-360" in project.read(f"{GENERATED}/acme-hubspot-contacts.tf")
    assert project.commit_all().code == 0


def test_deletes_what_has_no_job(start: Start) -> None:
    project = start(GENERATE)
    project.git("rm", "-q", "jobs/acme/csv_employees.yaml", "jobs/acme/stripe_customers.yaml")
    done = project.commit()
    assert done.hooks == {GENERATE: "Failed"}
    # The last one is shared, and no other job of the folder has a schedule on AWS.
    for name in ("acme-csv-employee.tf", "acme-stripe-customers.tf", "schedules.tf"):
        assert f"dativo-hooks: deleted {GENERATED}/{name}" in done.output
        assert not (project.path / GENERATED / name).exists()
    assert project.commit_all().code == 0
    # Git doesn't know this one: it goes, and that is said once.
    left = project.read(f"{GENERATED}/acme-github-issues.tf").replace("issues.yaml", "pulls.yaml")
    project.write(f"{GENERATED}/left-over.tf", left)
    project.write("notes.md", "Notes\n")
    project.git("add", "notes.md")
    done = project.commit()
    assert done.hooks == {GENERATE: "Failed"}
    assert f"dativo-hooks: deleted {GENERATED}/left-over.tf" in done.output
    assert project.commit().code == 0


def test_what_generates_nothing_right_keeps_its_file(start: Start) -> None:
    """A job that can't be read is no deleted job, and the others are written all the same."""
    project = start(GENERATE)
    before = project.read(f"{GENERATED}/acme-csv-employee.tf")
    project.edit("jobs/acme/csv_employees.yaml", "tenant_id: acme", "tenant_id: [acme")
    project.edit(CONTACTS, "project: data-platform", "project: customer-360")
    done = project.commit_all()
    assert "- exit code: 1" in done.output
    assert "jobs/acme/csv_employees.yaml:3: DH001" in done.findings
    assert not any("csv-employee.tf" in finding for finding in done.findings)
    assert project.read(f"{GENERATED}/acme-csv-employee.tf") == before
    assert "customer-360" in project.read(f"{GENERATED}/acme-hubspot-contacts.tf")
    # By hand it is the same; all that could be written is, so nothing but the fault is left.
    done = project.dativo_hooks("generate")
    assert (done.code, done.findings) == (1, ["jobs/acme/csv_employees.yaml:3: DH001"])
    project.edit("jobs/acme/csv_employees.yaml", "tenant_id: [acme", "tenant_id: acme")
    assert project.commit_all().code == 0
    assert project.committed(f"{GENERATED}/acme-csv-employee.tf") == before


def test_a_spoilt_header_does_not_delete_what_a_broken_job_runs(start: Start) -> None:
    project = start(GENERATE)
    path = f"{GENERATED}/acme-csv-employee.tf"
    lines = project.read(path).split("\n")
    project.write(path, "\n".join([lines[0], "# dativo-hooks: {", *lines[2:]]))
    before = project.read(path)
    project.edit("jobs/acme/csv_employees.yaml", "tenant_id: acme", "tenant_id: [acme")
    done = project.commit_all()
    assert done.findings == ["jobs/acme/csv_employees.yaml:3: DH001"]
    assert project.read(path) == before
    project.edit("jobs/acme/csv_employees.yaml", "tenant_id: [acme", "tenant_id: acme")
    done = project.commit_all()
    assert f"dativo-hooks: rewrote {path}" in done.output
    assert project.read(path).split("\n") == lines


def test_what_is_not_staged_is_left_alone(start: Start) -> None:
    """An untracked job doesn't count, and what was generated from it isn't an orphan."""
    project = start(GENERATE)
    companies.write_companies(project)
    project.edit(companies.JOB, "  metadata:", '  schedule: {cron: "0 2 * * *"}\n  metadata:')
    project.git("rm", "-q", "jobs/acme/stripe_customers.yaml")
    project.fix(project.commit())
    assert project.commit().code == 0
    assert project.dativo_hooks("generate").code == 0
    generated = project.read(companies.TERRAFORM)
    assert (project.path / GENERATED / "schedules.tf").exists()
    project.write("notes.md", "Notes\n")
    project.git("add", "notes.md")
    done = project.commit()
    assert done.code == 0, done.output
    assert project.read(companies.TERRAFORM) == generated
    assert (project.path / GENERATED / "schedules.tf").exists()
    project.write(companies.JOB, "tenant_id: [\n")
    project.write("notes.md", "More notes\n")
    project.git("add", "notes.md")
    assert project.commit().code == 0
    assert project.read(companies.TERRAFORM) == generated


def test_what_is_staged_right_is_not_written(start: Start) -> None:
    """The disk may be ahead of the index, or lack what a sparse checkout leaves out."""
    project = start(GENERATE)
    project.edit(CONTACTS, "retention_days: 365", "retention_days: 400")
    assert project.dativo_hooks("generate").code == 0
    # With `--all-files`, pre-commit doesn't put aside what isn't staged.
    assert project.manager("run", "--all-files").code == 0
    assert '"400"' in project.read(f"{GENERATED}/acme-hubspot-contacts.tf")
    project.git("checkout", "-q", ".")
    project.git("sparse-checkout", "set", "jobs")
    assert not (project.path / "terraform").exists()
    project.edit(HUBSPOT, "# Infrastructure configuration", "# Where it runs")
    done = project.commit_all()
    assert (done.code, done.findings) == (0, [])
    assert not (project.path / "terraform").exists()


def test_generating_what_is_staged_succeeds(start: Start) -> None:
    """Without `--fail-on-change` it is no fault that files were written."""
    project = start(GENERATE)
    companies.write_companies(project)
    project.git("add", "-A")
    done = project.dativo_hooks("generate", "--staged")
    assert (done.code, done.output) == (0, f"dativo-hooks: wrote {companies.TERRAFORM}\n")
    done = project.dativo_hooks("generate", "--staged")
    assert (done.code, done.output) == (0, "")


@under_each_manager
def test_work_in_progress_survives(start: Start) -> None:
    """Half of a file is staged: pre-commit puts the rest aside, and we don't lose it."""
    project = start(GENERATE)
    project.edit(CONTACTS, "retention_days: 365", "retention_days: 400")
    project.git("add", "-A")
    project.edit(CONTACTS, "domain: sales", "domain: crm")
    done = project.commit()
    assert done.hooks == {GENERATE: "Failed"}
    assert "domain: crm" in project.read(CONTACTS)
    generated = project.read(f"{GENERATED}/acme-hubspot-contacts.tf")
    assert '"400"' in generated
    assert '"sales"' in generated
    project.git("add", "terraform")
    assert project.commit().code == 0
    assert "domain: crm" in project.read(CONTACTS)
    assert "domain: sales" in (project.committed(CONTACTS) or "")
