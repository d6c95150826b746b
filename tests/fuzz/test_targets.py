"""The fuzz targets without a fuzzer: their seeds, what once broke them, and changes of both."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.filtering.baseline import written
from fuzz import entry, laws
from fuzz.mutation import mutated
from fuzz.targets import TARGETS, regressions
from tests.laws import EFFORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dativo_hooks.finding import Finding
    from fuzz.entry import Files

CHANGES = max(1, round(20 * float(EFFORT or 1)))
"""Of each target: inputs that come of changing others."""

REGRESSIONS = [(name, file) for name in TARGETS for file in regressions(name)]


def _unchanged(data: bytes, _: int) -> bytes:
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_changes_of_them(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    seeds = list(target.seeds())
    assert seeds
    random = Random(name)
    for data in random.sample(seeds, min(len(seeds), CHANGES)):
        target.run(data)
    for _ in range(CHANGES):
        data = random.choice(seeds)
        for _ in range(random.randint(1, 4)):
            data = mutated(data, 4096, random.getrandbits(32), _unchanged)
        try:
            target.run(data)
        except BaseException:
            kept = tmp_path / name
            kept.write_bytes(data)
            print(f"repeat it: python -m fuzz {name} --repeat {kept}")  # noqa: T201 - where it fails
            raise


@pytest.mark.parametrize(("name", "file"), REGRESSIONS)
def test_what_once_broke_a_target(name: str, file: str) -> None:
    TARGETS[name].run(regressions(name)[file])


def _moved(finding: Finding) -> Finding:
    end = finding.span.end
    return finding._replace(span=finding.span._replace(end=end._replace(column=end.column + 99)))


def _outcome(files: Files, change: Callable[[Finding], Finding]) -> entry.Outcome:
    found = entry.look(files)
    return found._replace(findings=tuple(map(change, found.findings)))


def test_laws_can_be_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"jobs/x.yaml": b"a: [\n"}
    laws.positions_are_inside(entry.look(files), files)
    with pytest.raises(laws.BrokenLaw, match="is no place of the file"):
        laws.positions_are_inside(_outcome(files, _moved), files)
    monkeypatch.setattr("dativo_hooks.report.full.render", lambda _: "\x1b[2J")
    with pytest.raises(laws.BrokenLaw, match="isn't printable"):
        laws.reports_are_whole(entry.look(files), files)
    monkeypatch.setattr(entry, "fixed", lambda files: {**files, "b": b"more"[: len(files)]})
    with pytest.raises(laws.BrokenLaw, match="fixing"):
        laws.fixing_is_done_at_once(files)
    monkeypatch.setattr(entry, "baseline_of", lambda *_: (written({}), ()))
    with pytest.raises(laws.BrokenLaw, match="a baseline"):
        laws.a_baseline_hides_what_it_has(files, ".dativo-hooks.yaml", "x.json")
    monkeypatch.setattr(entry, "look", lambda _: entry.Outcome((), {"a.tf": b"x"}, {}))
    with pytest.raises(laws.BrokenLaw, match="what is generated depends"):
        laws.what_is_generated_does_not_drift(entry.Outcome((), {}, {}), files)
