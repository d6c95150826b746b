"""No test is skipped on Linux: what is marked runs there, whatever its mark says."""

from __future__ import annotations

import platform
import sys

import pytest

from tests import needs

MARKS = {name: mark for name, mark in vars(needs).items() if isinstance(mark, pytest.MarkDecorator)}


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64") or sys.version_info < (3, 11),
    reason="other systems lack something",
)
def test_linux_has_all_of_it() -> None:
    assert {name for name, mark in MARKS.items() if mark.args[0]} == set()
    assert not needs.NO_TERRAFORM


def test_reasons_say_what_is_missing() -> None:
    assert len(MARKS) > 10
    assert all(mark.kwargs["reason"] for mark in MARKS.values())
