"""Bounds of time: CPU seconds, without what measures the coverage of the tests."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def within(seconds: float, about: object = "") -> Iterator[None]:
    """Fail where what is done in it takes as many CPU seconds, or more.

    A bound is many times what the work takes, and less than what it took once: no machine is so
    slow, and no mistake of that kind so small.
    """
    tracer = sys.gettrace()
    sys.settrace(None)
    start = time.process_time()
    try:
        yield
    finally:
        took = time.process_time() - start
        sys.settrace(tracer)
    assert took < seconds, about
