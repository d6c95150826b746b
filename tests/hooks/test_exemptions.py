"""Commits with findings that need not be reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hooks.test_findings import CHECKS, CONTACTS

if TYPE_CHECKING:
    from tests.hooks.conftest import Start

ISSUES = "assets/github/v1.0/issues.yaml"


def test_a_suppression_lets_a_commit_pass_and_answers_for_itself(start: Start) -> None:
    project = start(*CHECKS)
    good = project.read(ISSUES)
    line = "  cost_center: ENG-002\n"
    comment = "  # dativo-hooks: ignore[DH302] moves to ENG in May\n"
    project.edit(ISSUES, line, "  cost_center: legacy\n")
    assert project.dativo_hooks("generate").code == 0
    done = project.commit_all()
    assert (done.code, {one.split(": ")[1] for one in done.findings}) == (1, {"DH302"})
    project.edit(ISSUES, "  cost_center: legacy\n", f"{comment}  cost_center: legacy\n")
    assert project.dativo_hooks("generate").code == 0
    done = project.commit_all()
    assert (done.code, done.findings) == (0, [])
    assert done.hooks["dativo-validate-assets"] == "Passed"
    project.write(ISSUES, good.replace(line, comment + line))
    assert project.dativo_hooks("generate").code == 0
    done = project.commit_all()
    assert done.code == 1
    assert {one.split(": ")[1] for one in done.findings} == {"DH701"}
    assert done.hooks["dativo-validate-assets"] == "Passed"
    assert done.hooks["dativo-tag-policy"] == "Failed"


def test_an_old_repository_is_adopted_with_a_baseline(start: Start) -> None:
    project = start("dativo-check")
    project.edit(ISSUES, "  cost_center: ENG-002\n", "")
    project.dativo_hooks("generate")
    assert project.commit_all().findings == [f"{ISSUES}:16: DH301"]
    project.write(".dativo-hooks.yaml", "baseline: .dativo-hooks-baseline.json\n")
    assert project.dativo_hooks("baseline").code == 0
    done = project.commit_all()
    assert (done.code, done.findings) == (0, [])
    # What is new fails a commit, what is fixed leaves the baseline.
    project.edit(ISSUES, "source_type", "# An asset.\nsource_type")
    project.edit(CONTACTS, "  cost_center: ", "  cost_center: x")
    project.dativo_hooks("generate")
    done = project.commit_all()
    assert (done.code, {one.split(": ")[1] for one in done.findings}) == (1, {"DH302"})
    project.edit(CONTACTS, "  cost_center: x", "  cost_center: ")
    project.edit(ISSUES, "finops:\n", "finops:\n  cost_center: ENG-002\n")
    project.dativo_hooks("generate")
    assert project.dativo_hooks("baseline", "--prune").code == 0
    assert project.commit_all().code == 0
    assert "DH301" not in project.read(".dativo-hooks-baseline.json")
