"""The README does what it says: its commands run, its tables and defaults are the real ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from dativo_hooks.document import Document
from dativo_hooks.model.configuration import Configuration, decode_configuration
from dativo_hooks.validation.validate import problems
from tests import needs
from tests.docs.picture import PICTURE, svg, transcript
from tests.locked import locked

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


SETUP, TESTS, COMMANDS = _blocks("bash")
PRE_COMMIT, CONFIGURATION = _blocks("yaml")
MANIFEST: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The project as a clone has it: what git tracks, and what isn't added yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    folder = tmp_path / "clone"
    for name in filter(None, os.fsdecode(listed).split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def _run(
    command: str, folder: Path, variables: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[str]:
    needs.programs_in_sh()
    # The python3 that the README's reader has is the one that runs this test.
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("COV_", "GIT_"))}
    return subprocess.run(
        ["bash", "-euc", command],
        cwd=folder,
        env={**kept, "PATH": path, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_set_up_and_run(clone: Path, tmp_path: Path) -> None:
    done = _run(SETUP, clone, locked(tmp_path))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    (package,) = (clone / ".venv").glob("lib/python*/site-packages/dativo_hooks")
    for shipped in ("schemas", "terraform"):
        there = {path.relative_to(ROOT / shipped) for path in (ROOT / shipped).rglob("*.tf")}
        there |= {path.relative_to(ROOT / shipped) for path in (ROOT / shipped).rglob("*.json")}
        assert there
        for name in there:
            assert (package / shipped / name).is_file(), name


def test_set_up_and_test() -> None:
    """`.ci/run` takes the command from the README and runs it."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert 'command=$(grep -- "-m pytest" README.md)' in script
    assert [line for line in README.splitlines() if "-m pytest" in line] == [TESTS.strip()]
    *install, tests = TESTS.strip().split(" && ")
    assert install[0] == "python3 -m venv .venv"
    assert all(word.startswith(".venv/bin/") for word in (*install[1:], tests))
    assert tests == ".venv/bin/python -m pytest -n auto --cov"


def test_commands(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    shutil.copytree(ROOT / "examples" / "acme", folder)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    commands = [line for line in COMMANDS.splitlines() if line]
    assert len(commands) > 8
    for command in commands:
        done = _run(command.replace("dativo-hooks", f"{sys.executable} -m dativo_hooks", 1), folder)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    for listing in (["diff", "--name-only"], ["ls-files", "--others"]):
        changed = subprocess.run(["git", *listing], cwd=folder, check=True, capture_output=True)
        others = [name for name in changed.stdout.split() if b"terraform/modules/" not in name]
        assert others == []  # all but what was vendored was there already


def test_every_hook_is_in_the_table() -> None:
    table = re.findall(r"^\| `(dativo-[\w-]+)` \|", README, re.MULTILINE)
    assert sorted(table) == sorted(hook["id"] for hook in MANIFEST)


def test_the_pre_commit_configuration_names_hooks_that_exist() -> None:
    (repository,) = yaml.safe_load(PRE_COMMIT)["repos"]
    ids = {hook["id"] for hook in MANIFEST}
    assert {hook["id"] for hook in repository["hooks"]} <= ids


def test_the_configuration_shows_the_defaults() -> None:
    document = Document("README.md", CONFIGURATION.encode(), yaml.safe_load(CONFIGURATION))
    assert problems(document, "configuration") == ()
    shown = decode_configuration(document)
    default = Configuration()
    # What a new file gets; unset, an existing file keeps the format and layout that it has.
    terraform = shown.terraform._replace(
        format=default.terraform.format, layout=default.terraform.layout
    )
    assert shown._replace(terraform=terraform) == default


def test_the_picture_shows_what_the_hook_prints() -> None:
    assert PICTURE.read_text(encoding="utf-8") == svg(transcript())
