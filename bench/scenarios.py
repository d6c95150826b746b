"""What is measured, as data: what ran before, what was edited, what is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from bench.tools import Tools

Edit = Literal["nothing", "other", "job", "asset", "no-terraform"]


class Scenario(NamedTuple):
    """One thing that a user waits for.

    `variant` names the repository, None the plain one. `edit` is staged before each run, `in_step`
    with its Terraform; "no-terraform" removes what is generated from the working tree only.
    `uncached` asks ours for `--no-cache` where there is that option. `files` goes over all jobs and
    assets: in as few processes as the system allows, or spread over the cores as pre-commit does
    it. `beside` names the scenario that its time is held against. `sampled`: several processes may
    run at once.
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
    variant: str | None = None


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
    *(
        Scenario(
            f"asset-in-step-{variant}",
            f"`check --staged`, an asset changed and its Terraform with it; {there_are}",
            "dativo-hooks",
            (*_STAGED, *_SHORT),
            edit="asset",
            variant=variant,
        )
        for variant, there_are in (
            ("known-errors", "500 known errors in a baseline"),
            ("warnings", "200 warnings"),
            ("unfixed-error", "one unfixed error"),
        )
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
        "missing-assets",
        "`check` of everything, nothing known from before; no job's asset exists",
        "dativo-hooks",
        ("check", *_SHORT),
        beside="check-cold",
        uncached=True,
        sampled=True,
        variant="missing-assets",
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
        "generate-all",
        "`generate` of everything from nothing",
        "dativo-hooks",
        ("generate", *_SHORT),
        beside="check-cold",
        edit="no-terraform",
        uncached=True,
        sampled=True,
    ),
    *(
        Scenario(
            command,
            f"`{command}` of everything, nothing known from before",
            "dativo-hooks",
            (command, *_SHORT),
            beside="check-cold",
            uncached=True,
            sampled=True,
        )
        for command in ("policy", "tags")
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
    asked = names or frozenset(NAMES)
    wanted = {"python", *asked, *(one.beside for one in SCENARIOS if one.name in asked)}
    return tuple(one for one in SCENARIOS if one.name in wanted and one.program in tools.paths)
