"""Commits with findings that need not be reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hooks.test_findings import CHECKS

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
