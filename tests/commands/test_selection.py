"""Rules and files as the command line has them: `--select`, `--ignore`, `--severity`, …"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.pipeline.repositories import ASSET, FARGATE, JOB
from tests.repository.sandbox import Repository, isolated

if TYPE_CHECKING:
    from tests.commands.conftest import Project

CONFIGURATION = ".dativo-hooks.yaml"
OLD = "jobs/old/deals.yaml"
OLD_FILE = "terraform/generated/acme-deals.tf"
NEW_FILE = "terraform/generated/acme-contacts.tf"


@pytest.fixture
def faulty(project: Project) -> Project:
    """One job with findings of several rules: DH303, DH504, DH601; and an asset with DH302."""
    job = JOB.replace("environment: prod\n", "") + FARGATE.replace(":1.4.0", ":latest")
    project.write({"jobs/contacts.yaml": job})
    project.edit("assets/contacts.yaml", "PII", "NONE")
    assert found(project) == {"DH302": "error", "DH303": "warning", **_REST}
    return project


_REST = {"DH504": "warning", "DH601": "error"}


def found(project: Project, *arguments: str, command: str = "check") -> dict[str, str]:
    """The severity of each rule that a run reports."""
    out = project.run(command, *arguments, "--output-format", "json").out
    return {one["code"]: one["severity"] for one in json.loads(out)["findings"]}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--select", "DH3"], {"DH302": "error", "DH303": "warning"}),
        (["--select", "dh302, LATEST-image"], {"DH302": "error", "DH504": "warning"}),
        (["--select", "DH302", "--select", "DH504"], {"DH302": "error", "DH504": "warning"}),
        (["--select", "DH3", "--ignore", "DH303"], {"DH302": "error"}),
        (["--select", "DH303", "--ignore", "DH3"], {"DH303": "warning"}),
        (["--select", "DH303", "--ignore", "DH303"], {}),
        (["--select", "ALL,DH302", "--ignore", "DH"], {"DH302": "error"}),
        (["--ignore", "ALL"], {}),
        (["--ignore", "DH3,DH6"], {"DH504": "warning"}),
        (
            ["--ignore", "DH3", "--ignore", "DH6", "--severity", "DH303=error"],
            {"DH303": "error", "DH504": "warning"},
        ),
        (
            ["--select", "ALL,DH302", "--ignore", "DH3,DH6", "--severity", "DH303=error"],
            {"DH302": "error", "DH303": "error", "DH504": "warning"},
        ),
        (["--severity", "DH=warning,DH302=off,DH6=off"], {"DH303": "warning", "DH504": "warning"}),
        (["--severity", "ALL=error"], dict.fromkeys(["DH302", "DH303", "DH504", "DH601"], "error")),
        (["--select", "DH303", "--severity", "DH302=error"], {"DH303": "warning"}),
        (["--select", "DH303", "--severity", "DH303=off,DH303=error"], {"DH303": "error"}),
    ],
)
def test_the_options(faulty: Project, arguments: list[str], expected: dict[str, str]) -> None:
    assert found(faulty, *arguments) == expected
    assert found(faulty, *reversed(_pairs(arguments))) == expected


def _pairs(arguments: list[str]) -> list[str]:
    """The arguments so that, reversed, each option still stands before its value."""
    return [word for at in range(0, len(arguments), 2) for word in arguments[at : at + 2][::-1]]


def test_the_order_of_options_says_nothing(faulty: Project) -> None:
    options = ["--select=ALL", "--ignore=DH6", "--severity=DH303=error", "--ignore=latest-image"]
    results = {json.dumps(found(faulty, *order)) for order in permutations(options)}
    assert results == {'{"DH302": "error", "DH303": "error"}'}


CONFIGURED = """\
tag_policy: {severity: {DH303: "off"}}
rules:
  ignore: [latest-image]
  severity: {DH6: "off"}
  per_path: [{paths: [assets], ignore: [DH302]}]
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], {}),
        # What is selected anew is on again, but what is ignored in some files.
        (["--select", "ALL"], {"DH303": "warning", **_REST}),
        (["--select", "DH3"], {"DH303": "warning"}),
        (["--severity", "DH302=warning"], {"DH302": "warning"}),
        (["--severity", "DH3=error"], {"DH302": "error", "DH303": "error"}),
        (["--severity", "DH5=error", "--ignore", "DH504"], {}),
    ],
)
def test_the_options_win_over_the_configuration(
    faulty: Project, arguments: list[str], expected: dict[str, str]
) -> None:
    faulty.write({CONFIGURATION: CONFIGURED})
    assert found(faulty, *arguments) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        ["--select", "DH3"],
        ["--ignore", "DH303,DH5"],
        ["--severity", "DH3=error", "--select", "ALL,DH302", "--ignore", "DH3"],
    ],
)
def test_the_configuration_that_is_shown_does_what_the_options_do(
    faulty: Project, arguments: list[str]
) -> None:
    faulty.write({CONFIGURATION: CONFIGURED})
    expected = found(faulty, *arguments)
    shown = faulty.run("check", *arguments, "--exclude", "none/**", "--show-config").out
    head = f"# The configuration that is in force: the command line over {CONFIGURATION} over"
    assert shown.startswith(head)
    assert yaml.safe_load(shown)["exclude"] == ["none/**"]
    faulty.write({CONFIGURATION: shown})
    assert found(faulty) == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "DH31"], "argument --select: no rule is called 'DH31': did you mean DH301?"),
        (["--ignore", "DH3,secrt"], "argument --ignore: no rule is called 'secrt': did you mean"),
        (["--select", "quite-another"], "`dativo-hooks rules` lists all of them"),
        (["--select", ","], "argument --select: ',' says nothing"),
        (["--severity", "DH303"], "'DH303'; write RULE=LEVEL, with a level of error, warning, off"),
        (["--severity", "DH303=warn"], "'DH303=warn'; write RULE=LEVEL"),
        (["--severity", "DH9=off"], "no rule is called 'DH9'"),
        (["--exclude", "/jobs"], "argument --exclude: '/jobs' isn't a path from the root"),
        (["--exclude", "a/../../b"], "isn't a path from the root"),
        (["--exclude", "a\\b"], "isn't a path from the root"),
        (["--exclude", "[z-a]"], "'[z-a]' isn't a glob"),
        (
            ["--ignore", "DH001"],
            "DH001 `invalid-yaml` can't be switched off: what can't be checked",
        ),
        (["--ignore", "DH0"], "DH001 `invalid-yaml` can't be switched off"),
        (["--severity", "DH008=warning"], "DH008 `unreadable-file` can't be made a warning"),
        (
            ["--ignore", "secret"],
            "DH305 `secret` can't be switched off: `tag_policy.locked` has it",
        ),
        (
            ["--severity", "DH305=off"],
            "switched off: `tag_policy.locked` has it (`--severity DH305=off`)",
        ),
    ],
)
def test_wrong_use(faulty: Project, arguments: list[str], said: str) -> None:
    faulty.write({CONFIGURATION: "tag_policy: {locked: [DH305]}\n"})
    result = faulty.run("check", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in " ".join(result.err.split())


def test_what_is_locked_stays_whatever_is_ignored(faulty: Project) -> None:
    faulty.write({CONFIGURATION: "tag_policy: {locked: [DH302]}\n"})
    for arguments in (["--ignore", "ALL"], ["--select", "DH6", "--ignore", "DH6"]):
        assert found(faulty, *arguments) == {"DH302": "error"}
    assert found(faulty, "--severity", "ALL=off") == {"DH302": "error"}


def test_a_locked_rule_in_the_configuration_is_2_and_says_where(faulty: Project) -> None:
    faulty.write({CONFIGURATION: "tag_policy: {locked: [DH3]}\nrules: {ignore: [DH303]}\n"})
    result = faulty.run("check", "--output-format", "concise")
    assert result.code == 2
    assert result.out == (
        f"{CONFIGURATION}:2:18: DH104 DH303 `missing-recommended-tag` can't be switched off: "
        "`tag_policy.locked` has it\n"
    )


def test_findings_that_became_warnings_fail_where_warnings_do(faulty: Project) -> None:
    options = ["--severity", "ALL=warning"]
    assert faulty.run("check").code == 1
    assert faulty.run("check", *options).code == 0
    assert faulty.run("check", *options, "--fail-on", "warning").code == 1
    assert faulty.run("check", *options, "--fail-on", "warning", "--exit-zero").code == 0
    assert faulty.run("check", "--select", "DH303").code == 0
    assert faulty.run("check", "--select", "DH303", "--severity", "DH303=error").code == 1


@pytest.mark.parametrize(
    ("command", "options", "code"),
    [
        ("validate", ["--severity", "DH103=warning"], 0),
        ("validate", [], 1),
        ("policy", ["--ignore", "DH103"], 0),
        ("generate", ["--ignore", "DH103"], 0),
        ("generate --check", ["--severity", "DH103=warning"], 0),
        ("generate --diff", ["--select", "DH3"], 0),
        ("check", ["--ignore", "DH103", "--severity", "unchecked-file=error"], 1),
        ("tags jobs/contacts.yaml", ["--ignore", "DH103"], 1),
    ],
)
def test_every_command_has_them(
    project: Project, command: str, options: list[str], code: int
) -> None:
    project.write({"jobs/contacts.yaml": JOB + FARGATE + "colour: red\n"})
    assert project.run(*command.split(), *options).code == code
    assert project.terraform() == {}  # an ignored fault is a fault: nothing is made of the job


def test_modules_have_those_of_rules(project: Project) -> None:
    command = ("modules", "vendor", "terraform/modules", "--check")
    assert project.run(*command).code == 1
    assert project.run(*command, "--severity", "DH601=warning").code == 0
    assert project.run(*command, "--exclude", "x").code == 2


def test_a_severity_is_the_level_of_a_sarif_result(faulty: Project) -> None:
    options = ["--severity", "DH302=warning,DH303=error", "--output-format", "sarif"]
    run = json.loads(faulty.run("check", *options).out)["runs"][0]
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels == {"DH302": "warning", "DH303": "error", **_REST}
    defaults = {r["id"]: r["defaultConfiguration"]["level"] for r in run["tool"]["driver"]["rules"]}
    assert (defaults["DH302"], defaults["DH303"]) == ("error", "warning")


# Excluded files.


@pytest.fixture
def two_jobs(project: Project) -> Project:
    """Two jobs and their Terraform."""
    project.write(
        {
            OLD: JOB.replace("assets/contacts", "assets/deals") + FARGATE,
            "assets/deals.yaml": ASSET.replace(": contacts", ": deals"),
        }
    )
    assert project.run("generate").code == 0
    assert project.run("check").code == 0
    return project


@pytest.mark.parametrize("where", ["option", "file", "both"])
def test_the_terraform_of_an_excluded_job_is_neither_judged_nor_touched(
    two_jobs: Project, where: str
) -> None:
    two_jobs.edit(OLD, "acme", "other")
    two_jobs.edit("jobs/contacts.yaml", "cpu: 1024", "cpu: 512")
    options = [] if where == "file" else ["--exclude", "none,jobs/old/**"]
    if where != "option":
        two_jobs.write({CONFIGURATION: "exclude: [jobs/old]\n"})
    before = two_jobs.terraform()
    assert found(two_jobs, *options) == {"DH602": "error"}
    assert OLD_FILE not in two_jobs.run("check", *options).out
    result = two_jobs.run("generate", *options)
    assert result.code == 0
    after = two_jobs.terraform()
    assert {path for path in after if after[path] != before[path]} == {NEW_FILE}
    assert after.keys() == before.keys()
    assert two_jobs.run("check", *options) == (0, "", result.err.splitlines()[0] + "\n")


def test_nor_is_it_deleted_where_every_job_is_excluded(two_jobs: Project) -> None:
    before = two_jobs.terraform()
    result = two_jobs.run("generate", "--exclude", "jobs")
    assert (result.code, two_jobs.terraform()) == (0, before)
    assert "has no job, no file like" in result.err
    assert "that `exclude` leaves in" in result.err
    assert two_jobs.run("check", "--exclude", "jobs").code == 0
    # What was not generated, is not deleted for it either.
    assert two_jobs.run("generate", "jobs/contacts.yaml", "--exclude", "jobs/old").code == 0
    assert two_jobs.terraform() == before


def test_files_that_pre_commit_names_are_passed_over_and_that_is_said(two_jobs: Project) -> None:
    two_jobs.write({OLD: "a: [\n", CONFIGURATION: "exclude: [jobs/old]\n"})
    result = two_jobs.run("validate", "--kind", "job", OLD, "jobs/contacts.yaml")
    assert (result.code, result.out) == (0, "")
    assert f"dativo-hooks: {OLD} not checked: left out by `exclude`\n" in result.err
    result = two_jobs.run("validate", OLD)
    assert (result.code, result.out) == (0, "")
    two_jobs.write({CONFIGURATION: ""})
    assert two_jobs.run("validate", OLD, "--exclude", "jobs").code == 0
    assert two_jobs.run("validate", "--kind", "job", "--exclude", "jobs/old").code == 0
    assert two_jobs.run("validate", OLD).code == 1
    both = two_jobs.run("validate", OLD, "jobs/contacts.yaml", "--exclude", "jobs")
    assert "jobs/old/deals.yaml and 1 more not checked" in both.err


@pytest.mark.parametrize("command", ["generate", "tags"])
def test_an_excluded_job_by_name_is_wrong_use(two_jobs: Project, command: str) -> None:
    result = two_jobs.run(command, OLD, "--exclude", "jobs/old")
    assert result.code == 2
    assert f"{OLD} is left out by `exclude`" in result.err


def test_excluded_files_are_not_among_those_looked_at(two_jobs: Project) -> None:
    out = two_jobs.run("check", "--show-files", "--exclude", "jobs/old,assets/deals.yaml").out
    assert OLD not in out
    assert "assets/deals.yaml" not in out
    assert OLD_FILE not in out
    assert NEW_FILE in out
    assert OLD_FILE in two_jobs.run("check", "--show-files").out


def test_staged_terraform_of_an_excluded_job_and_what_is_only_on_disk(
    two_jobs: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = isolated(two_jobs.path.parent)
    for name in ("HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"):
        monkeypatch.setenv(name, environment[name])
    git = Repository(two_jobs.path, environment)
    git.git("init", "-q")
    git.git("add", "-A", "--", "jobs", "assets", "connectors", NEW_FILE)
    before = two_jobs.terraform()
    # The file of the excluded job is in no index, and its job no longer wants it.
    result = two_jobs.run("generate", "--staged", "--exclude", "jobs")
    assert (result.code, two_jobs.terraform()) == (0, before)
    assert two_jobs.run("check", "--staged", "--exclude", "jobs").code == 0


def test_as_a_process_of_its_own(two_jobs: Project) -> None:
    two_jobs.write({OLD: "a: [\n"})
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "dativo_hooks", "check", "--output-format", "concise"]

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [*command, *arguments],
            cwd=two_jobs.path,
            env={"PYTHONPATH": str(root), "GIT_CEILING_DIRECTORIES": str(two_jobs.path.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    code, out = run("--select", "DH3")
    assert (code, out.split()[1]) == (1, "DH001")
    assert run("--ignore", "DH001") == (2, "")
    assert run("--exclude", "jobs/old/**") == (0, "")
