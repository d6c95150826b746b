"""One run of a scenario: brings about what it is about, runs it, and undoes it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from bench import contents, layout
from bench.measuring import Work, batched, cost_of
from bench.repository import environment, git, next_edit, restore, run
from bench.tools import CHECKOUT

if TYPE_CHECKING:
    from bench.measuring import Cost
    from bench.repository import Repository
    from bench.scenarios import Scenario
    from bench.tools import Tools


def measured(scenario: Scenario, repository: Repository, tools: Tools, *, sampled: bool) -> Cost:
    """Bring about what the scenario is about, run it once, and undo it.

    Raises:
        RuntimeError: A run didn't end as it does when all is well; or something was generated
            that isn't as it was committed.
    """
    work = _work(scenario, repository, tools)
    code = repository.exit_code if scenario.in_step else 1
    says = repository.says
    if scenario.name == "nothing-changed" or scenario.edit not in ("nothing", "no-terraform"):
        _warm(work, repository, tools)
    try:
        _bring_about(scenario, repository, tools)
        cost = cost_of(work, repository.folder, code, says=says, sampled=sampled)
        if scenario.edit == "no-terraform":
            git(repository, "add", "--all")
            git(repository, "diff", "--cached", "--exit-code", "--stat")
        return cost
    finally:
        if scenario.edit != "nothing":
            restore(repository)


def _warm(work: Work, repository: Repository, tools: Tools) -> None:
    if tools.uncached:  # else nothing is known from before
        cost_of(work, repository.folder, repository.exit_code, says=repository.says)


def _bring_about(scenario: Scenario, repository: Repository, tools: Tools) -> None:
    """A new edit each time: one that was seen before would find what is known of it."""
    if scenario.edit == "nothing":
        return
    if scenario.edit == "no-terraform":
        shutil.rmtree(repository.folder / "terraform")
        return
    edit = next_edit(repository)
    number = edit * 7919  # far from the last
    if scenario.edit == "other":
        path = layout.module_path(number % (repository.jobs // 2))
        repository.write(path, f"{repository.read(path)}\nEDIT = {edit}\n")
    else:
        if scenario.edit == "job":
            path = layout.job_path(number % repository.jobs, repository.jobs)
        else:
            path = layout.asset_path(number % (repository.jobs // layout.JOBS_OF_ASSET))
        repository.write(path, contents.edited(repository.read(path), edit))
        if scenario.in_step:
            command = (tools.paths["dativo-hooks"], "generate", *_uncached("generate", tools))
            run(repository, command, exit_codes=(repository.exit_code,))
    git(repository, "add", "--all")


def _uncached(command: str, tools: Tools) -> tuple[str, ...]:
    return ("--no-cache",) if command in tools.uncached else ()


def _work(scenario: Scenario, repository: Repository, tools: Tools) -> Work:
    command = (tools.paths[scenario.program], *scenario.arguments)
    if scenario.files != "none":
        return _over_files(command, repository, spread=scenario.files == "spread")
    more = _uncached(scenario.arguments[0], tools) if scenario.uncached else ()
    return Work(((*command, *more),))


def _over_files(command: tuple[str, ...], repository: Repository, *, spread: bool) -> Work:
    """Our schemas over all jobs, and over all assets.

    `spread` is what pre-commit does (its `xargs.py`): an equal share for each core, no command
    longer than 128 KiB.
    """
    held = sum(len(name) + len(value) + 10 for name, value in environment().items())
    most = min(os.sysconf("SC_ARG_MAX"), 6 * 2**20)  # execve(2): at most 3/4 of 8 MiB
    cores = (os.cpu_count() or 1) if spread else 1
    if spread:
        most = min(most, 2**17)
    jobs = [layout.job_path(number, repository.jobs) for number in range(repository.jobs)]
    assets = [
        layout.asset_path(number) for number in range(-(-repository.jobs // layout.JOBS_OF_ASSET))
    ]
    commands: list[tuple[str, ...]] = []
    for kind, files in (("job", jobs), ("asset", assets)):
        share = -(-len(files) // cores)
        for start in range(0, len(files), share):
            with_schema = (*command, str(CHECKOUT / "schemas" / f"{kind}.schema.json"))
            commands += batched(with_schema, files[start : start + share], most - held - 4096)
    return Work(tuple(commands), cores)
