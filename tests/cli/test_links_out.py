"""Links that a stranger has committed: nothing is read or written where they lead."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.filtering.baseline import FILE
from dativo_hooks.tree import MAX_FILE_SIZE
from tests import needs
from tests.published import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

pytestmark = needs.links

TERRAFORM = "terraform/generated/acme-contacts.tf"
MARKED = "outside-line-of-text"


@pytest.fixture
def outside(project: Project) -> Path:
    """A folder beside the repository, to which links of the repository lead."""
    folder = project.path.parent / "outside"
    (folder / "sub").mkdir(parents=True)
    (folder / "x.sarif").write_text("kept")
    (folder / "conf.yaml").write_text(f"{MARKED}: [\n")
    (project.path / "real").mkdir()
    links: dict[str, Path | str] = {
        "out.sarif": folder / "x.sarif",
        "relative.sarif": "../outside/x.sarif",
        "dangling.sarif": folder / "new.sarif",
        "folder": folder,
        "real/up": "../folder/sub",
        "inside": "real",
        "circle": "circle",
        "conf.yaml": folder / "conf.yaml",
    }
    for name, target in links.items():
        (project.path / name).symlink_to(target)
    return folder


def kept(outside: Path) -> bool:
    """Whether all is as it was there."""
    names = sorted(path.name for path in outside.rglob("*"))
    return names == ["conf.yaml", "sub", "x.sarif"] and (
        (outside / "x.sarif").read_text() == "kept"
    )


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("out.sarif", "is a link of the repository (`out.sarif`)"),
        ("./real/../out.sarif", "is a link of the repository (`out.sarif`)"),
        ("relative.sarif", "is a link of the repository (`relative.sarif`)"),
        ("dangling.sarif", "is a link of the repository (`dangling.sarif`)"),
        ("circle", "is a link of the repository (`circle`)"),
        ("folder/x.sarif", "lies behind `folder`, which is a link of the repository"),
        ("folder/sub/x.sarif", "lies behind `folder`, which is a link of the repository"),
        ("folder/../x.sarif", "lies behind `folder`, which is a link of the repository"),
        ("real/up/x.sarif", "lies behind `real/up`, which is a link of the repository"),
        ("inside/x.sarif", "lies behind `inside`, which is a link of the repository"),
        (".git/hooks/pre-commit", "lies in git's own folder"),
        ("real/.GIT/config", "lies in git's own folder"),
    ],
)
@pytest.mark.parametrize("absolute", [False, True])
@pytest.mark.parametrize("option", ["--output-format=sarif=", "--output-file="])
def test_a_report_goes_through_no_link_of_the_repository(
    project: Project, outside: Path, file: str, said: str, option: str, *, absolute: bool
) -> None:
    before = project.files()
    named = f"{project.path}/{file}" if absolute else file
    result = project.run("check", f"{option}{named}")
    assert (result.code, result.out) == (2, "")
    flag = option.removesuffix("=") + " " if option.count("=") == 1 else "--output-format sarif="
    assert f"dativo-hooks: {flag}{named} {said}" in result.err
    assert kept(outside)
    assert project.files() == before


@pytest.mark.parametrize("command", ["validate", "policy", "generate", "check"])
def test_every_command_refuses_it(project: Project, outside: Path, command: str) -> None:
    options = ["--check"] if command == "generate" else []
    assert project.run(command, *options, "--output-format=json=out.sarif").code == 2
    assert kept(outside)


def test_links_of_the_user_are_followed(project: Project, outside: Path) -> None:
    beside = project.path.parent
    (beside / "mine").symlink_to(outside / "sub")
    (beside / "to repository").symlink_to(project.path / "real")
    (beside / "file.sarif").symlink_to(outside / "sub" / "2.sarif")
    names = ("mine/1.sarif", "file.sarif", "to repository/3.sarif")
    for name in names:
        assert project.run("check", f"--output-format=sarif={beside / name}").code == 1
    assert sorted(path.name for path in (outside / "sub").iterdir()) == ["1.sarif", "2.sarif"]
    assert (project.path / "real" / "3.sarif").is_file()
    # One that leads back to a link of the repository is as bad as that one.
    (beside / "back").symlink_to(project.path / "folder")
    result = project.run("check", f"--output-format=sarif={beside / 'back'}/4.sarif")
    assert result.code == 2
    assert "lies behind `folder`, which is a link of the repository" in result.err


@needs.fifos
def test_a_pipe_in_the_repository_is_no_file(project: Project) -> None:
    os.mkfifo(project.path / "out.sarif")
    result = project.run("check", "--output-format=sarif=out.sarif")
    assert result.code == 2
    assert "--output-format sarif=out.sarif is no regular file" in result.err


@needs.fifos
def test_devices_outside_are_written_to(project: Project) -> None:
    assert project.run("check", "--output-format=sarif=/dev/null").code == 1
    done = subprocess.run(
        [sys.executable, "-m", "dativo_hooks", "check", "--output-format=sarif=/dev/stdout"],
        cwd=project.path,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith(b"{")
    assert done.stdout.endswith(b"}\n")


def test_the_repository_around_a_project_counts(project: Project, outside: Path) -> None:
    """The root is a project, or a submodule, of what the stranger has written."""
    (project.path / ".git").mkdir()
    result = project.run("check", "--root", "real", "--output-format=sarif=folder/y.sarif")
    assert result.code == 2
    assert "lies behind `folder`" in result.err
    assert kept(outside)


@pytest.mark.parametrize("name", ["folder/conf.yaml", "real/up/../conf.yaml", "conf.yaml"])
def test_a_configuration_behind_a_link_is_not_read(
    project: Project, outside: Path, name: str
) -> None:
    result = project.run("check", "--config", name)
    assert result.code == 2
    assert f"--config {name}" in result.err
    assert MARKED not in result.out + result.err
    assert (outside / "conf.yaml").is_file()


@pytest.mark.parametrize("target", ["../outside/conf.yaml", "/etc/hosts", "nowhere", "real"])
@pytest.mark.parametrize("command", ["check", "validate", "generate", "policy", "tags", "baseline"])
def test_a_configuration_that_is_a_link_out_is_not_the_defaults(
    project: Project, outside: Path, target: str, command: str
) -> None:
    (project.path / ".dativo-hooks.yaml").symlink_to(target)
    result = project.run(command)
    assert (result.code, result.out) == (2, "")
    said = "the configuration .dativo-hooks.yaml is a link to no file of the working tree"
    assert said in result.err
    assert (outside / "conf.yaml").is_file()


def test_a_configuration_outside_has_a_size(project: Project) -> None:
    outside = project.path.parent / "big.yaml"
    outside.write_bytes(b"#" * (MAX_FILE_SIZE + 1))
    result = project.run("check", "--config", str(outside))
    assert (result.code, result.out) == (2, "")
    assert "files over 2 MiB are not read" in result.err


@needs.fifos
def test_a_configuration_without_an_end(project: Project) -> None:
    result = project.run("check", "--config", "/dev/zero")
    assert (result.code, result.out) == (2, "")
    assert "files over 2 MiB are not read" in result.err


@pytest.mark.parametrize("root", ["folder", "folder/sub", "real/up"])
@pytest.mark.parametrize("git", [False, True])
def test_a_root_that_is_led_out(project: Project, outside: Path, root: str, *, git: bool) -> None:
    if git:
        (project.path / ".git").mkdir()
    (outside / "sub" / "jobs").mkdir()
    (outside / "sub" / "jobs" / "x.yaml").write_text(f"{MARKED}: 1\n")
    result = project.run("check", "--root", root)
    assert (result.code, result.out) == (2, "")
    assert f"--root {root} leads out of the repository by its link" in result.err
    assert project.run("cache", "clear", "--root", root).code == 2
    assert MARKED not in result.err


def test_a_root_that_is_a_link_within_or_of_the_user(project: Project, outside: Path) -> None:
    (project.path.parent / "mine").symlink_to(project.path)
    assert project.run("check", "--root", "inside").code == 0
    assert project.run("validate", "--root", "../mine").code == 0
    assert kept(outside)


@pytest.mark.parametrize(
    "command", [("generate", "--diff"), ("generate",), ("generate", "--check")]
)
@pytest.mark.parametrize("link", ["file", "folder", "folder above"])
def test_no_line_of_a_file_outside_is_printed(
    project: Project, outside: Path, command: tuple[str, ...], link: str
) -> None:
    """Not even of one with our header: the next line may be anybody's."""
    assert project.run("generate").code == 0
    text = project.read(TERRAFORM).decode() + f"# {MARKED}\n"
    place = project.path / TERRAFORM
    if link == "file":
        (outside / "x.tf").write_text(text)
        place.unlink()
        place.symlink_to(outside / "x.tf")
    else:
        folder = place.parent if link == "folder" else place.parent.parent
        below = outside / place.relative_to(folder)
        below.parent.mkdir(parents=True, exist_ok=True)
        below.write_text(text)
        folder.rename(project.path / "old")
        folder.symlink_to(outside)
    result = project.run(*command)
    assert result.code == 1
    assert MARKED not in result.out + result.err
    assert "link" in result.out or "--check" in command
    written = [path.read_text() for path in outside.rglob("*.tf")]
    assert written == [text]


