"""`--staged`: the index counts, whatever lies on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

PATH = "terraform/generated/acme-contacts.tf"


def codes(project: Project, *arguments: str) -> list[str]:
    out = project.run(*arguments, "--staged", "--output-format", "concise").out
    return [line.split(": ")[1].split()[0] for line in out.splitlines()]


def test_what_is_committed_is_clean(project: Project, git: Repository) -> None:
    assert project.run("check", "--staged") == (0, "", "")


def test_an_unstaged_edit_does_not_count(project: Project, git: Repository) -> None:
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    project.edit(PATH, "ENG-001", "ENG-003")
    assert project.run("check", "--staged").code == 0
    assert project.run("check").code == 1


def test_a_staged_source_without_its_terraform(project: Project, git: Repository) -> None:
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    git.git("add", "-A")
    assert codes(project, "check") == ["DH602"]
    assert codes(project, "generate", "--check") == ["DH602"]
    # The fixing hook writes, and fails until what it wrote is staged.
    result = project.run("generate", "--staged", "--fail-on-change", "--output-format", "concise")
    assert result.code == 1
    assert f"rewrote {PATH}" in result.err
    assert " DH603 " in result.out
    assert codes(project, "check") == ["DH603"]
    git.git("add", "-A")
    assert project.run("generate", "--staged", "--fail-on-change").code == 0
    assert project.run("check", "--staged").code == 0


def test_an_untracked_job_does_not_count(project: Project, git: Repository) -> None:
    project.write({"jobs/more.yaml": "a: [\n"})
    assert project.run("check", "--staged").code == 0
    assert project.run("check").code == 1
    result = project.run("validate", "jobs/more.yaml", "--staged")
    assert result.code == 2
    assert "not staged" in result.err


def test_terraform_of_a_job_that_is_not_staged_yet_is_kept(
    project: Project, git: Repository
) -> None:
    deals = {
        "jobs/deals.yaml": project.read("jobs/contacts.yaml").replace(b"contacts", b"deals"),
        "assets/deals.yaml": project.read("assets/contacts.yaml").replace(b"contacts", b"deals"),
    }
    project.write(deals)
    assert project.run("generate").code == 0
    assert project.run("generate", "--staged", "--fail-on-change").code == 0
    assert "terraform/generated/acme-deals.tf" in project.terraform()


def test_a_deleted_job(project: Project, git: Repository) -> None:
    git.git("rm", "-q", "jobs/contacts.yaml")
    assert codes(project, "check") == ["DH604"] * 4
    result = project.run("generate", "--staged", "--fail-on-change")
    assert result.code == 1
    assert project.terraform() == {}
    assert project.run("generate", "--staged").code == 0
    assert codes(project, "check") == ["DH604"] * 4
    git.git("add", "-A")
    assert project.run("check", "--staged").code == 0


def test_the_configuration_of_the_index_counts(project: Project, git: Repository) -> None:
    project.write({".dativo-hooks.yaml": "tag_policy: {required: [finops_project]}\n"})
    assert project.run("policy", "--staged").code == 0
    git.git("add", "-A")
    assert project.run("policy", "--staged").code == 1


def test_the_root_may_be_a_folder_of_the_repository(project: Project, git: Repository) -> None:
    git.git("mv", "jobs", "old")
    assert codes(project, "check") == ["DH604"] * 4
    assert project.run("check", "--staged", "--root", "old").code == 0


@pytest.mark.parametrize("staged", [("--staged",), ()])
def test_generated_files_that_git_ignores(
    project: Project, git: Repository, staged: tuple[str, ...]
) -> None:
    project.write({".gitignore": "*.tf\n"})
    git.git("rm", "-q", "--cached", PATH)
    result = project.run("check", *staged, "--output-format", "concise")
    assert result.out == (
        f"jobs/contacts.yaml:7:3: DH601 `{PATH}`, generated from this job, is ignored by git, "
        "so that no commit has it\n"
    )
    assert f"`git check-ignore -v -- {PATH}`" in project.run("check", *staged).out
    project.write({".gitignore": ""})
    git.git("add", "--", PATH)
    assert project.run("check", *staged).code == 0
