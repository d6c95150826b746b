"""What not every system has, switched off: the results are those that it gives."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository.cache import Entry, Records, packed
from dativo_hooks.repository.git import Answer
from dativo_hooks.repository.system import can_fork, processors, read_at

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

FEATURES = (
    *("fork", "pread", "sched_getaffinity"),
    *("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"),
)
"""Names in `os` that are missing somewhere."""


def without(monkeypatch: pytest.MonkeyPatch, feature: str) -> None:
    monkeypatch.delattr(os, feature, raising=False)  # some are missing here already


def test_long_answers_of_git(repository: Repository) -> None:
    """Longer than any pipe: somebody must read while git writes."""
    content = "0123456789abcde\n" * 20_000
    repository.commit({"long": content})
    answer = Answer(["cat-file", "blob", ":long"], str(repository.path), {})
    assert answer.output() == content.encode()


@pytest.mark.parametrize("lacking", [False, True])
def test_records_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lacking: bool
) -> None:
    if lacking:
        without(monkeypatch, "pread")
    records = {str(number): bytes([number]) * number for number in range(100)}
    spans, data = packed(records)
    path = tmp_path / "records"
    path.write_bytes(b"head" + data)
    with path.open("rb") as file:
        file.read(4)
        found = Records(Entry(str(path), file), spans)
        for key in [*records, *reversed(records)]:
            assert found[key] == records[key]


def test_bytes_anywhere_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "pread")
    file = BytesIO(b"0123456789")
    assert [read_at(file, 7, 2), read_at(file, 0, 3), read_at(file, 8, 9)] == [b"78", b"012", b"89"]


@pytest.mark.parametrize(("told", "expected"), [(3, 3), (None, 1)])
def test_processors_where_nobody_knows_which_we_may_use(
    monkeypatch: pytest.MonkeyPatch, told: int | None, expected: int
) -> None:
    without(monkeypatch, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: told)
    assert processors() == expected


def test_processors_that_we_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 5}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert processors() == 2


def test_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_fork() is (os.name != "nt")
    without(monkeypatch, "fork")
    assert not can_fork()


RUN = """\
import os, sys

for name in sys.argv.pop(1).split(","):
    if hasattr(os, name):
        delattr(os, name)
from dativo_hooks.engine import parallel
from dativo_hooks.cli.main import main

parallel.FEWEST = 0
raise SystemExit(main())
"""
"""A run without some of what `os` has: nothing but `system` may ask for it."""


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "-j", "3"),
        ("check", "--staged", "--no-cache"),
        ("check", "--staged"),
        ("generate", "--diff"),
        ("tags",),
    ],
    ids=" ".join,
)
def test_runs_without_all_of_it_say_the_same(
    project: Project, git: Repository, arguments: tuple[str, ...]
) -> None:
    project.edit("assets/contacts.yaml", "ENG-001", "eng 1")
    project.write({"jobs/second.yaml": project.read("jobs/contacts.yaml")})
    git.git("add", "-A")

    def run(features: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", RUN, features, *arguments]
        here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        environment = {**os.environ, "PYTHONPATH": here}
        return subprocess.run(
            command, cwd=project.path, env=environment, capture_output=True, check=False
        )

    for _ in range(2):  # the second has a cache to read
        usual, bare = run("-"), run(",".join(FEATURES))
        assert (bare.stdout, bare.stderr) == (usual.stdout, usual.stderr)
        assert bare.returncode == usual.returncode
        assert usual.stdout
        assert b"Traceback" not in usual.stderr
