"""A checkout with the line ends of Windows: the same findings, and nothing is written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

COMMANDS = (
    ("check",),
    ("check", "--staged"),
    ("check", "--output-format", "json"),
    ("check", "--output-format", "sarif"),
    ("check", "--diff"),
    ("generate", "--check"),
    ("generate", "--diff"),
    ("generate",),
    ("modules", "vendor", "terraform/modules", "--check"),
    ("modules", "vendor", "terraform/modules"),
    ("baseline", "--prune"),
    ("tags",),
)


def with_crlf(project: Project, git: Repository) -> dict[str, bytes]:
    """As git checks everything out where `core.autocrlf` is set; the files."""
    git.git("config", "core.autocrlf", "true")
    files = project.files()
    for name, data in files.items():
        assert b"\r" not in data
        project.write({name: data.replace(b"\n", b"\r\n")})
    git.git("add", "-A")
    assert git.git("status", "--porcelain") == ""
    return project.files()


def commit(git: Repository) -> None:
    git.git("add", "-A")
    git.git("commit", "-qm", "x", "--no-verify")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_settled_repository(project: Project, git: Repository, command: tuple[str, ...]) -> None:
    project.edit("assets/contacts.yaml", "ENG-001", "nonsense")
    project.write({".dativo-hooks.yaml": "baseline: .dativo-hooks-baseline.json\n"})
    assert project.run("baseline").code == 0
    assert project.run("generate").code == 0
    assert project.run("modules", "vendor", "terraform/modules").code == 0
    commit(git)
    usual = project.run(*command)
    assert usual.code == 0
    assert git.git("status", "--porcelain") == ""
    files = with_crlf(project, git)
    assert project.run(*command) == usual
    assert project.files() == files


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_findings(project: Project, git: Repository, command: tuple[str, ...]) -> None:
    project.run("modules", "vendor", "terraform/modules")
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    slip = project.read("jobs/contacts.yaml").replace(b"tenant_id:", b"tenant_di:")
    project.write({"jobs/slip.yaml": slip, "jobs/broken.yaml": "a: |\n  \u00e9\n\tb: [\n"})
    commit(git)
    before = project.files()
    usual = project.run(*command)
    project.write(before)
    with_crlf(project, git)
    assert project.run(*command) == usual


@pytest.mark.parametrize("staged", [(), ("--staged",)])
def test_fixes(project: Project, git: Repository, staged: tuple[str, ...]) -> None:
    project.edit("jobs/contacts.yaml", "tenant_id:", "tenant_di:")
    commit(git)
    before = project.files()
    usual = project.run("check", "--fix", *staged)
    fixed = project.files()
    assert fixed != before
    project.write(before)
    with_crlf(project, git)
    assert project.run("check", "--fix", *staged) == usual
    assert project.files() == {name: data.replace(b"\n", b"\r\n") for name, data in fixed.items()}
