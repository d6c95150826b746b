"""What is measured, as data: what ran before, what was edited, what is run."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Literal, NamedTuple

from bench import contents, layout
from bench.measuring import Work, batched, cost_of
from bench.repository import environment, git, next_edit, restore
from bench.tools import CHECKOUT

if TYPE_CHECKING:
    from bench.measuring import Cost
    from bench.repository import Repository
    from bench.tools import Tools

Edit = Literal["nothing", "other", "job", "asset"]


class Scenario(NamedTuple):
    """One thing that a user waits for.

    `edit` is staged before each run, `in_step` with its Terraform. `uncached` asks ours for
    `--no-cache` where there is that option. `files` goes over all jobs and assets: in as few
    processes as the system allows, or spread over the cores as pre-commit does it. `beside` names
    the scenario that its time is held against. `sampled`: several processes may run at once.
    """

    name: str
    title: str
    program: str
    arguments: tuple[str, ...]
    beside: str = "python"
    edit: Edit = "nothing"
    in_step: bool = True
    uncached: bool = False
    files: Literal["none", "few", "spread"] = "none"
    sampled: bool = False


_STAGED = ("check", "--staged")
_SHORT = ("--output-format", "concise")

SCENARIOS = (
    Scenario("python", "`python -c pass`", "python", ("-c", "pass")),
    Scenario("git-status", "`git status`", "git", ("status",)),
    Scenario("pre-commit", "`pre-commit run` of a hook that does nothing", "pre-commit", ("run",)),
    Scenario("help", "`--help`", "dativo-hooks", ("--help",)),
    Scenario("version", "`--version`", "dativo-hooks", ("--version",)),
    Scenario("explain", "`explain DH301`", "dativo-hooks", ("explain", "DH301")),
    Scenario("nothing-changed", "`check --staged`, nothing changed", "dativo-hooks", _STAGED),
    Scenario(
        "other-changed",
        "`check --staged`, a file changed that is none of ours",
        "dativo-hooks",
        _STAGED,
        edit="other",
    ),
    Scenario(
        "job-in-step",
        "`check --staged`, a job changed and its Terraform with it",
        "dativo-hooks",
        _STAGED,
        edit="job",
    ),
    Scenario(
        "job-drifting",
        "`check --staged`, a job changed, its Terraform not",
        "dativo-hooks",
        (*_STAGED, *_SHORT),
        edit="job",
        in_step=False,
    ),
    Scenario(
        "asset-in-step",
        "`check --staged`, an asset of 5 jobs changed and their Terraform with it",
        "dativo-hooks",
        _STAGED,
        edit="asset",
    ),
    Scenario(
        "asset-drifting",
        "`check --staged`, an asset of 5 jobs changed, their Terraform not",
        "dativo-hooks",
        (*_STAGED, *_SHORT),
        edit="asset",
        in_step=False,
    ),
    Scenario(
        "check-cold",
        "`check` of everything, nothing known from before",
        "dativo-hooks",
        ("check",),
        beside="check-jsonschema",
        uncached=True,
        sampled=True,
    ),
    Scenario(
        "generate",
        "`generate` of everything, nothing known from before, nothing to write",
        "dativo-hooks",
        ("generate",),
        beside="check-cold",
        uncached=True,
        sampled=True,
    ),
    Scenario(
        "check-jsonschema",
        "`check-jsonschema` of all jobs and assets",
        "check-jsonschema",
        ("--schemafile",),
        files="few",
        sampled=True,
    ),
    Scenario(
        "check-jsonschema-spread",
        "the same, spread over the cores as pre-commit does it",
        "check-jsonschema",
        ("--schemafile",),
        files="spread",
        sampled=True,
    ),
)
NAMES = tuple(scenario.name for scenario in SCENARIOS)


def chosen(names: frozenset[str], tools: Tools) -> tuple[Scenario, ...]:
    """The scenarios of these names (all where there are none), and those they are held against."""
    wanted = set(names or NAMES)
    for scenario in reversed(SCENARIOS):
        if scenario.name in wanted:
            wanted |= {scenario.beside, _BY_NAME[scenario.beside].beside}
    return tuple(one for one in SCENARIOS if one.name in wanted and one.program in tools.paths)


_BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


def measured(scenario: Scenario, repository: Repository, tools: Tools, *, sampled: bool) -> Cost:
    """Bring about what the scenario is about, run it once, and undo it."""
    work = _work(scenario, repository, tools)
    if scenario.edit == "nothing":
        if scenario.name == "nothing-changed":
            _warm(work, repository, tools)
        return cost_of(work, repository.folder, sampled=sampled)
    _warm(work, repository, tools)
    try:
        _stage_edit(scenario, repository, tools)
        code = 0 if scenario.in_step else 1
        return cost_of(work, repository.folder, code, sampled=sampled)
    finally:
        restore(repository)


def _warm(work: Work, repository: Repository, tools: Tools) -> None:
    if tools.uncached:  # else nothing is known from before
        cost_of(work, repository.folder)


def _stage_edit(scenario: Scenario, repository: Repository, tools: Tools) -> None:
    """A new edit each time: one that was seen before would find what is known of it."""
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
            subprocess.run(
                (tools.paths["dativo-hooks"], "generate", *_uncached("generate", tools)),
                cwd=repository.folder,
                env=environment(),
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
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
