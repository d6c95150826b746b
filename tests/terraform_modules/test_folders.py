"""Every folder of Terraform in this repository is canonical, valid, tested and documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.real_terraform.harness import Terraform

TERRAFORM = Path(__file__).resolve().parents[2] / "terraform"
MODULES = sorted(path.parent for path in TERRAFORM.glob("modules/*/*/main.tf"))
EXAMPLES = sorted(path.parent for path in TERRAFORM.glob("examples/*/main.tf"))
CALLERS = sorted((Path(__file__).parent / "callers").glob("*"))

_DECLARED = re.compile(r'^(variable|output) "(\w+)" {\n  description = "(.+)"$', re.MULTILINE)


def _name(folder: Path) -> str:
    return "-".join(folder.parts[-2:])


def test_the_folders_are_all_here() -> None:
    assert [_name(folder) for folder in MODULES] == [
        "aws-dativo-job",
        "aws-dativo-lambda",
        "gcp-dativo-function",
        "gcp-dativo-job",
    ]
    assert [_name(folder) for folder in EXAMPLES] == ["examples-aws", "examples-gcp"]


@pytest.mark.parametrize("folder", MODULES + EXAMPLES, ids=_name)
def test_a_folder_is_canonical_and_valid_with_every_provider(
    folder: Path, every_terraform: tuple[Terraform, ...]
) -> None:
    assert every_terraform[-1].fmt_check(folder) == ""
    for terraform in every_terraform:
        assert terraform.validate(folder) == []


@pytest.mark.parametrize("folder", CALLERS, ids=lambda folder: folder.name)
def test_callers_of_ours_are_canonical(folder: Path, terraform: Terraform) -> None:
    # The guide's own examples stand as the guide wrote them.
    assert folder.name.startswith("guide_") or terraform.fmt_check(folder) == ""


@pytest.mark.parametrize("folder", MODULES, ids=_name)
def test_the_tests_of_a_module_pass(folder: Path, terraform: Terraform) -> None:
    runs = terraform.test(folder)

    assert {run.path for run in runs} == {
        f"tests/{path.name}" for path in folder.glob("tests/*.tftest.hcl")
    }
    assert [run for run in runs if run.status != "pass"] == []


@pytest.mark.parametrize("folder", MODULES, ids=_name)
def test_the_readme_lists_every_variable_and_output(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    rows = {
        (name, what)
        for name, what in re.findall(r"^\| `(\w+)` \|(?:.*\|)? (.+?) \|$", readme, re.MULTILINE)
    }

    declared = set()
    for file in ("variables.tf", "outputs.tf"):
        text = (folder / file).read_text(encoding="utf-8")
        found = _DECLARED.findall(text)
        assert len(found) == len(re.findall(r"^(?:variable|output) ", text, re.MULTILINE))
        declared |= {(name, what.replace('\\"', '"')) for _, name, what in found}

    assert rows == declared


@pytest.mark.parametrize("folder", MODULES, ids=_name)
def test_the_readme_gives_each_default(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    text = (folder / "variables.tf").read_text(encoding="utf-8")

    for block in re.split(r"\n(?=variable )", text):
        name = block.split('"')[1]
        default = re.search(r"^  default\s+= (.+)$", block, re.MULTILINE)
        cell = "required" if default is None else f"`{default[1]}`"
        assert re.search(rf"^\| `{name}` \| `[^`]+` \| {re.escape(cell)} \|", readme, re.MULTILINE)
