"""Temporary files: no run leaves one, and what a killed one has left is nobody's file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository import temporary
from dativo_hooks.repository.refusals import refusal
from dativo_hooks.repository.report_file import write_report
from dativo_hooks.repository.root import find_root
from dativo_hooks.repository.unfinished import FILES
from dativo_hooks.repository.working_tree import WorkingTree
from dativo_hooks.repository.writing import write_atomically
from tests import needs
from tests.repository.sandbox import Repository

if TYPE_CHECKING:
    from pathlib import Path


def dead() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def left(folder: Path, process: int) -> Path:
    path = folder / f".dativo-hooks-{process}-0123456789ab.tmp"
    path.write_bytes(b"half of")
    return path


@needs.signals
def test_what_a_dead_process_has_left_is_deleted_by_the_next(tmp_path: Path) -> None:
    file = left(tmp_path, dead())
    beside = tmp_path / "sub"
    beside.mkdir()
    other = left(beside, dead())
    write_atomically(str(tmp_path), "x", b"new")
    assert not file.exists()
    assert other.exists()  # nothing was written there
    again = left(tmp_path, dead())  # and in the same process
    write_atomically(str(tmp_path), "y", b"new")
    assert not again.exists()


def test_what_a_living_process_writes_stays_for_an_hour(tmp_path: Path) -> None:
    file = left(tmp_path, os.getppid())
    write_atomically(str(tmp_path), "x", b"new")
    assert file.exists()
    os.utime(file, (0, 0))
    temporary._swept.clear()  # as in a new process
    write_atomically(str(tmp_path), "x", b"newer")
    assert not file.exists()


@pytest.mark.parametrize(
    "name",
    [
        ".dativo-hooks-1-0123456789ab.tm",
        ".dativo-hooks--0123456789ab.tmp",
        ".dativo-hooks-1-0123456789AB.tmp",
        ".dativo-hooks-baseline.json",
        ".dativo-hooks.yaml",
        "x.dativo-hooks-1-0123456789ab.tmp",
    ],
)
def test_other_names_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    os.utime(tmp_path / name, (0, 0))
    write_atomically(str(tmp_path), "x", b"new")
    assert (tmp_path / name).read_bytes() == b"mine"


@needs.links
def test_a_link_of_such_a_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    link = tmp_path / ".dativo-hooks-1-0123456789ab.tmp"
    link.symlink_to("mine")
    write_atomically(str(tmp_path), "x", b"new")
    assert link.is_symlink()
    assert (tmp_path / "mine").read_bytes() == b"mine"


def test_a_folder_is_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[object] = []
    real = os.listdir

    def counted(path: str) -> list[str]:
        listed.append(path)
        return real(path)

    monkeypatch.setattr(os, "listdir", counted)
    for number in range(200):
        write_atomically(str(tmp_path), f"{number}", b"")
    assert len(listed) < 20


def test_they_are_no_files_of_a_repository(repository: Repository) -> None:
    repository.commit({"jobs/a.yaml": "1\n", ".dativo-hooks-7-0123456789ab.tmp": "tracked\n"})
    left(repository.path / "jobs", 1)
    left(repository.path, 1)
    assert list(WorkingTree(find_root(str(repository.path))).paths) == [
        ".dativo-hooks-7-0123456789ab.tmp",  # with such a name nobody hides a file from us
        "jobs/a.yaml",
    ]


def test_nor_outside_of_git(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.yaml").write_bytes(b"1\n")
    left(tmp_path / "folder", 1)
    assert list(WorkingTree(find_root(str(tmp_path / "folder"))).paths) == ["a.yaml"]


# Reports.


@needs.modes
def test_a_report_keeps_the_mode_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_report(str(file), "new\nü")
    assert file.read_bytes() == "new\nü".encode()
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_report_that_breaks_off_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "report").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_report(str(tmp_path / "report"), "new")
    assert os.listdir(tmp_path) == ["report"]
    assert (tmp_path / "report").read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EBUSY])
def test_a_report_in_somebody_elses_folder_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    (tmp_path / "report").write_bytes(b"old, and longer")
    monkeypatch.setattr(os, "replace", refuse)
    write_report(str(tmp_path / "report"), "new")
    assert (tmp_path / "report").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["report"]


@needs.fifos
def test_a_report_goes_into_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_report(str(pipe), "new\n")
        out, _ = reader.communicate()
    assert out == b"new\n"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "read only"),
        (errno.EACCES, "let its folder be written to"),
        (errno.EIO, "the disk failed"),
        (errno.EFBIG, "ulimit -f"),
        (errno.EMFILE, "ulimit -n"),
    ],
)
def test_what_a_disk_refuses_is_said_in_words(number: int, said: str) -> None:
    text = refusal(OSError(number, os.strerror(number)))
    assert text.startswith(os.strerror(number))
    assert said in text
    assert refusal(OSError("odd")) == "odd"


def test_the_list_of_unfinished_files_ends_empty(tmp_path: Path) -> None:
    with temporary.temporary(str(tmp_path)) as new:
        assert new in FILES
    assert not FILES
