"""What is printed: the same on every system, whatever its line ends and its encoding are."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from dativo_hooks.cli import check
from dativo_hooks.cli.streams import settle_streams, shows_color
from dativo_hooks.report.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cli.conftest import Project

FOR_PEOPLE = {"full", "concise"}
"""Formats in the encoding of their terminal."""

ODD = "Zürich ŵ 日本"
"""What cp1252, the encoding of a pipe on Windows, has a part of."""


def printed(project: Project, *arguments: str, variables: Mapping[str, str] = {}) -> bytes:
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    done = subprocess.run(
        [sys.executable, "-m", "dativo_hooks", *arguments],
        cwd=project.path,
        env={**os.environ, "PYTHONPATH": here, **variables},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_the_encoding_of_windows(project: Project, form: str) -> None:
    project.edit("assets/contacts.yaml", "ENG-001", ODD)
    arguments = ("policy", "--output-format", form)
    everywhere = printed(project, *arguments, variables={"PYTHONUTF8": "1"})
    there = printed(
        project, *arguments, variables={"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    )
    if form not in FOR_PEOPLE:
        assert there == everywhere
    else:
        assert ODD in everywhere.decode("utf-8")
        assert "Zürich \\u0175 \\u65e5\\u672c" in there.decode("cp1252")


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_line_ends_are_those_of_every_system(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As Windows opens them."""
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="cp1252", newline="\r\n")
    monkeypatch.setattr(sys, name, stream)
    settle_streams()
    stream.write("a\nĀ\n")
    stream.flush()
    assert written.getvalue() == b"a\n\\u0100\n"


def test_a_reader_that_has_seen_enough_on_windows(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    discarded: list[bool] = []
    monkeypatch.setattr("dativo_hooks.cli.streams.discard_output", lambda: discarded.append(True))
    for error, code in (
        (OSError(errno.EINVAL, "Invalid argument"), 1),
        (OSError(errno.EINVAL, "Invalid argument", "a?b.yaml"), 3),
        (OSError(errno.EIO, "I/O error"), 3),
    ):

        def fail(_: object, error: OSError = error) -> int:
            raise error

        discarded.clear()
        monkeypatch.setattr(check, "run", fail)
        assert project.run("check").code == code
        assert discarded == [True] * (code == 1)


def test_elsewhere_that_error_is_a_bug(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(check, "run", fail)
    assert project.run("check").code == 3


class Console(NamedTuple):
    """What Windows says: whether output is a console, and whether that knows codes."""

    is_one: bool
    learns: bool

    def kernel(self, _: str) -> Any:
        console = self

        class Kernel:
            def __init__(self) -> None:
                self.mode = 3

                def get_std_handle(output: int) -> int:
                    assert output == -11
                    return 7

                self.GetStdHandle = get_std_handle

            def GetConsoleMode(self, handle: ctypes.c_void_p, mode: Any) -> int:  # noqa: N802
                assert handle.value == 7
                mode._obj.value = self.mode
                return int(console.is_one)

            def SetConsoleMode(self, handle: ctypes.c_void_p, mode: int) -> int:  # noqa: N802
                assert (handle.value, mode) == (7, 7)
                return int(console.learns)

        return Kernel()


@pytest.mark.parametrize(
    ("console", "shows"),
    [(Console(True, True), True), (Console(True, False), False), (Console(False, True), False)],
)
def test_consoles_of_windows_learn_colors(
    monkeypatch: pytest.MonkeyPatch, console: Console, *, shows: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", console.kernel, raising=False)
    assert not shows_color()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert shows_color() is shows
