"""A dispute between jobs holds back everything of theirs, and deletes nothing that runs."""

from __future__ import annotations

from pathlib import Path

from dativo_hooks.model.configuration import Configuration
from dativo_hooks.rules import COLLISION
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import state_of

ACME = Path(__file__).resolve().parents[2] / "examples" / "acme"
JOB = "jobs/acme/hubspot_contacts.yaml"
GENERATED = (
    "terraform/generated/acme-hubspot-contacts.tf",
    "terraform/generated/acme-hubspot-contacts-gcp.tf",
)


def _acme() -> dict[str, bytes]:
    return {
        path.relative_to(ACME).as_posix(): path.read_bytes()
        for path in ACME.rglob("*")
        if path.is_file()
    }


def test_a_disputed_job_keeps_what_was_generated_for_its_other_runtimes() -> None:
    files = _acme()
    files["jobs/acme/copy.yaml"] = files[JOB]
    tree = MemoryTree(files)
    state = state_of(tree, Configuration())
    assert {problem.rule for problem in state.problems} == {COLLISION}
    assert state.protected.issuperset(GENERATED)
    assert not set(GENERATED) & set(state.files)
    assert state.looked.evaluation.faults.drift == ()


def test_a_source_that_links_out_is_told_and_protects_its_terraform() -> None:
    files = _acme()
    del files[JOB]
    tree = MemoryTree(files, outside={JOB: "/etc/passwd"})
    state = state_of(tree, Configuration())
    (problem,) = state.looked.evaluation.faults.reading
    assert (
        problem.message == "the file is a link to `/etc/passwd`, which is no file of the repository"
    )
    assert state.protected.issuperset(GENERATED)
