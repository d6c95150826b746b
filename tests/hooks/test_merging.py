"""Two branches that are right, and what comes of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hooks.managers import under_each_manager

if TYPE_CHECKING:
    from tests.hooks.project import Project

CONTACTS = "assets/hubspot/v1.0/contacts.yaml"
HUBSPOT = "jobs/acme/hubspot_contacts.yaml"
AWS_FILE = "terraform/generated/acme-hubspot-contacts.tf"
GCP_FILE = "terraform/generated/acme-hubspot-contacts-gcp.tf"


def change(project: Project, old: str, new: str) -> None:
    """Change the asset and what it generates, in a commit that passes."""
    project.edit(CONTACTS, old, new)
    assert project.dativo_hooks("generate").code == 0
    assert project.commit_all().code == 0


@under_each_manager
def test_two_clean_branches_merge_dirty(acme: Project) -> None:
    acme.git("rm", "-q", GCP_FILE)
    assert acme.commit().code == 0
    acme.git("checkout", "-qb", "retention")
    change(acme, "retention_days: 365", "retention_days: 400")
    acme.git("checkout", "-q", "main")
    options = ["--cloud", "gcp", "--resource-type", "cloud_run"]
    assert acme.dativo_hooks("generate", HUBSPOT, *options).code == 0
    assert acme.commit_all().code == 0
    # Git sees no conflict: one branch changed the asset, the other made a file of it.
    done = acme.run("git", "merge", "--no-edit", "retention")
    assert done.code != 0
    assert done.hooks == {"dativo-check": "Failed"}
    assert done.findings == [f"{GCP_FILE}:16: DH602"]
    acme.fix(done)
    assert acme.commit().code == 0
    assert len(acme.git("show", "--no-patch", "--format=%P").split()) == 2
    assert '"400"' in (acme.committed(GCP_FILE) or "")
    assert acme.git("status", "--porcelain") == ""


def test_two_clean_branches_merge_clean(acme: Project) -> None:
    acme.git("checkout", "-qb", "retention")
    change(acme, "retention_days: 365", "retention_days: 400")
    acme.git("checkout", "-q", "main")
    acme.write("notes.md", "Notes\n")
    assert acme.commit_all().code == 0
    done = acme.run("git", "merge", "--no-edit", "retention")
    assert (done.code, done.hooks) == (0, {"dativo-check": "Passed"})


def test_conflict(acme: Project) -> None:
    """Conflicts in generated files are none: the sources are merged, and generated from."""
    acme.git("checkout", "-qb", "retention")
    change(acme, "retention_days: 365", "retention_days: 400")
    acme.git("checkout", "-q", "main")
    change(acme, "retention_days: 365", "retention_days: 500")
    assert acme.run("git", "merge", "--no-edit", "retention").code != 0
    assert "<<<<<<<" in acme.read(AWS_FILE)
    # Before the asset is merged, nothing can be said of what it generates: it is left alone.
    done = acme.dativo_hooks("generate")
    assert done.code == 1
    assert {finding.split(":")[0] for finding in done.findings} == {CONTACTS}
    assert "<<<<<<<" in acme.read(AWS_FILE)
    acme.git("checkout", "--theirs", CONTACTS)
    assert acme.dativo_hooks("generate").code == 0
    assert acme.commit_all().code == 0
    assert "retention_days: 400" in (acme.committed(CONTACTS) or "")
    for path in (AWS_FILE, GCP_FILE):
        assert '"400"' in (acme.committed(path) or "")
