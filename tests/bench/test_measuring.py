"""What the benchmark says of a process. Nothing here depends on how long anything takes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.measuring import Work, batched, cost_of
from tests.laws import examples

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTES = 10**6
HOLDS = "held = b'x' * {size}; print(len(held))"


def _work(*programs: str, at_once: int = 1) -> Work:
    return Work(tuple((sys.executable, "-c", program) for program in programs), at_once)


def test_the_largest_process(tmp_path: Path) -> None:
    small = cost_of(_work("pass"), tmp_path)
    large = cost_of(_work("pass", HOLDS.format(size=80 * MEGABYTES), "pass"), tmp_path)
    assert 1 * MEGABYTES < small.largest < 60 * MEGABYTES
    assert 80 * MEGABYTES < large.largest < 80 * MEGABYTES + small.largest * 2
    assert small.wall > 0
    assert small.cpu > 0


def test_a_child_of_the_process_counts(tmp_path: Path) -> None:
    child = HOLDS.format(size=80 * MEGABYTES)
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert cost_of(_work(program), tmp_path).largest > 80 * MEGABYTES


def test_one_after_the_other_hold_no_more_than_one(tmp_path: Path) -> None:
    program = HOLDS.format(size=70 * MEGABYTES)
    together = cost_of(_work(program, program), tmp_path, sampled=True).together
    assert together is not None
    assert 70 * MEGABYTES < together < 120 * MEGABYTES


MEET = """
import pathlib, time
held = b"x" * {size}
pathlib.Path("here-{name}").touch()
for _ in range(3000):
    if len(list(pathlib.Path().glob("here-*"))) == 2:
        break
    time.sleep(0.01)
else:
    raise SystemExit("alone")
time.sleep(1)
"""


def test_two_at_once_hold_what_both_hold(tmp_path: Path) -> None:
    programs = (MEET.format(size=70 * MEGABYTES, name=name) for name in "ab")
    cost = cost_of(_work(*programs, at_once=2), tmp_path, sampled=True)
    assert cost.together is not None
    assert cost.largest < 120 * MEGABYTES
    assert cost.together > 140 * MEGABYTES


def test_where_it_runs(tmp_path: Path) -> None:
    cost_of(_work("open('here', 'w').close()"), tmp_path)
    assert (tmp_path / "here").exists()


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "print('why'); raise SystemExit(1)"])
def test_another_exit_code_is_no_measurement(tmp_path: Path, program: str) -> None:
    with pytest.raises(RuntimeError, match="ended with"):
        cost_of(_work("pass", program), tmp_path)


def test_what_it_said_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="because"):
        cost_of(_work("import sys; sys.exit('because')"), tmp_path)


def test_the_exit_code_that_is_expected(tmp_path: Path) -> None:
    cost_of(_work("raise SystemExit(1)"), tmp_path, exit_code=1)
    with pytest.raises(RuntimeError, match="ended with"):
        cost_of(_work("pass"), tmp_path, exit_code=1)


def test_what_it_must_say(tmp_path: Path) -> None:
    work = _work("print('1 error in 1 file')")
    cost_of(work, tmp_path, says="1 error")
    with pytest.raises(RuntimeError, match="doesn't say '2 errors'"):
        cost_of(work, tmp_path, says="2 errors")


_FILES = st.lists(st.text("abc/", min_size=1, max_size=30), min_size=1, max_size=40)


@examples(80)
@given(files=_FILES, most=st.integers(1, 600))
def test_batches_hold_all_files_in_order_within_the_limit(files: list[str], most: int) -> None:
    command = ("check", "--schemafile", "x.json")
    batches = batched(command, files, most)
    assert [file for batch in batches for file in batch[3:]] == files
    for batch, after in zip(batches, (*batches[1:], ()), strict=True):
        assert batch[:3] == command
        assert len(batch) == 4 or sum(len(word) + 9 for word in batch) <= most
        if after:  # no batch ends while another file would have gone in
            assert sum(len(word) + 9 for word in (*batch, after[3])) > most
