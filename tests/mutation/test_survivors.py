"""The known survivors, and what is made of a run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from mutation import product, survivors
from mutation.mutants import Change, changes, mutants
from mutation.outcome import KILLED, SURVIVED, TIMED_OUT, UNREACHED, Outcome
from mutation.report import Tried, report

ROOT = Path(__file__).resolve().parents[2]
CHANGE = Change("a.py", "f", "x = 1", "x = 2")


@cache
def possible(path: str) -> frozenset[Change]:
    source = (ROOT / path).read_bytes()
    return frozenset(changes(mutants(path, source), source))


@pytest.mark.parametrize("change", sorted(survivors.known()), ids=lambda one: one.after)
def test_a_known_survivor_is_still_a_mutant(change: Change) -> None:
    assert change in possible(change.path)
    assert any(change.path in product.files(ROOT, part) for part in product.PARTS)


def test_every_known_survivor_has_its_reason_once() -> None:
    read = json.loads(survivors.KNOWN.read_text(encoding="utf-8"))
    assert sum(len(found) for found in read.values()) == len(survivors.known())
    assert all(reason.endswith(".") and found for reason, found in read.items())


def tried(*ends: str) -> list[Tried]:
    return [
        Tried("tags", CHANGE._replace(number=number), number, Outcome(end, 7, 3))
        for number, end in enumerate(ends, start=1)
    ]


@pytest.mark.parametrize(
    ("ends", "good", "percent"),
    [
        ([KILLED] * 9 + [SURVIVED], True, " 90.0 %"),
        ([KILLED] * 8 + [TIMED_OUT, UNREACHED], True, " 90.0 %"),
        ([KILLED] * 8 + [SURVIVED, UNREACHED], False, " 80.0 %"),
        ([TIMED_OUT], True, "100.0 %"),
    ],
)
def test_nine_of_ten_are_to_be_found(ends: list[str], good: bool, percent: str) -> None:
    text, found = report(tried(*ends), {}, 90)
    assert found is good
    assert text.splitlines()[2].endswith(percent)


def test_only_new_survivors_are_listed() -> None:
    results = tried(KILLED, SURVIVED, UNREACHED)
    text, _ = report(results, [results[1].change], 0)
    assert "survive" in text
    assert text.splitlines()[-4:] == [
        "",
        "a.py:3 in f (7 tests, 3 not run)",
        "  - x = 1",
        "  + x = 2",
    ]
    text, _ = report(results, [one.change for one in results[1:]], 0)
    assert len(text.splitlines()) == 3


def test_a_report_is_read_again(tmp_path: Path) -> None:
    results = tried(KILLED, SURVIVED, TIMED_OUT, UNREACHED)
    survivors.write(tmp_path / "x.json", results)
    assert survivors.read(tmp_path / "x.json") == {results[1].change, results[3].change}
