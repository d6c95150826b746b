"""pre-commit run by hand, as CI and people who look around do."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.hooks.installation import ALL_HOOKS
from tests.hooks.managers import under_each_manager

if TYPE_CHECKING:
    from tests.hooks.conftest import Start
    from tests.hooks.project import Project

CONTACTS = "assets/hubspot/v1.0/contacts.yaml"
HUBSPOT_FILE = "terraform/generated/acme-hubspot-contacts.tf"


@under_each_manager
def test_all_files(start: Start) -> None:
    project = start(*ALL_HOOKS)
    done = project.manager("run", "--all-files")
    assert (done.code, done.hooks) == (0, dict.fromkeys(ALL_HOOKS, "Passed"))
    project.edit(CONTACTS, "cost_center: ENG-001", "cost_center: nobody")
    # The schema hooks read the files that they are given, the others the index.
    done = project.manager("run", "--all-files")
    assert (done.code, set(done.hooks.values())) == (0, {"Passed"})
    project.edit(HUBSPOT_FILE, "1024", "2048")
    project.git("add", "-A")
    done = project.manager("run", "--all-files")
    assert done.hooks == {
        "dativo-validate-jobs": "Passed",
        "dativo-validate-assets": "Passed",
        "dativo-validate-connectors": "Passed",
        "dativo-tag-policy": "Failed",
        "dativo-terraform-drift": "Failed",
        "dativo-terraform-generate": "Failed",
        "dativo-check": "Failed",
    }
    assert f"{CONTACTS}:28: DH302" in done.findings


@under_each_manager
def test_stages(start: Start) -> None:
    """The hooks of the whole index run by hand and for pushes too, where nothing is written."""
    project = start(*ALL_HOOKS)
    whole = dict.fromkeys(ALL_HOOKS[3:], "Passed")
    done = project.manager("run", "--hook-stage", "manual")
    assert {hook: state for hook, state in done.hooks.items() if hook in whole} == whole
    done = project.manager("run", "--hook-stage", "pre-push", "--all-files")
    del whole["dativo-terraform-generate"]
    assert {hook: state for hook, state in done.hooks.items() if hook in ALL_HOOKS[3:]} == whole


@under_each_manager
def test_push(acme: Project) -> None:
    """What went past the commit's hooks is held before it leaves."""
    acme.git("init", "-q", "--bare", "../origin")
    acme.git("remote", "add", "origin", "../origin")
    assert acme.manager("install", "--hook-type", "pre-push").code == 0
    assert acme.run("git", "push", "-q", "origin", "main").code == 0
    acme.edit(HUBSPOT_FILE, "1024", "2048")
    acme.save()
    done = acme.run("git", "push", "-q", "origin", "main")
    assert (done.code, done.hooks) == (1, {"dativo-check": "Failed"})
    acme.fix(done)
    assert acme.commit().code == 0
    assert acme.run("git", "push", "-q", "origin", "main").code == 0


@pytest.mark.lane("install")
def test_try_repo(acme: Project) -> None:
    """Nothing is installed yet: pre-commit clones us, and builds an environment for this run."""
    acme.edit(HUBSPOT_FILE, "1024", "2048")
    acme.git("add", "-A")
    home = os.environ.get("HOME", acme.environment["HOME"])  # where pip finds its cache
    words = [str(acme.installation.repository), "dativo-terraform-drift", "--all-files"]
    done = acme.run(sys.executable, "-m", "pre_commit", "try-repo", *words, HOME=home)
    assert done.hooks == {"dativo-terraform-drift": "Failed"}
    assert [finding.split(":")[0] for finding in done.findings] == [HUBSPOT_FILE]
