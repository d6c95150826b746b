"""What a small change loads: a commit waits for it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

RUN = """
import sys
from dativo_hooks.cli.main import main
code = main(["check", "--staged"])
print(code, *sorted(sys.modules))
"""

HEAVY = {"yaml", "jsonschema", "hcl2", "difflib", "dativo_hooks.explanations.table"}


@pytest.mark.parametrize(
    ("added", "validates"),
    [(b"", False), (b"# changed\n", True)],
    ids=["nothing changed", "a job changed"],
)
def test_what_is_heavy_is_loaded_where_it_is_needed(
    project: Project, git: Repository, added: bytes, *, validates: bool
) -> None:
    assert project.run("check", "--staged").code == 0
    job = "jobs/contacts.yaml"
    project.write({job: project.read(job) + added})
    git.git("add", "-A")
    done = subprocess.run(
        [sys.executable, "-c", RUN], capture_output=True, text=True, check=True, cwd=project.path
    )
    code, *loaded = done.stdout.split()
    assert code == "0"
    assert HEAVY.isdisjoint(loaded)
    assert ("jsonschema_rs" in loaded) is validates
    assert ("dativo_hooks.engine.look" in loaded) is validates
