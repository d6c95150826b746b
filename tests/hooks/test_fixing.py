"""`args: [--fix]`: hooks that fix the files, and fail until they are staged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.hooks.conftest import Start

HUBSPOT = "jobs/acme/hubspot_contacts.yaml"


@pytest.mark.parametrize("hook", ["dativo-validate-jobs", "dativo-tag-policy", "dativo-check"])
def test_a_commit_that_is_fixed(start: Start, hook: str) -> None:
    project = start({"id": hook, "args": ["--fix"]})
    good = project.read(HUBSPOT)
    project.edit(HUBSPOT, "cpu: 1024", "cpu: '1024'")
    project.edit(HUBSPOT, "memory: 2048", "memmory: 2048")
    project.git("add", "-A")
    # What isn't staged waits: pre-commit puts it aside, and back.
    project.write("docs/notes.md", "Notes\n")
    done = project.commit()
    assert (done.code, done.hooks) == (1, {hook: "Failed"})
    assert "files were modified by this hook" in done.output
    assert f"fixed 2 findings in {HUBSPOT}" in done.output
    assert done.findings == []
    assert project.read(HUBSPOT) == good
    project.edit(HUBSPOT, "# Infrastructure configuration", "# Where it runs")
    project.git("add", HUBSPOT)
    done = project.commit()
    assert (done.code, done.hooks) == (0, {hook: "Passed"})
    assert project.committed(HUBSPOT) == project.read(HUBSPOT)
