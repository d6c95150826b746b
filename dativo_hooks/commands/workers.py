"""Runs many looks at once: one process for each core, forked, so that nothing is loaded twice."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, NamedTuple

from dativo_hooks.pipeline.parts import look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dativo_hooks.pipeline.parts import Look, Repository, Task
    from dativo_hooks.pipeline.whole import Execute

FEWEST = 400
"""Files below which another process costs more than it saves (measured: a fork and its pipe take
about 20 ms, a job with its Terraform half a millisecond)."""

_SIZE = 8  # bytes that tell the length of an answer


class WorkerFailedError(Exception):
    """A worker ended before its answers were complete; the text is what it said."""


class _Worker(NamedTuple):
    process: int
    pipe: IO[bytes]
    tasks: tuple[int, ...]


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def executor(workers: int, advance: Callable[[int], None] = lambda _: None) -> Execute:
    """What looks at tasks with so many processes; `advance` hears how many files are done.

    Raises, when it is run:
        WorkerFailedError: see there.
    """

    def execute(repository: Repository, tasks: Sequence[Task]) -> Iterator[Look]:
        files = sum(len(task.files) for task in tasks)
        count = min(workers, len(tasks))
        if count < 2 or files < FEWEST or not hasattr(os, "fork"):
            for task in tasks:
                yield look(repository, task)
                advance(len(task.files))
            return
        yield from _forked(repository, tasks, count, advance)

    return execute


def _forked(
    repository: Repository, tasks: Sequence[Task], count: int, advance: Callable[[int], None]
) -> list[Look]:
    import pickle
    import selectors
    import signal

    sys.stdout.flush()
    sys.stderr.flush()
    started: list[_Worker] = []
    looks: dict[int, Look] = {}
    try:
        for number in range(count):
            own = tuple(range(number, len(tasks), count))
            started.append(_started(repository, tasks, own))
        with selectors.DefaultSelector() as selector:
            for worker in started:
                selector.register(
                    worker.pipe, selectors.EVENT_READ, (worker.pipe, iter(worker.tasks))
                )
            while selector.get_map():
                for key, _ in selector.select():
                    pipe, waiting = key.data
                    at = next(waiting, None)
                    answer = None if at is None else _answer(pipe)
                    if at is None or answer is None:
                        selector.unregister(pipe)
                        continue
                    looks[at] = pickle.loads(answer)  # noqa: S301 - our own child wrote it
                    advance(len(tasks[at].files))
    except BaseException:
        for worker in started:
            os.kill(worker.process, signal.SIGTERM)
        raise
    finally:
        for worker in started:
            worker.pipe.close()
            os.waitpid(worker.process, 0)
    if len(looks) < len(tasks):
        raise WorkerFailedError("a worker process ended early; what it said stands above")
    return [looks[at] for at in range(len(tasks))]


def _answer(pipe: IO[bytes]) -> bytes | None:
    size = pipe.read(_SIZE)
    if len(size) < _SIZE:
        return None
    answer = pipe.read(int.from_bytes(size, "big"))
    return answer if len(answer) == int.from_bytes(size, "big") else None


def _started(repository: Repository, tasks: Sequence[Task], own: tuple[int, ...]) -> _Worker:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return _Worker(process, os.fdopen(reading, "rb"), own)
    code = 1
    try:
        import pickle

        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            for at in own:
                answer = pickle.dumps(look(repository, tasks[at]), pickle.HIGHEST_PROTOCOL)
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
