"""The repositories with something the matter, of 40 jobs."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from bench import variants
from bench.repository import environment, made
from bench.scenarios import SCENARIOS
from bench.single_run import measured
from bench.tools import found
from bench.variants import VARIANTS, varied

if TYPE_CHECKING:
    from pathlib import Path

    from bench.repository import Repository
    from bench.tools import Tools

JOBS = 40
CHANGED = {  # of 40 jobs, half at most
    "known-errors": (20, "dativo-hooks: no findings, 20 baselined\n", 0),
    "warnings": (20, "dativo-hooks: 20 warnings in 20 files\n", 0),
    "unfixed-error": (1, "dativo-hooks: 1 error in 1 file\n", 1),
    "missing-assets": (40, "dativo-hooks: 40 errors in 40 files\n", 1),
}
SCENARIO = {scenario.name: scenario for scenario in SCENARIOS}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return found()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Repository:
    return made(tmp_path_factory.mktemp("plain"), JOBS, tools.script)


def _git(repository: Repository, *arguments: str) -> list[str]:
    done = subprocess.run(
        ["git", *arguments],
        cwd=repository.folder,
        env=environment(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.splitlines()


def test_every_variant_is_measured() -> None:
    assert {scenario.variant for scenario in SCENARIOS} == {None, *VARIANTS}
    assert CHANGED.keys() == VARIANTS.keys()


@pytest.mark.parametrize("name", VARIANTS)
def test_what_is_the_matter_is_committed(name: str, plain: Repository, tmp_path: Path) -> None:
    count, says, exit_code = CHANGED[name]
    repository = varied(plain, name, tmp_path)
    assert _git(repository, "status", "--porcelain") == []
    changed = _git(repository, "diff", "--name-only", "HEAD~", "--", "jobs")
    assert len(changed) == count
    done = subprocess.run(
        [plain.script, "check", "--no-cache", "--output-format", "concise"],
        cwd=repository.folder,
        env=environment(),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == exit_code
    assert says in done.stdout
    assert repository.says in says

    # Again in the same folder: nothing is made anew, and what lies about is cleared.
    before = (tmp_path / ".git" / "config").stat()
    (tmp_path / "stray").write_text("")
    assert varied(plain, name, tmp_path) == repository
    assert (tmp_path / ".git" / "config").stat().st_ino == before.st_ino
    assert not (tmp_path / "stray").exists()


def test_a_variant_without_what_it_is_about_is_refused(
    plain: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harmless = VARIANTS["warnings"]._replace(after=r"\1:1.5.0\n")
    monkeypatch.setitem(variants.VARIANTS, "warnings", harmless)
    with pytest.raises(RuntimeError, match="doesn't say"):
        varied(plain, "warnings", tmp_path)


def test_the_broken_jobs_own_asset_is_changed(
    plain: Repository, tmp_path: Path, tools: Tools
) -> None:
    repository = varied(plain, "unfixed-error", tmp_path)
    for _ in range(JOBS // 5):  # each asset once: 7919 has no divisor in common with 8
        measured(SCENARIO["asset-in-step-unfixed-error"], repository, tools, sampled=False)
    assert _git(repository, "status", "--porcelain") == []


def test_a_run_that_doesnt_end_as_the_variant_does_is_no_measurement(
    plain: Repository, tmp_path: Path, tools: Tools
) -> None:
    repository = varied(plain, "known-errors", tmp_path)
    wrong = repository._replace(says="21 baselined")
    with pytest.raises(RuntimeError, match="doesn't say '21 baselined'"):
        measured(SCENARIO["asset-in-step-known-errors"], wrong, tools, sampled=False)
    wrong = plain._replace(says="1 error")
    with pytest.raises(RuntimeError, match="doesn't say '1 error'"):  # without a run before
        measured(SCENARIO["missing-assets"], wrong, tools, sampled=False)


def test_what_is_generated_from_nothing_must_be_what_is_committed(
    plain: Repository, tmp_path: Path, tools: Tools
) -> None:
    scenario = SCENARIO["generate-all"]
    measured(scenario, plain, tools, sampled=False)
    assert _git(plain, "status", "--porcelain") == []
    assert list((plain.folder / "terraform").rglob("*.tf"))
    repository = varied(plain, "unfixed-error", tmp_path)  # the broken job's isn't generated
    with pytest.raises(RuntimeError, match=r"\b1 file changed"):
        measured(scenario, repository, tools, sampled=False)
    assert _git(repository, "status", "--porcelain") == []
