"""The workflows of .github, as GitHub reads them."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import yaml

from tests import needs
from tests.published import SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = SOURCE / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.iterdir())


def workflow(name: str) -> dict[str, Any]:
    """A workflow; its `on` is the key "on", which YAML 1.1 takes for true."""
    read: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in read.items()}


def script(name: str, job: str) -> str:
    """The script of a job's last step."""
    return str(workflow(name)["jobs"][job]["steps"][-1]["run"])


def run(text: str, folder: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script of a step as GitHub's runner does where a step names no shell."""
    needs.programs_in_sh()
    bash = shutil.which("bash")
    assert bash
    return subprocess.run(
        [bash, "-e", "-c", text],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
