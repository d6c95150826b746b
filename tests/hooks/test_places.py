"""Where a project may lie: worktrees, submodules, sub-folders, odd names, other line ends."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.hooks import companies
from tests.hooks.installation import ALL_HOOKS
from tests.hooks.managers import under_each_manager
from tests.hooks.project import Project
from tests.published import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hooks.conftest import Start

EMPLOYEES = "jobs/acme/csv_employees.yaml"
EMPLOYEES_FILE = "terraform/generated/acme-csv-employee.tf"


def drifts_and_is_fixed(project: Project, job: str = EMPLOYEES, file: str = EMPLOYEES_FILE) -> None:
    """A commit of a job alone fails; after what it advises, it passes."""
    project.edit(job, "timeout: 3600", "timeout: 3000")
    done = project.commit_all()
    assert done.findings[0] == f"{file}:34: DH602"
    project.fix(done)
    assert project.commit().code == 0
    assert '"3000s"' in (project.committed(file) or "")
    assert project.git("status", "--porcelain") == ""


def clone(project: Project, name: str, *options: str) -> Project:
    """A clone beside it, with the hooks installed."""
    path = project.path.parent / name
    project.git("clone", "-q", *options, str(project.path), str(path))
    cloned = Project(path, project.environment, project.installation)
    assert cloned.manager("install").code == 0
    return cloned


def test_linked_worktree(acme: Project) -> None:
    linked = Project(acme.path.parent / "linked", acme.environment, acme.installation)
    acme.git("worktree", "add", "-q", str(linked.path))
    acme.edit(EMPLOYEES, "tenant_id: acme", "tenant_id: [")
    acme.git("add", "-A")
    drifts_and_is_fixed(linked)


def test_submodule(acme: Project) -> None:
    outer = Project(acme.path.parent / "outer", acme.environment, acme.installation)
    outer.path.mkdir()
    outer.git("init", "-q")
    outer.git("submodule", "--quiet", "add", str(acme.path), "inner")
    inner = Project(outer.path / "inner", acme.environment, acme.installation)
    assert inner.manager("install").code == 0
    drifts_and_is_fixed(inner)
    outer.git("commit", "-qam", "x")


@under_each_manager
def test_odd_names(start: Start) -> None:
    project = start("dativo-validate-jobs", "dativo-validate-assets", "dativo-check")
    job, asset = "jobs/acme co/größe.yaml", "assets/hub spot/größe.yaml"
    companies.write_companies(project, job, asset)
    done = project.commit_all()
    assert done.hooks == {
        "dativo-validate-jobs": "Passed",
        "dativo-validate-assets": "Passed",
        "dativo-check": "Failed",
    }
    assert done.findings == [f"{job}:11: DH601"]
    project.fix(done)
    assert project.commit().code == 0
    assert project.git("status", "--porcelain") == ""
    project.edit(job, "memory: 2048", "memory: 1")
    project.git("add", "-A")
    done = project.commit()
    assert set(done.findings) == {f"{job}:14: DH104"}
    assert done.hooks["dativo-validate-jobs"] == "Failed"


@under_each_manager
@pytest.mark.parametrize("how", ["autocrlf", "attributes", "committed"])
def test_windows_line_ends(start: Start, how: str) -> None:
    """Git turns line ends on checkout, or the repository has always had those."""
    project = start("dativo-check", "dativo-terraform-generate")
    if how == "attributes":
        project.write(".gitattributes", "* text=auto eol=crlf\n")
    if how == "committed":
        for path in project.git("ls-files").split():
            project.write(path, project.read(path).replace("\n", "\r\n"))
    project.save()
    windows = clone(project, "windows", *(["-c", "core.autocrlf=true"] * (how == "autocrlf")))
    for path in (EMPLOYEES, EMPLOYEES_FILE, ".dativo-hooks.yaml"):
        assert windows.read(path).count("\r\n") == windows.read(path).count("\n") > 0
    assert windows.dativo_hooks("check").code == 0
    windows.write("notes.md", "Notes\r\n")
    done = windows.commit_all()
    assert (done.code, set(done.hooks.values())) == (0, {"Passed"})
    done = windows.dativo_hooks("generate")
    assert (done.code, done.output) == (0, "")
    drifts_and_is_fixed(clone(windows, "other") if how == "committed" else windows)


def into_folder(project: Project, folder: str) -> None:
    """Move the whole project below a folder of its repository."""
    (project.path / folder).mkdir(parents=True)
    for path in project.path.iterdir():
        if path.name not in {".git", ".pre-commit-config.yaml", folder.split("/")[0]}:
            path.rename(project.path / folder / path.name)
    project.save()


@under_each_manager
def test_monorepo(start: Start) -> None:
    """A project below the top: its commands are typed at the top, where commits are made."""
    folder = "data team/acme"
    root = ["--root", folder]
    jobs = {"id": "dativo-validate-jobs", "args": root, "files": f"^{folder}/jobs/"}
    project = start(jobs, {"id": "dativo-check", "args": root})
    into_folder(project, folder)
    project.write("jobs/of/somebody/else.yaml", "kind: Job\n")
    project.write("terraform/generated/theirs.tf", 'resource "x" "y" {}\n')
    assert project.commit_all().code == 0
    job, file = f"{folder}/{EMPLOYEES}", f"{folder}/{EMPLOYEES_FILE}"
    project.edit(job, 'memory: "2Gi"', 'memory: "2G"')
    done = project.commit_all()
    # Paths are relative to the root.
    assert set(done.findings) == {f"{EMPLOYEES}:26: DH104"}
    assert set(done.hooks.values()) == {"Failed"}
    project.edit(job, 'memory: "2G"', 'memory: "2Gi"')
    project.edit(job, "timeout: 3600", "timeout: 3000")
    done = project.commit_all()
    assert done.commands == [
        f'dativo-hooks generate "{job}" --root "{folder}" --staged && git add -- "{file}"',
    ]
    project.fix(done)
    assert project.commit().code == 0
    project.git("rm", "-q", job)
    project.fix(project.commit())
    assert project.commit().code == 0
    assert project.committed(file) is None
    assert project.git("status", "--porcelain") == ""


def test_command_in_a_sub_folder(acme: Project) -> None:
    """What fixes is typed where the user stands."""
    acme.edit(EMPLOYEES, "timeout: 3600", "timeout: 3000")
    acme.git("add", "-A")
    below = Project(acme.path / "jobs" / "acme", acme.environment, acme.installation)
    done = below.dativo_hooks("check", "--staged", "--config", "../../.dativo-hooks.yaml")
    generate = f"dativo-hooks generate ../../{EMPLOYEES} --config ../../.dativo-hooks.yaml --staged"
    assert done.commands == [f"{generate} && git add -- ../../{EMPLOYEES_FILE}"]
    below.fix(done)
    assert acme.commit().code == 0


def test_project_within_a_project(start: Start) -> None:
    """A folder with its own configuration is checked by its own hook."""
    project = start("dativo-validate-jobs", "dativo-check")
    into_folder(project, "inner")
    project.edit("inner/jobs/acme/hubspot_contacts.yaml", "memory: 2048", "memory: 1")
    done = project.commit_all()
    assert done.hooks == {"dativo-validate-jobs": "Failed", "dativo-check": "Passed"}
    assert "is of the project in inner, which has its own .dativo-hooks.yaml" in done.output
    root = ["--root", "inner"]
    project.configure(
        {"id": "dativo-validate-jobs", "args": root, "files": "^inner/jobs/"},
        {"id": "dativo-check", "args": root},
    )
    done = project.commit_all()
    assert set(done.findings) == {"jobs/acme/hubspot_contacts.yaml:14: DH104"}


@pytest.mark.parametrize("hashes", ["sha1", "sha256"])
def test_first_commit(start: Start, hashes: str) -> None:
    """There is no commit yet to compare with."""
    project = start()
    shutil.rmtree(project.path / ".git")
    project.git("init", "-q", f"--object-format={hashes}")
    assert project.manager("install").code == 0
    project.write("empty.yaml", "")
    project.edit(EMPLOYEES_FILE, "3600s", "3000s")
    done = project.commit_all()
    assert done.findings == [f"{EMPLOYEES_FILE}:34: DH602"]
    project.fix(done)
    assert project.commit().code == 0


def test_a_repository_without_jobs(start: Start) -> None:
    project = start(*ALL_HOOKS)
    for folder in ("jobs", "assets", "connectors", "terraform"):
        shutil.rmtree(project.path / folder)
    done = project.commit_all()
    assert (done.code, done.findings) == (0, [])


def test_outside_git(tmp_path: Path, acme: Project) -> None:
    plain = Project(tmp_path / "plain", acme.environment, acme.installation)
    shutil.copytree(SOURCE / "examples" / "acme", plain.path)
    for command in (["check"], ["policy"], ["generate", "--check"], ["generate"]):
        done = plain.dativo_hooks(*command, "--staged")
        assert done.code == 2
        assert "is in no git repository, so nothing is staged there" in done.output
        done = plain.dativo_hooks(*command)
        said = "dativo-hooks: not in a git repository: the files on disk are checked\n"
        assert (done.code, done.output) == (0, said)
    plain.edit(EMPLOYEES, "timeout: 3600", "timeout: 3000")
    done = plain.dativo_hooks("check")
    assert done.findings == [f"{EMPLOYEES_FILE}:34: DH602"]
    assert done.commands == [f"dativo-hooks generate {EMPLOYEES}"]
    plain.fix(done)
    assert plain.dativo_hooks("check").code == 0
