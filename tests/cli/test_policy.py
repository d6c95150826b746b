"""`policy` asks for tags alone: what generates Terraform can't make it fail."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository


@pytest.fixture
def broken_generator(git: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ArithmeticError("a fault of the generator")

    monkeypatch.setattr("dativo_hooks.engine.generating.plan", fail)


@pytest.mark.usefixtures("broken_generator")
@pytest.mark.parametrize("arguments", [(), ("--no-cache",), ("--staged",)], ids=" ".join)
def test_a_fault_of_the_generator_keeps_no_tag_from_being_checked(
    project: Project, git: Repository, arguments: tuple[str, ...]
) -> None:
    assert project.run("policy", *arguments) == (0, "", "")
    project.edit("assets/contacts.yaml", "ENG-001", "nonsense")
    git.git("add", "-A")
    assert " DH302 " in project.run("policy", *arguments).out
    assert project.run("check", "--no-cache").code == 3


def test_it_has_a_memory_of_its_own(
    project: Project, git: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run("policy", "--staged").code == 0
    evaluation = sys.modules["dativo_hooks.engine.evaluation"]
    monkeypatch.delattr(evaluation, "evaluated")  # a look at everything would fail
    assert project.run("policy", "--staged").code == 0
    project.edit("assets/contacts.yaml", "ENG-001", "nonsense")
    git.git("add", "-A")
    found = project.run("policy", "--staged")
    assert " DH302 " in found.out
    assert project.run("policy", "--staged") == found


def test_it_goes_by_what_check_remembers(
    project: Project, git: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run("check", "--staged").code == 0
    evaluation = sys.modules["dativo_hooks.engine.evaluation"]
    monkeypatch.delattr(evaluation, "evaluated")
    project.edit("assets/contacts.yaml", "ENG-001", "nonsense")
    git.git("add", "-A")
    assert " DH302 " in project.run("policy", "--staged").out
