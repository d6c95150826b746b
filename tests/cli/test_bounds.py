"""The law of time: whatever a file says, it is read and reported in a time that its size bounds."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.cli.main import main
from dativo_hooks.report.formats import FORMATS
from tests import needs
from tests.cli.texts import FILES, PIECES, PLACES, filled, known
from tests.engine.repositories import repository
from tests.laws import examples

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Project

SIZE = 40_000
"""Characters; quadratic time shows, and a text that is none takes a tenth of a second."""

MOST = 2.0
"""CPU seconds of one command, for 100,000 characters."""

MEMORY = 300
"""MiB that it may take."""

_COMMANDS = (("check", "--no-cache"), ("generate", "--diff"), ("check", "--no-cache", "--diff"))


def _seconds(*arguments: str) -> float:
    """The CPU seconds of a run, in a process of its own: nothing traces it there.

    It must have taken no more than `MEMORY`.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "dativo_hooks", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1, 2}
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # getrusage(2)
    assert usage.ru_maxrss / unit < MEMORY
    return usage.ru_utime + usage.ru_stime


pytestmark = needs.usage

KNOWN = list(known(100_000))


@pytest.mark.parametrize("number", range(len(KNOWN)), ids=[name for name, _, _ in KNOWN])
def test_texts_that_took_long(project: Project, number: int) -> None:
    _, path, text = KNOWN[number]
    job = FILES["jobs/contacts.yaml"].replace("sales", "A" * 31)
    asset = FILES["assets/contacts.yaml"].replace("ENG-001", "A" * 31)
    project.write(
        {**repository(), **FILES, "jobs/contacts.yaml": job, "assets/contacts.yaml": asset}
    )
    project.write({path: text, f"jobs/{'a/' * 30}{'a' * 60}.yaml": job})
    assert _seconds("check", "--no-cache") < MOST


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose files the law below writes, one at a time."""
    found = tmp_path_factory.mktemp("texts")
    texts = {path: text.encode() for path, text in FILES.items()}
    for path, data in {**repository(), **texts}.items():
        (found / path).parent.mkdir(parents=True, exist_ok=True)
        (found / path).write_bytes(data)
    assert main(["generate", "--root", str(found)]) in {0, 1}
    return found


@examples(25)
@given(
    st.sampled_from(PLACES),
    st.sampled_from(PIECES),
    st.booleans(),
    st.sampled_from(_COMMANDS),
    st.sampled_from(sorted(FORMATS)),
)
def test_no_text_takes_long(
    folder: Path,
    place: tuple[str, str],
    piece: str,
    quoted: bool,
    command: tuple[str, ...],
    form: str,
) -> None:
    path, word = place
    text = filled(path, word, piece * (SIZE // len(piece)), quoted=quoted)
    (folder / path).write_bytes(text.encode())
    formats = ("--output-format", form) if command == _COMMANDS[0] else ()
    try:
        assert _seconds(*command, "--root", str(folder), *formats) < MOST
    finally:
        (folder / path).write_bytes(FILES[path].encode())


@pytest.mark.parametrize("kind", ["renamed", "elsewhere", "folders", "suppressed", "colliding"])
def test_files_take_no_more_than_their_share(project: Project, kind: str) -> None:
    """Twice as many files take twice the time, not four times."""

    def seconds(count: int) -> float:
        for number in range(count):
            tenant = "acme" if kind == "colliding" else f"t{number}"
            asset = {
                "renamed": f"assets/a{number}_old.yaml",
                "elsewhere": f"other/a{number}.yaml",
                "folders": "assets",
            }.get(kind, f"assets/a{number}.yaml")
            job = FILES["jobs/contacts.yaml"].replace("tenant_id: acme", f"tenant_id: {tenant}")
            job = job.replace("assets/contacts.yaml", asset)
            if kind == "suppressed":
                job = job.replace("cpu: 1024", "cpu: 99 # dativo-hooks: ignore[DH103] why")
            project.write(
                {
                    f"jobs/{number % 7}/j{number}.yaml": job,
                    f"assets/a{number}.yaml": FILES["assets/contacts.yaml"],
                }
            )
        return _seconds("check", "--no-cache", "-j", "1", "--output-format", "json")

    seconds(10)
    few, many = seconds(100), seconds(400)
    assert many < 10 * few + 0.5
