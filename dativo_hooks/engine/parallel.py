"""Looks at many shards at once, in one process for each core, forked: nothing is loaded twice."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from dativo_hooks.engine.look import look
from dativo_hooks.repository.system import can_fork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dativo_hooks.engine.evaluation import Execute
    from dativo_hooks.engine.look import Look
    from dativo_hooks.engine.repository import Repository, Shard

FEWEST = 400
"""Files below which another process costs more than it saves (measured: a pool takes about 60 ms, a
job with its Terraform half a millisecond)."""


class WorkerFailedError(Exception):
    """A worker process ended before its work was done."""


def executor(workers: int, advance: Callable[[int], None] = lambda _: None) -> Execute:
    """What looks at shards with so many processes; `advance` hears how many files are done.

    Raises, when it is run:
        WorkerFailedError: see there.
    """

    def execute(repository: Repository, shards: Sequence[Shard]) -> Iterator[Look]:
        files = sum(len(shard.files) for shard in shards)
        count = min(workers, len(shards))
        some = count > 1 and files >= FEWEST and can_fork()
        looks = _in_processes if some else _in_turn
        for shard, seen in zip(shards, looks(repository, shards, count), strict=True):
            yield seen
            advance(len(shard.files))

    return execute


def _in_turn(repository: Repository, shards: Sequence[Shard], _: int) -> Iterator[Look]:
    return (look(repository, shard) for shard in shards)


def _in_processes(repository: Repository, shards: Sequence[Shard], count: int) -> Iterator[Look]:
    import gc
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    sys.stdout.flush()
    sys.stderr.flush()
    gc.disable()  # looks leave no cycles worth the search
    pool = ProcessPoolExecutor(
        count, get_context("fork"), initializer=_begin, initargs=(repository, shards)
    )
    try:
        yield from pool.map(_look_at, range(len(shards)))
    except BrokenProcessPool:
        raise WorkerFailedError("a worker process ended before its work was done") from None
    finally:
        pool.shutdown(cancel_futures=True)
        gc.enable()


_WORK: list[tuple[Repository, Sequence[Shard]]] = []
"""In a worker: what it looks at, which came with the fork."""


def _begin(repository: Repository, shards: Sequence[Shard]) -> None:
    """Be a worker: signals are for the parent, and nothing goes on without it."""
    import signal
    import threading

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _WORK[:] = [(repository, shards)]


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)  # the pool's own end never comes: other workers hold its pipes open


def _look_at(number: int) -> Look:
    repository, shards = _WORK[0]
    return look(repository, shards[number])
