"""A release: the commands of `scripts.release`, `.ci/build`, and the order of release.yml."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dativo_hooks import __version__
from scripts.changelog import ChangelogError, newest, notes, sections
from scripts.release import main
from scripts.told_versions import package_version, places
from tests.docs.markdown import ROOT
from tests.docs.test_versions import TELLING
from tests.locked import locked
from tests.published import commit
from tests.workflows.files import run, workflow

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = "dativo_hooks/__init__.py"

# They name versions of other things.
OTHERS = ("action.yml", "docs/CONFIG_REFERENCE.md", "schemas/asset.schema.json")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What tells a version, and some more, in a repository with changes to release."""
    folder = tmp_path / "tree"
    for name in (PACKAGE, *TELLING, *OTHERS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    changelog = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.0.1 (2026-01-02)\n\n- Old.\n"
    (folder / "CHANGELOG.md").write_text(changelog)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    return folder


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode("utf-8")


def test_prepare(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", "12.0.3", "--date", "2026-12-01"], tree) == 0
    assert f"{__version__} -> 12.0.3 in {len(places(ROOT))} places" in capsys.readouterr().out
    assert package_version(tree) == "12.0.3"
    assert {place.version for place in places(tree)} == {"12.0.3"}
    assert {place.path for place in places(tree)} == set(TELLING)
    changelog = (tree / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [(one.version, one.date) for one in sections(changelog)] == [
        ("12.0.3", "2026-12-01"),
        ("0.0.1", "2026-01-02"),
    ]
    # Nothing else changed.
    changed = set(git(tree, "diff", "--name-only").splitlines())
    assert changed == {*TELLING, "CHANGELOG.md", PACKAGE}
    for line in git(tree, "diff", "-U0", *TELLING, PACKAGE).splitlines():
        if line.startswith("+") and not line.startswith("+++"):
            assert "12.0.3" in line

    assert main(["check", "v12.0.3"], tree) == 0
    assert main(["notes", "v12.0.3"], tree) == 0
    assert capsys.readouterr().out == "12.0.3\n- New.\n"


def test_the_first_release_keeps_its_version(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "CHANGELOG.md").write_text(f"## {__version__} (unreleased)\n\n- All.\n")
    assert main(["check", f"v{__version__}"], tree) == 1
    assert main(["prepare", __version__, "--date", "2026-12-01"], tree) == 0
    assert capsys.readouterr().out == f"{__version__} is in the changelog, with its date\n"
    assert git(tree, "diff", "--name-only").splitlines() == ["CHANGELOG.md"]
    assert main(["check", f"v{__version__}"], tree) == 0


DATED = f"## {__version__} (2026-12-01)\n\n- All.\n"


@pytest.mark.parametrize(
    ("words", "changelog", "error"),
    [
        ("prepare 1.2", None, "no version"),
        ("prepare 1.2.3rc1", None, "no version"),
        ("prepare v1.2.3", None, "no version"),
        ("prepare 0.0.9", None, "older than"),
        ("prepare 9.0.0", DATED, "nothing is in a section"),
        ("prepare 9.0.0", "## Unreleased\n", "nothing is in a section"),
        ("prepare 9.0.0", "# Changelog\n", "nothing is in a section"),
        ("prepare 9.0.0", "## 8.0.0 (unreleased)\n\n- All.\n", "in the section of 8.0.0"),
        ("prepare 9.0.0", "## [1.0.0] - 2026-12-01\n", "no version with its date"),
        (f"check {__version__}", DATED, f"the tag is {__version__}, the package is"),
        ("check v9.0.0", DATED, "the tag is v9.0.0, the package is"),
        (f"check v{__version__}", None, f"no section of {__version__}"),
        (f"check v{__version__}", f"## Unreleased\n\n- New.\n{DATED}", ""),
        (f"check v{__version__}", DATED.replace("- All.", ""), "is empty"),
        (f"check v{__version__}", f"{DATED}\n## Unreleased\n", "isn't the first section"),
        ("notes v9.0.0", DATED, "no section of 9.0.0"),
    ],
)
def test_what_is_refused(
    tree: Path,
    capsys: pytest.CaptureFixture[str],
    words: str,
    changelog: str | None,
    error: str,
) -> None:
    if changelog is not None:
        (tree / "CHANGELOG.md").write_text(changelog)
    before = git(tree, "diff")
    assert main(words.split(" "), tree) == (1 if error else 0)
    assert error in capsys.readouterr().err
    assert git(tree, "diff") == before


@pytest.mark.parametrize(
    "path", ["README.md", "docs/ci.md", "examples/acme/.pre-commit-config.yaml"]
)
def test_a_tag_is_held_against_what_users_are_told(
    tree: Path, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    (tree / "CHANGELOG.md").write_text(DATED)
    text = (tree / path).read_text(encoding="utf-8")
    (tree / path).write_text(text.replace(__version__, "0.0.7", 1), encoding="utf-8")
    assert main(["check", f"v{__version__}"], tree) == 1
    assert re.search(rf" {re.escape(path)}:\d+ tells 0\.0\.7", capsys.readouterr().err)


def test_notes_are_one_section() -> None:
    changelog = "# C\n\n## Unreleased\n\n- c\n\n## 1.1.0 (2026-02-01)\n\n### Fixed\n\n- b\n\n"
    changelog += "## 1.0.0 (2026-01-01)\n\n- a\n"
    assert notes(changelog, "1.1.0") == "### Fixed\n\n- b\n"
    assert newest(changelog).version == "1.1.0"
    with pytest.raises(ChangelogError, match="no section has a version"):
        newest("# C\n\n## Unreleased\n")


def test_the_release_takes_these_steps() -> None:
    jobs = workflow("release.yml")["jobs"]
    needs = {name: job.get("needs") for name, job in jobs.items()}
    assert needs == {
        "version": None,
        "ci": "version",
        "build": "ci",
        "publish": "build",
        "github": "publish",
    }
    assert jobs["version"]["if"] == "github.repository == 'dativo-io/dativo-hooks'"
    commands = {
        name: [step["run"] for step in job["steps"] if "run" in step]
        for name, job in jobs.items()
        if "steps" in job
    }
    assert commands["version"] == ['python -m scripts.release check "$GITHUB_REF_NAME"']
    assert commands["build"] == [
        ".ci/build",
        'python -m scripts.release notes "$GITHUB_REF_NAME" >notes.md',
    ]
    assert jobs["publish"]["environment"] == "pypi"
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["github"]["permissions"] == {"contents": "write"}


@pytest.mark.lane("install")
@pytest.mark.skipif(os.name == "nt", reason="releases are built on Linux")
def test_build(tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    commit(folder)
    known = locked(tmp_path)["PIP_CONSTRAINT"]
    done = run("bash .ci/build", folder, {"PYTHON": sys.executable, "CONSTRAINTS": known})
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"dativo-hooks {__version__}\n" in done.stdout
    assert sorted(path.name for path in (folder / "dist").iterdir()) == [
        f"dativo_hooks-{__version__}-py3-none-any.whl",
        f"dativo_hooks-{__version__}.tar.gz",
    ]
