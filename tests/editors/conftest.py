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

from tests import needs
from tests.editors.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The blocks of docs/editors.md in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def settings() -> dict[str, Any]:
    """What docs/editors.md has people write into the settings of VS Code."""
    (text,) = blocks("json")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, after the commands of docs/editors.md."""
    needs.programs_in_sh()
    folder = tmp_path_factory.mktemp("editors") / "acme"
    shutil.copytree(ROOT / "examples" / "acme", folder)
    (commands,) = blocks("bash")
    program = f"{sys.executable} -m dativo_hooks"
    done = subprocess.run(
        ["bash", "-euc", commands.replace("dativo-hooks", program)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return folder


@pytest.fixture(scope="session")
def server(node_modules: Path, workspace: Path) -> Iterator[Server]:
    """An editor whose settings are those of docs/editors.md."""
    server = Server(node_modules, workspace, settings())
    yield server
    server.close()
