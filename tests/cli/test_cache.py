"""What is remembered between runs, through real git: the same findings with it and without."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.engine import evaluation as engine
from dativo_hooks.engine.evaluation import evaluated
from dativo_hooks.incremental import evaluation, memory
from dativo_hooks.incremental.changed import changed
from dativo_hooks.repository import cache
from tests import needs
from tests.engine.repositories import ASSET, FARGATE, JOB

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Project, Result
    from tests.repository.sandbox import Repository

PATH = "terraform/generated/acme-contacts.tf"
STAGED = (("check", "--staged"), ("policy", "--staged"), ("generate", "--check", "--staged"))


class Looks:
    """How often everything was looked at, and how often only what changed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.whole = self.changed = 0

        def counted_whole(*arguments: object) -> object:
            self.whole += 1
            return evaluated(*arguments)  # type: ignore[arg-type]  # passed on as they came

        def counted_changed(*arguments: object) -> object:
            found = changed(*arguments)  # type: ignore[arg-type]  # passed on as they came
            self.changed += found is not None
            return found

        monkeypatch.setattr(engine, "evaluated", counted_whole)
        monkeypatch.setattr(evaluation, "changed", counted_changed)

    def taken(self) -> tuple[int, int]:
        """Looks at everything and at what changed, since this was asked last."""
        found = self.whole, self.changed
        self.whole = self.changed = 0
        return found


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    return Looks(monkeypatch)


def agreed(project: Project, *arguments: str) -> Result:
    """A run, which must say what one without the cache says."""
    found = project.run(*arguments)
    assert found == project.run(*arguments, "--no-cache")
    return found


def file_of(project: Project) -> Path:
    (path,) = cache.files(str(project.path / ".git"))
    return Path(path)


@pytest.mark.parametrize("arguments", STAGED, ids=" ".join)
def test_a_clean_repository_is_looked_at_once(
    project: Project, git: Repository, looks: Looks, arguments: tuple[str, ...]
) -> None:
    assert project.run(*arguments) == (0, "", "")
    assert looks.taken() == (1, 0)
    for again in STAGED:
        assert project.run(*again) == (0, "", "")
    # `policy` generates nothing, so what it knows is enough for itself alone.
    assert looks.taken() == (int(arguments[0] == "policy"), 0)


def test_what_is_not_ours_changes_nothing(project: Project, git: Repository, looks: Looks) -> None:
    project.run("check", "--staged")
    project.write({"src/a.py": "x = 1\n", "notes.md": "# x\n"})
    git.git("add", "-A")
    looks.taken()
    assert project.run("check", "--staged").code == 0
    assert looks.taken() == (0, 0)


def test_a_change_is_found_from_what_is_remembered(
    project: Project, git: Repository, looks: Looks
) -> None:
    project.run("check", "--staged")
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    git.git("add", "-A")
    looks.taken()
    assert " DH602 " in project.run("check", "--staged").out
    assert looks.taken() == (0, 1)
    assert project.run("generate").code == 0
    git.git("add", "-A")
    looks.taken()
    assert project.run("check", "--staged").code == 0
    assert looks.taken() == (0, 1)
    assert project.run("check", "--staged").code == 0
    assert looks.taken() == (0, 0)


def test_a_sequence_of_commits(project: Project, git: Repository) -> None:
    deals = JOB.replace("contacts", "deals") + FARGATE
    steps: tuple[tuple[Callable[[], object], int], ...] = (
        (lambda: project.write({"jobs/deals.yaml": deals}), 1),
        (lambda: project.write({"assets/deals.yaml": ASSET.replace("contacts", "deals")}), 1),
        (lambda: project.run("generate"), 0),
        (lambda: git.git("mv", "jobs/deals.yaml", "jobs/sales.yaml"), 1),
        (lambda: project.run("generate"), 0),
        (lambda: project.edit("jobs/sales.yaml", "cpu: 1024", "cpu: no"), 1),
        (lambda: project.edit("jobs/sales.yaml", "cpu: no", "cpu: 1024"), 0),
        (lambda: project.edit(PATH, "ENG-001", "ENG-003"), 1),
        (lambda: project.run("generate"), 0),
        (lambda: project.write({".dativo-hooks.yaml": "tag_policy: {required: [infra_x]}\n"}), 1),
        (lambda: project.write({".dativo-hooks.yaml": "tag_policy: {required: []}\n"}), 0),
        (lambda: git.git("rm", "-qf", "jobs/sales.yaml"), 1),
        (lambda: project.run("generate"), 0),
        (lambda: project.write({"team/.dativo-hooks.yaml": "", "team/jobs/x.yaml": "a: [\n"}), 0),
        (lambda: git.git("rm", "-rqf", "jobs"), 1),
    )
    for step, code in steps:
        step()
        git.git("add", "-A")
        for arguments in STAGED:
            found = agreed(project, *arguments)
            if arguments[0] == "check":
                assert found.code == code, found


