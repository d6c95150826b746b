"""Many looks at once: the same looks, in order; and what happens where a process fails."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.cli import workers
from dativo_hooks.cli.main import main
from dativo_hooks.cli.workers import FEWEST, WorkerFailedError, executor
from dativo_hooks.engine.look import Task, look
from tests import needs
from tests.engine.looking import repository_of
from tests.incremental.test_changed import first

if TYPE_CHECKING:
    from collections.abc import Callable

    from dativo_hooks.engine.look import Look, Repository
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository as Sandbox

# A thread of xdist's is there, which holds nothing that a worker waits for.
pytestmark = pytest.mark.filterwarnings("ignore:.* is multi-threaded:DeprecationWarning")

TASKS = [Task((path,)) for path in ("jobs/a.yaml", "jobs/b.yaml", "jobs/n/c.yaml")]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEWEST", 0)


@pytest.mark.parametrize("processes", [1, 2, 3, 8])
def test_looks_come_in_order(processes: int) -> None:
    repository = repository_of(first())
    done: list[int] = []
    found = list(executor(processes, done.append)(repository, TASKS))
    assert found == [look(repository, task) for task in TASKS]
    assert done == [1, 1, 1]


@pytest.mark.parametrize("count", [1023, 1024, 1025, 5000])
def test_any_number_of_tasks_fits_the_smallest_pipe(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(workers, "look", lambda _, task: task)
    tasks = [Task((f"jobs/{number}.yaml",)) for number in range(count)]
    assert count * 4 // workers._step(count) <= 4096
    found: list[object] = list(executor(3)(repository_of(first()), tasks))
    assert found == tasks


def test_few_files_are_looked_at_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEWEST", FEWEST)
    monkeypatch.delattr(os, "fork", raising=False)
    assert len(list(executor(2)(repository_of(first()), TASKS))) == 3


def test_without_fork_one_process_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert len(list(executor(2)(repository_of(first()), TASKS))) == 3


@needs.forks
def test_a_process_that_fails_says_why(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def failing() -> None:
        raise RuntimeError("out of luck")

    _in_workers(monkeypatch, failing)
    with pytest.raises(WorkerFailedError):
        list(executor(2)(repository_of(first()), TASKS))
    assert "out of luck" in capfd.readouterr().err


@needs.forks
def test_a_process_that_is_killed_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    _in_workers(monkeypatch, lambda: os.kill(os.getpid(), 9))
    with pytest.raises(WorkerFailedError):
        list(executor(2)(repository_of(first()), TASKS))


def _in_workers(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Have a forked process do something else than look; ours waits until it has a task."""
    ours, (reading, writing) = os.getpid(), os.pipe()

    def looking(repository: Repository, task: Task) -> Look:
        if os.getpid() == ours:
            os.close(writing)
            os.read(reading, 1)
            monkeypatch.setattr(workers, "look", look)
            return look(repository, task)
        os.write(writing, b"!")
        act()
        raise AssertionError

    monkeypatch.setattr(workers, "look", looking)


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
        list(executor(3, interrupted)(repository_of(first()), TASKS))
    assert len(started) == 2
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_a_failure_is_a_bug_of_ours(
    project: Project, git: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("dativo_hooks.cli.workers.look", failing)
    assert main(["check", "--no-cache"]) == 3


@pytest.mark.parametrize("count", ["0", "-1", "x", "1000", "٣"])
def test_a_number_of_processes_that_is_none(project: Project, count: str) -> None:
    found = project.run("check", "-j", count)
    assert found.code == 2
    assert "write a number from 1 to 256" in found.err
