"""Runs many looks at once: one process for each core, forked, so that nothing is loaded twice."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.cli.stopping import leave_to_parent
from dativo_hooks.engine.look import look
from dativo_hooks.repository.system import can_fork
from dativo_hooks.repository.unfinished import PROCESSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dativo_hooks.engine.look import Look, Repository, Task
    from dativo_hooks.engine.merge import Execute

FEWEST = 400
"""Files below which another process costs more than it saves (measured: a fork and its pipe take
about 20 ms, a job with its Terraform half a millisecond)."""

_SIZE = 8  # bytes that tell the length of an answer
_NUMBER = 4  # bytes of a task's number
_LEAST_PIPE = 4096  # bytes that fit into every pipe: who has many open gets no more (pipe(7))


class WorkerFailedError(Exception):
    """A worker ended before its answers were complete; the text is what it said."""


class _Worker(NamedTuple):
    process: int
    pipe: int


def executor(workers: int, advance: Callable[[int], None] = lambda _: None) -> Execute:
    """What looks at tasks with so many processes; `advance` hears how many files are done.

    Raises, when it is run:
        WorkerFailedError: see there.
    """

    def execute(repository: Repository, tasks: Sequence[Task]) -> Iterator[Look]:
        files = sum(len(task.files) for task in tasks)
        count = min(workers, len(tasks))
        if count < 2 or files < FEWEST or not can_fork():
            for task in tasks:
                yield look(repository, task)
                advance(len(task.files))
            return
        yield from _forked(repository, tasks, count, advance)

    return execute


def _forked(
    repository: Repository, tasks: Sequence[Task], count: int, advance: Callable[[int], None]
) -> list[Look]:
    """Look at tasks with `count` processes, of which this one is the first.

    Whoever is free takes the next task: its number lies in a pipe that all of them read.
    """
    import gc

    sys.stdout.flush()
    sys.stderr.flush()
    gc.disable()  # looks leave no cycles worth the search
    started: list[_Worker] = []
    looks: dict[int, Look] = {}
    queue = _queue(len(tasks))

    def take(at: int, seen: Look) -> None:
        looks[at] = seen
        advance(len(tasks[at].files))

    try:
        with contextlib.suppress(OSError):  # no room for so many: those that run do it
            while len(started) < count - 1:
                started.append(_started(repository, tasks, queue))
        waiting = list(started)
        for at in _taken(queue, len(tasks)):
            take(at, look(repository, tasks[at]))
            waiting = _take_answers(waiting, take, wait=False)
        while waiting:
            waiting = _take_answers(waiting, take, wait=True)
    except BaseException:
        for worker in started:
            os.kill(worker.process, signal.SIGKILL)  # they have nothing to clean up
        raise
    finally:
        gc.enable()
        os.close(queue)
        for worker in started:
            os.close(worker.pipe)
            os.waitpid(worker.process, 0)
            PROCESSES.discard(worker.process)
    if len(looks) < len(tasks):
        raise WorkerFailedError("a worker process ended early; what it said stands above")
    return [looks[at] for at in range(len(tasks))]


def _queue(tasks: int) -> int:
    """The reading end of a pipe that holds what `_taken` takes out of it."""
    reading, writing = os.pipe()
    firsts = range(0, tasks, _step(tasks))
    os.write(writing, b"".join([first.to_bytes(_NUMBER, "big") for first in firsts]))
    os.close(writing)
    return reading


def _taken(queue: int, tasks: int) -> Iterator[int]:
    """The numbers of the tasks that this process is to do, as long as there are any left."""
    while number := os.read(queue, _NUMBER):
        first = int.from_bytes(number, "big")
        yield from range(first, min(first + _step(tasks), tasks))


def _step(tasks: int) -> int:
    """How many tasks are taken at once: one, or as many as let all numbers lie in any pipe."""
    return max(1, -(-tasks * _NUMBER // _LEAST_PIPE))


def _take_answers(
    workers: list[_Worker], take: Callable[[int, Look], None], *, wait: bool
) -> list[_Worker]:
    """Take what workers have to say, one answer of each; those that may have more to say."""
    import pickle

    ready, _, _ = select.select([worker.pipe for worker in workers], [], [], None if wait else 0)
    ended = []
    for worker in workers:
        if worker.pipe in ready:
            answer = _answer(worker.pipe)
            if answer is None:
                ended.append(worker)
            else:
                take(*pickle.loads(answer))  # noqa: S301 - our own child wrote it
    return [worker for worker in workers if worker not in ended]


def _answer(pipe: int) -> bytes | None:
    """The next answer of a worker, None where it ended before."""
    size = _read(pipe, _SIZE)
    return None if size is None else _read(pipe, int.from_bytes(size, "big"))


def _read(pipe: int, size: int) -> bytes | None:
    parts = []
    while size:
        part = os.read(pipe, size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _started(repository: Repository, tasks: Sequence[Task], queue: int) -> _Worker:
    reading, writing = os.pipe()
    _widen(writing)
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if process:
        PROCESSES.add(process)
        os.close(writing)
        return _Worker(process, reading)
    code = 1
    try:
        leave_to_parent()
        import pickle

        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            for at in _taken(queue, len(tasks)):
                seen = look(repository, tasks[at])
                answer = pickle.dumps((at, seen), pickle.HIGHEST_PROTOCOL)
                pipe.write(len(answer).to_bytes(_SIZE, "big") + answer)
                pipe.flush()
        code = 0
    except BrokenPipeError:
        pass  # the parent was stopped: nobody wants the rest
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        # No clean-up: buffers and exit handlers are the parent's.
        sys.stderr.flush()
        os._exit(code)
    raise AssertionError  # os._exit doesn't return


def _widen(pipe: int) -> None:
    """Make room for an answer or two, so that a worker needn't wait until somebody reads."""
    import fcntl

    if hasattr(fcntl, "F_SETPIPE_SZ"):  # on Linux; as much as anybody may have
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)