def test_warnings_come_again(project: Project, git: Repository, looks: Looks) -> None:
    project.edit("jobs/contacts.yaml", "ingest:1.4.0", "ingest:latest")
    project.run("generate")
    git.git("add", "-A")
    first = project.run("check", "--staged")
    assert " DH504 " in first.out
    looks.taken()
    assert project.run("check", "--staged") == first
    assert looks.taken() == (0, 1)


def test_comments_and_the_baseline_are_heard_every_time(project: Project, git: Repository) -> None:
    idle = "# dativo-hooks: ignore[DH504] until the next release\n"
    project.write({"jobs/contacts.yaml": idle + JOB + FARGATE})
    git.git("add", "-A")
    for _ in range(2):
        assert " DH701 " in agreed(project, "check", "--staged").out
    project.write({"jobs/contacts.yaml": JOB + FARGATE})
    git.git("add", "-A")
    assert agreed(project, "check", "--staged").code == 0
    project.write({".dativo-hooks.yaml": f"{idle}baseline: old.json\n"})
    git.git("add", "-A")
    for _ in range(2):
        assert agreed(project, "check", "--staged").code == 2
    project.edit("jobs/contacts.yaml", "ingest:1.4.0", "ingest:latest")
    for command in ("generate", "baseline"):
        project.run(command)
    git.git("add", "-A")
    for _ in range(2):
        assert "1 baselined" in agreed(project, "check", "--staged").err
    project.edit("jobs/contacts.yaml", "ingest:latest", "ingest:1.4.0")
    project.run("generate")
    git.git("add", "-A")
    for _ in range(2):
        assert " DH705 " in agreed(project, "check", "--staged").out


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit", "markdown"])
def test_formats_that_always_write_do(project: Project, git: Repository, form: str) -> None:
    project.run("check", "--staged")
    assert agreed(project, "check", "--staged", "--output-format", form).out


