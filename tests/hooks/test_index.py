"""What counts is what is committed, however it came into the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hooks import companies
from tests.hooks.managers import under_each_manager

if TYPE_CHECKING:
    from tests.hooks.project import Project

CONTACTS = "assets/hubspot/v1.0/contacts.yaml"
GENERATED = "terraform/generated"
HUBSPOT_FILES = [
    f"{GENERATED}/acme-hubspot-contacts-gcp.tf",
    f"{GENERATED}/acme-hubspot-contacts.tf",
]
MODIFIED = [f"{path}:16: DH602" for path in HUBSPOT_FILES]


def retain(project: Project, days: int, old: int = 365) -> None:
    """Change the asset of two generated files."""
    project.edit(CONTACTS, f"retention_days: {old}", f"retention_days: {days}")


def test_commit_of_a_path(acme: Project) -> None:
    """Only that path's state counts, whatever else is staged."""
    retain(acme, 400)
    acme.git("add", "-A")
    acme.write("notes.md", "Notes\n")
    acme.git("add", "-N", "notes.md")
    done = acme.commit("notes.md")
    assert (done.code, done.findings) == (0, [])
    done = acme.commit(CONTACTS)
    assert done.findings == MODIFIED
    # All is generated and staged now, but such a commit leaves it out: that is said.
    assert acme.dativo_hooks("generate").code == 0
    acme.git("add", "-A")
    done = acme.commit(CONTACTS)
    assert done.findings == MODIFIED
    assert "`git commit PATH` takes these paths alone" in done.output
    assert acme.commit(CONTACTS, *HUBSPOT_FILES).code == 0
    assert acme.git("status", "--porcelain") == ""


def test_commit_of_a_path_that_would_leave_a_fault_behind(acme: Project) -> None:
    """What is staged and not in the commit doesn't fail it, nor does what is on disk."""
    acme.write("jobs/acme/broken.yaml", "tenant_id: [\n")
    acme.git("add", "-A")
    acme.edit("jobs/acme/postgres_orders.yaml", "tables:", "tabels:")
    acme.write("README.md", "Read me\n")
    done = acme.commit("README.md")
    assert (done.code, done.findings) == (0, [])
    done = acme.commit()
    assert done.findings == ["jobs/acme/broken.yaml:2: DH001"]
    assert "git commit PATH" not in done.output
    assert "tabels" in acme.read("jobs/acme/postgres_orders.yaml")


def test_commit_of_all_that_is_tracked(acme: Project) -> None:
    retain(acme, 400)
    done = acme.commit("-a")
    assert done.findings == MODIFIED
    assert "git commit PATH" not in done.output
    assert acme.dativo_hooks("generate").code == 0
    assert acme.commit("-a").code == 0
    # A file that git doesn't track yet isn't taken.
    companies.write_companies(acme)
    acme.git("add", "jobs", "assets")
    assert acme.dativo_hooks("generate").code == 0
    done = acme.commit("-a")
    assert done.findings == [f"{companies.TERRAFORM}:1: DH603"]
    acme.fix(done)
    assert acme.commit("-a").code == 0


@under_each_manager
def test_partly_staged(acme: Project) -> None:
    """The disk is ahead of the index: right in the index is right, and wrong there is wrong."""
    retain(acme, 400)
    assert acme.dativo_hooks("generate").code == 0
    acme.git("add", "-A")
    retain(acme, 500, old=400)
    acme.edit("jobs/acme/postgres_orders.yaml", "tables:", "tables: [")
    assert acme.commit().code == 0
    assert "500" in acme.read(CONTACTS)
    assert "retention_days: 400" in (acme.committed(CONTACTS) or "")
    acme.git("add", CONTACTS)
    retain(acme, 400, old=500)
    done = acme.commit()
    assert done.findings == MODIFIED
    assert "retention_days: 400" in acme.read(CONTACTS)
    # What fixes it takes the sources from the index as well: other work on disk is no matter.
    acme.write("jobs/acme/unfinished.yaml", "tenant_id: [\n")
    acme.fix(done)
    assert acme.commit().code == 0
    assert '"500"' in (acme.committed(HUBSPOT_FILES[0]) or "")
    assert "retention_days: 400" in acme.read(CONTACTS)


def test_right_on_disk_only(acme: Project) -> None:
    """Without pre-commit, which puts aside what isn't staged, the two are told apart."""
    retain(acme, 400)
    acme.git("add", "-A")
    assert acme.dativo_hooks("generate").code == 0
    done = acme.dativo_hooks("check", "--staged")
    assert done.findings == [f"{path}:1: DH603" for path in HUBSPOT_FILES]
    assert "is older in the index than on disk" in done.said
    acme.fix(done)
    assert acme.commit().code == 0


def test_untracked_sources(acme: Project) -> None:
    acme.write("jobs/acme/broken.yaml", "tenant_id: [\n")
    acme.write("assets/broken.yaml", "[\n")
    acme.write("notes.md", "Notes\n")
    acme.git("add", "notes.md")
    assert acme.commit().code == 0
    assert acme.dativo_hooks("check", "--staged").code == 0
    done = acme.dativo_hooks("check")
    assert done.findings == ["assets/broken.yaml:2: DH001", "jobs/acme/broken.yaml:2: DH001"]


def test_a_staged_job_of_an_asset_that_is_not(acme: Project) -> None:
    companies.write_companies(acme)
    acme.git("add", "jobs")
    done = acme.commit()
    assert done.findings == [f"{companies.JOB}:7: DH201"]
    assert f"`{companies.ASSET}` does not exist in the index" in done.said
