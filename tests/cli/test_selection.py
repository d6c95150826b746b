"""Rules and files as the command line has them: `--select`, `--ignore`, `--severity`, …"""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.engine.repositories import FARGATE, JOB

if TYPE_CHECKING:
    from tests.cli.conftest import Project

CONFIGURATION = ".dativo-hooks.yaml"


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
        (["--select", ","], "argument --select: ',' is blank"),
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