def test_another_installation_remembers_nothing(
    project: Project, git: Repository, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.run("check", "--staged")
    monkeypatch.setattr(memory, "installation", lambda: "another")
    looks.taken()
    assert project.run("check", "--staged").code == 0
    assert looks.taken() == (1, 0)


def test_what_another_release_wrote_is_as_none(
    project: Project, git: Repository, looks: Looks
) -> None:
    project.run("check", "--staged")
    cache.store(str(file_of(project)), (b"another shape", b"", b""))
    looks.taken()
    assert project.run("check", "--staged").code == 0
    assert looks.taken() == (1, 0)
    assert project.run("check", "--staged").code == 0
    assert looks.taken() == (0, 0)


@pytest.mark.parametrize("keep", [0, 3, 21, 30, 200, -200, -1])
def test_a_file_that_was_cut_is_as_none(
    project: Project, git: Repository, looks: Looks, keep: int
) -> None:
    project.run("check", "--staged")
    path = file_of(project)
    path.write_bytes(path.read_bytes()[:keep])
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    git.git("add", "-A")
    assert " DH602 " in agreed(project, "check", "--staged").out
    assert looks.taken()[0] >= 1


def test_a_byte_that_changed_makes_it_none(project: Project, git: Repository) -> None:
    project.run("check", "--staged")
    path = file_of(project)
    whole = path.read_bytes()
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    git.git("add", "-A")
    for at in range(0, len(whole), 193):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert " DH602 " in project.run("check", "--staged").out, at


def test_a_folder_that_cannot_be_made_costs_only_time(project: Project, git: Repository) -> None:
    (project.path / ".git/dativo-hooks").write_bytes(b"in the way")
    for _ in range(2):
        assert project.run("check", "--staged") == (0, "", "")


def test_a_file_that_is_only_announced(project: Project, git: Repository) -> None:
    project.run("check", "--staged")
    project.write({"jobs/more.yaml": JOB.replace("contacts", "more") + FARGATE})
    git.git("add", "-N", "jobs/more.yaml")
    assert agreed(project, "check", "--staged").code == 0
    git.git("add", "jobs/more.yaml")
    assert agreed(project, "check", "--staged").code == 1


@needs.links
def test_a_source_that_is_a_link_is_read_every_time(
    project: Project, git: Repository, looks: Looks
) -> None:
    project.write({"shared/asset.txt": project.read("assets/contacts.yaml")})
    (project.path / "assets/contacts.yaml").unlink()
    (project.path / "assets/contacts.yaml").symlink_to("../shared/asset.txt")
    git.git("add", "-A")
    for _ in range(2):
        assert agreed(project, "check", "--staged").code == 0
    assert looks.taken() == (4, 0)
    project.edit("shared/asset.txt", "ENG-001", "ENG-002")
    git.git("add", "-A")
    assert agreed(project, "check", "--staged").code == 1


@needs.links
def test_a_link_that_is_no_source_is_no_hindrance(
    project: Project, git: Repository, looks: Looks
) -> None:
    (project.path / "AGENTS.md").symlink_to("README.md")
    git.git("add", "-A")
    project.run("check", "--staged")
    looks.taken()
    assert project.run("check", "--staged").code == 0
    assert looks.taken() == (0, 0)


def test_a_configuration_that_waits_to_be_staged_is_noted(
    project: Project, git: Repository
) -> None:
    project.run("check", "--staged")
    project.write({".dativo-hooks.yaml": "tag_policy: {required: []}\n"})
    assert "isn't in the index" in agreed(project, "check", "--staged").err


def test_another_configuration_is_another_memory(project: Project, git: Repository) -> None:
    project.write({"strict.yaml": "tag_policy: {required: [infra_x]}\n"})
    git.git("add", "-A")
    assert project.run("check", "--staged").code == 0
    assert agreed(project, "check", "--staged", "--config", "strict.yaml").code == 1
    outside = project.path.parent / "outside.yaml"
    outside.write_text("tag_policy: {required: [infra_x]}\n")
    assert agreed(project, "check", "--staged", "--config", str(outside)).code == 1
    assert project.run("check", "--staged").code == 0


def test_roots_of_one_repository_and_worktrees(project: Project, git: Repository) -> None:
    files = project.files()
    for name in ("one", "two"):
        project.write({f"{name}/{path}": data for path, data in files.items()})
    git.git("add", "-A")
    for name in ("one", "two"):
        assert agreed(project, "check", "--staged", "--root", name).code == 0
    git.git("commit", "-qm", "y")
    git.git("worktree", "add", "-q", "../worktree")
    assert agreed(project, "check", "--staged", "--root", "../worktree/one").code == 0
    assert len(cache.files(str(project.path / ".git"))) == 2
    assert len(cache.files(str(project.path / ".git/worktrees/worktree"))) == 1


def test_the_oldest_go_first(tmp_path: Path) -> None:
    paths = [cache.location(str(tmp_path), f"{number}") for number in range(cache.MOST_FILES + 3)]
    for age, path in enumerate(paths):
        assert cache.store(path, (b"x",))
        os.utime(path, (age, age))
    assert cache.store(paths[-1], (b"y",))
    assert set(cache.files(str(tmp_path))) == set(paths[3:])


def test_info_and_clear(project: Project, git: Repository) -> None:
    assert project.run("cache", "info").out.endswith(": 0 files, 0 bytes\n")
    project.run("check", "--staged")
    size = file_of(project).stat().st_size
    assert project.run("cache", "info").out.endswith(f": 1 file, {size:,} bytes\n")
    assert project.run("cache", "clear").out.endswith(": 1 file\n")
    assert cache.files(str(project.path / ".git")) == []
    assert project.run("check", "--staged").code == 0


def test_there_is_no_cache_without_git(project: Project) -> None:
    found = project.run("cache", "info")
    assert found.code == 2
    assert "not in a git repository" in found.err
    assert project.run("cache", "clear", "--root", "nowhere").code == 2


def test_no_cache_keeps_none(project: Project, git: Repository) -> None:
    assert project.run("check", "--staged", "--no-cache").code == 0
    assert cache.files(str(project.path / ".git")) == []


def test_several_at_once(project: Project, git: Repository) -> None:
    command = [sys.executable, "-m", "dativo_hooks", "check", "--staged"]
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    project.run("generate")
    git.git("add", "-A")
    started = [Popen(command, stdout=PIPE, stderr=PIPE) for _ in range(6)]
    assert [(*process.communicate(), process.returncode) for process in started] == [
        (b"", b"", 0)
    ] * 6
    assert len(list((project.path / ".git/dativo-hooks").iterdir())) == 1
