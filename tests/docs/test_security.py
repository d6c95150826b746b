"""What SECURITY.md says of tests is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_each_promise_names_tests_that_exist() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    promises = [line for line in text.splitlines() if line.startswith("| **")]
    assert len(promises) >= 6
    for promise in promises:
        paths = re.findall(r"`((?:tests|fuzz)\b[\w/.]*)`", promise.rpartition(" | ")[2])
        assert paths, promise
        assert all((ROOT / path).exists() for path in paths), paths
