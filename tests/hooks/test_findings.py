"""Commits that break a schema or the tag policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hooks.installation import ALL_HOOKS
from tests.hooks.managers import under_each_manager

if TYPE_CHECKING:
    from tests.hooks.conftest import Start
    from tests.hooks.project import Project

CHECKS = tuple(hook for hook in ALL_HOOKS if hook != "dativo-terraform-generate")
CONTACTS = "assets/hubspot/v1.0/contacts.yaml"
HUBSPOT = "jobs/acme/hubspot_contacts.yaml"


@under_each_manager
def test_every_hook_passes_a_clean_commit(start: Start) -> None:
    project = start(*ALL_HOOKS)
    project.edit(HUBSPOT, "# Infrastructure configuration", "# Where it runs")
    project.edit(CONTACTS, "# A flat asset", "# An asset")
    project.edit("connectors/hubspot.yaml", "name: hubspot", "name:  hubspot")
    done = project.commit_all()
    assert done.hooks == dict.fromkeys(ALL_HOOKS, "Passed")
    assert (done.code, done.findings) == (0, [])


def test_a_commit_of_something_else(start: Start) -> None:
    project = start(*CHECKS)
    project.write("docs/notes.md", "Notes\n")
    done = project.commit_all()
    assert done.code == 0
    assert set(done.hooks.values()) == {"Passed", "Skipped"}
    assert done.hooks["dativo-validate-jobs"] == "Skipped"
    assert done.hooks["dativo-terraform-drift"] == "Passed"


@under_each_manager
def test_bad_job(start: Start) -> None:
    project = start(*CHECKS)
    project.edit(HUBSPOT, "memory: 2048", "memory: 1024")
    done = project.commit_all()
    assert done.code == 1
    assert done.hooks == {
        "dativo-validate-jobs": "Failed",
        "dativo-validate-assets": "Skipped",
        "dativo-validate-connectors": "Skipped",
        "dativo-tag-policy": "Failed",
        "dativo-terraform-drift": "Failed",
        "dativo-check": "Failed",
    }
    # The file that it generates is neither an orphan nor modified: nobody can say.
    assert set(done.findings) == {f"{HUBSPOT}:14: DH104"}
    assert "14 |     memory: 1024" in done.output
    assert "write `memory: 2048`" in done.said


@under_each_manager
def test_bad_asset(start: Start) -> None:
    project = start("dativo-validate-assets", "dativo-check")
    project.edit(CONTACTS, "source_type: hubspot\n", "")
    done = project.commit_all()
    assert done.hooks == {"dativo-validate-assets": "Failed", "dativo-check": "Failed"}
    assert set(done.findings) == {f"{CONTACTS}:1: DH102"}
    assert "`source_type`" in done.output


@under_each_manager
def test_syntax_error(acme: Project) -> None:
    acme.edit(HUBSPOT, "tenant_id: acme", "tenant_id: [acme")
    done = acme.commit_all()
    assert done.hooks == {"dativo-check": "Failed"}
    assert done.findings == [f"{HUBSPOT}:3: DH001"]


@under_each_manager
def test_missing_cost_center(start: Start) -> None:
    project = start("dativo-validate-assets", "dativo-tag-policy")
    project.edit("assets/github/v1.0/issues.yaml", "  cost_center: ENG-002\n", "")
    done = project.commit_all()
    assert done.hooks == {"dativo-validate-assets": "Passed", "dativo-tag-policy": "Failed"}
    assert done.findings == ["assets/github/v1.0/issues.yaml:16: DH301"]
    assert "note: used by this job --> jobs/acme/github_issues.yaml:7:13 " in done.said
    assert "cost_center" in done.output


def test_an_old_repository_is_adopted_file_by_file(start: Start) -> None:
    """The schema hooks look at what changed, and only `--all-files` at the rest."""
    schemas = CHECKS[:3]
    project = start(*schemas)
    project.write("assets/old/v1.0/old.yaml", "name: [\n")
    project.write("jobs/old.yaml", "tenant: acme\n")
    project.save()
    project.edit(CONTACTS, "domain: sales", "domain: crm")
    project.edit(HUBSPOT, "cpu: 1024", "cpu: 512")
    done = project.commit_all()
    assert (done.code, done.findings) == (0, [])
    project.git("mv", "assets/old/v1.0/old.yaml", "assets/old/v1.0/older.yaml")
    done = project.commit()
    assert done.findings == ["assets/old/v1.0/older.yaml:2: DH001"]
    done = project.manager("run", "--all-files")
    assert done.hooks == dict(zip(schemas, ("Failed", "Failed", "Passed"), strict=True))
    assert {finding.split(":")[0] for finding in done.findings} == {
        "assets/old/v1.0/older.yaml",
        "jobs/old.yaml",
    }


def test_a_stricter_policy_concerns_who_depends_on_it(start: Start) -> None:
    project = start("dativo-tag-policy")
    required = "required: [finops_cost_center, compliance_classification"
    project.edit(".dativo-hooks.yaml", required, f"{required}, governance_domain")
    # Not staged, so it isn't the policy yet.
    project.write("docs/notes.md", "Notes\n")
    project.git("add", "docs")
    assert project.commit().code == 0
    done = project.commit_all()
    assert done.hooks == {"dativo-tag-policy": "Failed"}
    assert done.findings == [
        "assets/postgres/v1.0/orders.yaml:1: DH301",
        "assets/stripe/v1.0/customers.yaml:2: DH301",
    ]
    assert "note: used by this job --> jobs/acme/postgres_orders.yaml:7:13 " in done.said
    assert "governance_domain" in done.output


def test_a_configuration_that_is_not_staged(start: Start) -> None:
    project = start("dativo-terraform-generate")
    project.git("rm", "-q", "--cached", ".dativo-hooks.yaml")
    project.edit("assets/github/v1.0/issues.yaml", "ENG-002", "ENG-003")
    project.git("add", "assets")
    done = project.commit()
    assert done.hooks == {"dativo-terraform-generate": "Failed"}
    assert done.output.count(".dativo-hooks.yaml isn't in the index, so the defaults hold") == 1
    project.git("add", ".dativo-hooks.yaml")
    assert "the defaults hold" not in project.commit().output


def test_a_broken_configuration(acme: Project) -> None:
    acme.edit(".dativo-hooks.yaml", "  required:", "  requiered:")
    done = acme.commit_all()
    assert "- exit code: 2" in done.said
    assert done.findings == [".dativo-hooks.yaml:3: DH103"]
    assert "`required`" in done.output
