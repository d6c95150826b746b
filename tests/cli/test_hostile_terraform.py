"""Committed Terraform, and other files of ours, that are made to crash whoever reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dativo_hooks.filtering.baseline import FILE
from dativo_hooks.generation.header import MARK
from dativo_hooks.generation.vendoring import MANIFEST

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository


@pytest.mark.parametrize("end", [".tf", ".tf.json"])
@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--fix"),
        ("check", "--staged"),
        ("generate", "--check"),
        ("generate", "--check", "--staged"),
        ("generate", "--diff"),
        ("generate",),
        ("policy",),
        ("baseline",),
    ],
)
def test_a_header_of_brackets_crashes_no_command(
    project: Project, git: Repository, command: tuple[str, ...], end: str
) -> None:
    told = "[" * 1000
    texts = (
        [f"# {MARK}\n# dativo-hooks: {told}\n"]
        if end == ".tf"
        else [f'{{\n"//": ["{MARK}", {told}', f'{{\n"//": ["{MARK}", "dativo-hooks: {told}"]}}']
    )
    for number, text in enumerate(texts):
        project.write({f"terraform/generated/x{number}{end}": text})
    git.git("add", "-A")
    assert project.run(*command).code in {0, 1}


@pytest.mark.parametrize("manifest", ["[" * 100_000, f'{{"files": {"[" * 100_000}'])
def test_a_manifest_of_brackets_crashes_no_command(project: Project, manifest: str) -> None:
    project.write({f"modules/{MANIFEST}": manifest})
    assert project.run("modules", "vendor", "modules", "--check").code == 1


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, f'{{"files": {"[" * 5000}'])
def test_a_baseline_of_brackets_is_wrong_use(project: Project, text: str) -> None:
    project.write({FILE: text})
    result = project.run("check", "--baseline", FILE)
    assert (result.code, result.out) == (2, "")
    assert f"--baseline {FILE}: " in result.err
