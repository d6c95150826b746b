"""Many looks at once: the same looks, in order; and what happens where a process fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.engine import parallel
from dativo_hooks.engine.look import look
from dativo_hooks.engine.parallel import FEWEST, WorkerFailedError, executor
from dativo_hooks.engine.repository import Shard
from tests import needs
from tests.engine.looking import repository_of
from tests.incremental.test_changed import first

if TYPE_CHECKING:
    from collections.abc import Callable

    from dativo_hooks.engine.look import Look
    from dativo_hooks.engine.repository import Repository

# A thread of xdist's is there, which holds nothing that a worker waits for.
pytestmark = pytest.mark.filterwarnings("ignore:.* is multi-threaded:DeprecationWarning")

SHARDS = [Shard((path,)) for path in ("jobs/a.yaml", "jobs/b.yaml", "jobs/n/c.yaml")]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FEWEST", 0)


@pytest.mark.parametrize("processes", [1, 2, 3, 8])
def test_looks_come_in_order(processes: int) -> None:
    repository = repository_of(first())
    done: list[int] = []
    found = list(executor(processes, done.append)(repository, SHARDS))
    assert found == [look(repository, shard) for shard in SHARDS]
    assert done == [1, 1, 1]


def test_few_files_are_looked_at_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FEWEST", FEWEST)
    monkeypatch.delattr(os, "fork", raising=False)
    assert len(list(executor(2)(repository_of(first()), SHARDS))) == 3


def test_without_fork_one_process_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert len(list(executor(2)(repository_of(first()), SHARDS))) == 3


@needs.forks
def test_a_fault_of_ours_comes_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> None:
        raise ArithmeticError("out of luck")

    repository = repository_of(first())
    _in_workers(monkeypatch, failing)
    with pytest.raises(ArithmeticError, match="out of luck"):
        list(executor(2)(repository, SHARDS))


@needs.forks
def test_a_process_that_is_killed_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    repository = repository_of(first())
    _in_workers(monkeypatch, lambda: os.kill(os.getpid(), 9))
    with pytest.raises(WorkerFailedError):
        list(executor(2)(repository, SHARDS))


def _in_workers(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Have the workers do something else than look."""
    ours = os.getpid()

    def looking(_: Repository, __: Shard) -> Look:
        assert os.getpid() != ours
        act()
        raise AssertionError

    monkeypatch.setattr(parallel, "look", looking)


@needs.forks
def test_an_interrupted_run_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    fork = os.fork
    started: list[int] = []

    def recorded() -> int:
        process = fork()
        started.append(process)
        return process

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fork", recorded)
    with pytest.raises(KeyboardInterrupt):
        list(executor(3, interrupted)(repository_of(first()), SHARDS))
    assert len(started) == 3
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


PROGRAM = """
import os, sys, time
from dativo_hooks.engine import parallel
from dativo_hooks.engine.repository import Shard
def slow(*_):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(60)
parallel.look, parallel.FEWEST = slow, 0
list(parallel.executor(2)(None, [Shard(("a",)), Shard(("b",))]))
"""


@needs.forks
def test_workers_end_with_a_parent_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        parent.send_signal(signal.SIGKILL)
    for worker in workers:
        for _ in range(200):  # until the system has told them
            if not _is_alive(worker):
                break
            time.sleep(0.05)
        assert not _is_alive(worker)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
