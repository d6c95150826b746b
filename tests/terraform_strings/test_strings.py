"""Any text in any place: it reaches Terraform as it was written, or is refused with a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings

from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.model.configuration import Configuration, Terraform
from dativo_hooks.tree import MemoryTree
from fuzz.entry import looked_at
from tests.engine.repositories import CONNECTORS
from tests.generation.layout.jobs import FORMATS, place
from tests.laws import examples
from tests.terraform_strings.api_models import faults
from tests.terraform_strings.cases import (
    Case,
    cases,
    documents,
    expected,
    name_of,
    path_of,
    variables,
)
from tests.terraform_strings.planned import VALUES, by_address, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.repositories import Files
    from tests.real_terraform.harness import Terraform as RealTerraform

BATCH = 100
"""Jobs in one plan: Terraform is started for a folder, not for a text."""

NAMES = Terraform(path="terraform/generated/{job}", name="{job}")


def drawn(layout: str, count: int) -> list[Case]:
    """So many jobs (times the effort), as Hypothesis varies them."""
    found: list[Case] = []

    @settings(examples(count), phases=[Phase.generate])
    @given(cases(layout))
    def draw(case: Case) -> None:
        found.append(case)

    draw()
    return found


def generated(batch: dict[int, Case], options: GenerateOptions) -> tuple[Files, dict[int, bool]]:
    """What the jobs generate, and which of them do; the others have a finding."""
    files = {path: text.encode() for path, text in CONNECTORS.items()}
    known: dict[str, str] = {}
    for number, case in batch.items():
        files.update(documents(case, number))
        known.update(variables(case, number))
    configuration = Configuration(variables=known, terraform=NAMES)
    looked = looked_at(MemoryTree(files), configuration, options)
    faults = looked.evaluation.faults
    refused = {
        problem.where.path
        for problem in (*faults.reading, *faults.policy, *faults.generation)
        if problem.rule.severity == "error"
    }
    made = {claim.job for claim in looked.merged.claims}
    for number, case in batch.items():
        own = {path_of(case, number), f"assets/{name_of(number)}.yaml"}
        assert bool(own & made) != bool(own & refused), documents(case, number)
    return looked.generated, {
        number: path_of(case, number) in made for number, case in batch.items()
    }


def planned(terraform: RealTerraform, root: Path, files: Files) -> dict[str, Any]:
    """The plan of a folder; the modules are beside it."""
    folder = place(files, root)
    asked = b"".join(data for path, data in files.items() if "/variables.tf" in path)
    return terraform.plan(folder, {n: v for n, v in VALUES.items() if f'"{n}"'.encode() in asked})


def differences(case: Case, number: int, plan: dict[str, dict[str, Any]]) -> list[str]:
    """Where Terraform says of a job something else than its documents."""
    wanted = expected(case, number)
    found = []
    for each in read(plan[name_of(number)]):
        for where, want, got in zip(wanted._fields, wanted, each, strict=True):
            if where == "schedule" and _translated(case):
                # What it should be is for the tests of schedules; an odd text it never is.
                fits = isinstance(got, str) and got.isascii() and got.isprintable()
            else:
                fits = got == want
            if not fits:
                found.append(f"{case.runtime} {where}: wrote {want!a}, read {got!a}"[:1000])
    return found


def _translated(case: Case) -> bool:
    """Whether a schedule is written as the other cloud's, and so reads otherwise."""
    place = case.strict[0] if case.strict else ""
    if case.schedule is None and place not in {"cron", "timezone", "expression"}:
        return False
    unix = case.schedule == 0
    if place in {"cron", "timezone", "expression"}:
        unix = place != "expression"
    return unix == case.runtime.startswith("aws")


@pytest.mark.parametrize(("layout", "count"), [("resources", 80), ("module", 10)])
def test_any_text_in_any_place_survives_or_is_refused(
    layout: str, count: int, terraform: RealTerraform, tmp_path: Path
) -> None:
    found = drawn(layout, count)
    wanted = examples(count).max_examples
    assert len(found) >= wanted * 0.9  # Hypothesis may run out of what is new
    survived = 0
    for start in range(0, len(found), BATCH):
        batch = {start + at: case for at, case in enumerate(found[start : start + BATCH])}
        outcomes = {}
        for form in FORMATS:
            files, outcomes[form] = generated(batch, GenerateOptions(format=form, layout=layout))
            plan = by_address(planned(terraform, tmp_path / f"{start}-{form}", files))
            refused = [
                fault
                for resources in plan.values()
                for resource in resources.values()
                for fault in faults(resource.kind, resource.values)
            ]
            assert refused == []
            for number in (number for number in batch if outcomes[form][number]):
                wrong = differences(batch[number], number, plan)
                if wrong:
                    written = documents(batch[number], number).items()
                    pytest.fail("\n".join([form, *wrong, *map(repr, written)]))
        assert outcomes["hcl"] == outcomes["json"]
        survived += sum(outcomes["hcl"].values())
    # Neither all refused nor all taken: both sides of the law have been seen.
    assert 0.3 < survived / len(found) < 0.95
