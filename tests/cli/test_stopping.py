"""Signals as the program takes them; what they do to whole processes is in tests/faults."""

from __future__ import annotations

import gc
import os
import signal
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.cli import main, stopping
from dativo_hooks.repository.temporary import temporary
from tests import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own() -> Iterator[None]:
    """Give this process its own handlers back."""
    before = {number: signal.getsignal(number) for number in stopping._SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


class Ended(Exception):  # noqa: N818 - no error
    """The process would have ended."""


@needs.signals
def test_a_signal_deletes_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(code: int) -> None:
        assert list(tmp_path.iterdir()) == []
        raise Ended(code)

    monkeypatch.setattr(os, "_exit", end)
    stopping.end_when_stopped()
    with temporary(str(tmp_path)) as new:
        with open(new, "xb") as file:
            file.write(b"half")
        with pytest.raises(Ended, match=r"^143$"):
            os.kill(os.getpid(), signal.SIGTERM)


def test_the_process_itself_listens_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []

    def run(_: list[str]) -> int:
        heard.extend(signal.getsignal(number) for number in stopping._SIGNALS)
        return 1

    monkeypatch.setattr(main, "_run", run)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    assert main.main([]) == 1  # somebody else's process: its signals are its own
    assert stopping._end not in heard
    heard.clear()
    signal.signal(stopping._SIGNALS[1], signal.SIG_IGN)
    assert main.main() == 1
    assert heard == [
        signal.SIG_IGN if number == stopping._SIGNALS[1] else stopping._end
        for number in stopping._SIGNALS
    ]
    assert stopping._end not in map(signal.getsignal, stopping._SIGNALS)
    assert signal.getsignal(stopping._SIGNALS[1]) is signal.SIG_IGN
