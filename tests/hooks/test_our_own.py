"""Our own .pre-commit-config.yaml: commits to this repository, by a clone of it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from tests import needs
from tests.published import SOURCE, clean, commit
from tests.repository.sandbox import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


CONFIGURATION = yaml.safe_load((SOURCE / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
HOOKS = {hook["id"]: hook for repo in CONFIGURATION["repos"] for hook in repo["hooks"]}

# A fault for each hook: a file, what is in it, what is put there instead.
FAULTS = {
    "ruff-check": ("scripts/changelog.py", "import re\n", "import os\nimport re\n"),
    "ruff-format": ("scripts/release.py", "ROOT = ", "ROOT  =  "),
    "mypy": ("scripts/told_versions.py", "    line: int\n", "    line: bytes\n"),
    "actionlint": (".github/workflows/nightly.yml", "needs.*.result", "needs.all.result"),
    "zizmor": (".github/workflows/ci.yml", "persist-credentials: false", "fetch-depth: 1"),
    "dativo-check": ("examples/acme/jobs/acme/hubspot_contacts.yaml", "memory: 2048", "memory: 7"),
}


def test_every_hook_has_a_fault() -> None:
    assert list(FAULTS) == list(HOOKS)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ours") / "clone"
    folder.mkdir()
    commit(folder)
    return folder


@pytest.fixture(scope="module")
def environment(clone: Path) -> Mapping[str, str]:
    """An activated development environment whose `dativo_hooks` is the clone's."""
    return {
        **clean(isolated(clone.parent)),
        "HOME": os.environ.get("HOME", str(clone.parent)),  # npm and pip have their settings there
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
        "PYTHONPATH": str(clone),
        "PRE_COMMIT_HOME": str(clone.parent / "pre-commit"),
        "PRE_COMMIT_COLOR": "never",
    }


def git(clone: Path, environment: Mapping[str, str], *words: str) -> tuple[int, str]:
    done = subprocess.run(
        ["git", *words], cwd=clone, env=environment, capture_output=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


@needs.zizmor
@needs.shells
@pytest.mark.lane("scanners")
def test_commits(clone: Path, environment: Mapping[str, str]) -> None:
    words = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(words, cwd=clone, env=environment, check=True, capture_output=True)

    for path, before, after in FAULTS.values():
        text = (clone / path).read_text(encoding="utf-8")
        assert before in text
        (clone / path).write_text(text.replace(before, after), encoding="utf-8")
    code, said = git(clone, environment, "commit", "-qam", "Faults")
    assert code == 1, said
    assert [name for name, hook in HOOKS.items() if _ended(said, hook["name"]) != "Failed"] == []

    git(clone, environment, "reset", "-q", "--hard")
    for path, _, _ in FAULTS.values():
        with (clone / path).open("a", encoding="utf-8") as file:
            file.write("\n\n# Said.\n")
    code, said = git(clone, environment, "commit", "-qam", "None")
    assert code == 0, said
    assert [name for name, hook in HOOKS.items() if _ended(said, hook["name"]) != "Passed"] == []


def _ended(said: str, name: str) -> str:
    """`Passed`, `Failed`, or `Skipped`, which pre-commit writes after a hook's name and dots."""
    (line,) = [line for line in said.splitlines() if line.startswith(f"{name}.")]
    return line.rpartition(".")[2]