@needs.fifos
def test_a_pipe_or_a_huge_file_in_the_place_of_terraform(project: Project) -> None:
    place = project.path / TERRAFORM
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    result = project.run("generate", "--diff", "--output-format", "concise")
    assert result.code == 1
    assert "is no regular file" in result.out
    place.unlink()
    with place.open("wb") as file:
        file.truncate(1 << 33)
    result = project.run("generate", "--diff", "--output-format", "concise")
    assert result.code == 1
    assert "files over 2 MiB are not read" in result.out


@pytest.mark.parametrize("command", [("baseline",), ("baseline", "--prune")])
def test_a_baseline_that_is_a_link(
    project: Project, outside: Path, command: tuple[str, ...]
) -> None:
    (outside / "sub" / "b.json").write_text(f'{{"{MARKED}": 1}}')
    (project.path / FILE).symlink_to(outside / "sub" / "b.json")
    for output in ([], ["--output", FILE]):
        result = project.run(*command, *output)
        assert (result.code, result.out) == (2, "")
        assert MARKED not in result.err
    assert (outside / "sub" / "b.json").read_text() == f'{{"{MARKED}": 1}}'


def test_modules_are_not_read_through_links(project: Project, outside: Path) -> None:
    assert project.run("modules", "vendor", "modules").code == 0
    for option in ([], ["--check"]):
        (project.path / "modules").rename(outside / "sub" / "modules")
        (project.path / "modules").symlink_to(outside / "sub" / "modules")
        assert project.run("modules", "vendor", "modules", *option).code == 1
        (project.path / "modules").unlink()
        (outside / "sub" / "modules").rename(project.path / "modules")


@pytest.mark.parametrize("command", [("check", "--staged"), ("generate", "--check", "--staged")])
def test_a_staged_configuration_that_is_a_link_out(
    project: Project, git: Repository, command: tuple[str, ...]
) -> None:
    (project.path / ".dativo-hooks.yaml").symlink_to("../outside.yaml")
    git.git("add", "-A")
    for _ in range(2):  # nor when it is remembered
        result = project.run(*command)
        assert (result.code, result.out) == (2, "")
        assert "is a link to no file of the index" in result.err
