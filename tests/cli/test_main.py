"""Exit codes, options, the environment, and everything odd that may lie in a repository."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from dativo_hooks import __version__
from dativo_hooks.cli import check, streams
from dativo_hooks.cli.main import ISSUES
from tests.engine.repositories import JOB

if TYPE_CHECKING:
    from tests.cli.conftest import Project

JOB_FILE = "jobs/contacts.yaml"
COMMANDS = ("validate", "policy", "generate", "tags", "check")
CONFIGURATION = ".dativo-hooks.yaml"
SECRET = "AKIAIOSFODNN7EXAMPLE"
_NO_FILE = os.strerror(errno.EACCES if os.name == "nt" else errno.EISDIR)
OUTSIDE_GIT = "dativo-hooks: not in a git repository: the files on disk are checked\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_clean_repository_is_0_and_silent(project: Project, command: str) -> None:
    project.run("generate")
    result = project.run(command)
    assert (result.code, result.err) == (0, OUTSIDE_GIT)
    assert command == "tags" or result.out == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_findings_are_1(project: Project, command: str) -> None:
    project.write({JOB_FILE: "tenant_id: acme\n"})
    arguments = (command, JOB_FILE) if command == "tags" else (command,)
    result = project.run(*arguments)
    assert result.code == 1
    assert "DH102" in result.out
    assert "3 errors in 1 file" in result.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "text",
    ["terraform: [\n", "terraform: 3\n", "unknown: 1\n", "- a\n", "a: 1\na: 2\n", "\t x"],
)
def test_a_broken_configuration_is_2_and_says_why(
    project: Project, command: str, text: str
) -> None:
    project.write({CONFIGURATION: text})
    result = project.run(command, "--output-format", "concise")
    assert result.code == 2
    assert result.out.startswith(f"{CONFIGURATION}:")
    assert re.search(r" DH[01]\d\d ", result.out)
    assert project.terraform() == {}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_configuration_configures_nothing(project: Project, text: str) -> None:
    project.write({CONFIGURATION: text})
    assert project.run("validate").code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_bug_is_3_with_a_traceback_and_no_secret(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def crash(_: object) -> int:
        raise ZeroDivisionError(f"key {SECRET} and \x1b[2J")

    monkeypatch.setattr(f"dativo_hooks.cli.{command}.run", crash)
    result = project.run(command)
    assert (result.code, result.out) == (3, "")
    assert "Traceback" in result.err
    assert "ZeroDivisionError" in result.err
    assert ISSUES in result.err
    assert __version__ in result.err
    assert SECRET not in result.err
    assert "\x1b" not in result.err


def test_an_interrupt_is_130(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "run", interrupt)
    assert project.run("check") == (130, "", "")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BrokenPipeError(), 1, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "dativo-hooks: No space left"),
        (OSError(errno.EIO, "Input/output error"), 3, "Traceback"),
    ],
)
def test_where_the_output_goes_wrong(
    project: Project, monkeypatch: pytest.MonkeyPatch, error: OSError, code: int, said: str
) -> None:
    """How such a process ends as a whole is in test_process.py."""
    discarded: list[str] = []
    monkeypatch.setattr(streams, "discard_output", lambda: discarded.append("yes"))

    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr(check, "run", fail)
    result = project.run("check")
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(said)
    assert discarded == ([] if code == 3 else ["yes"])


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("check", "--unknown"),
        ("check", "extra"),
        ("check", "--output-format", "xml"),
        ("check", "--fail-on", "note"),
        ("check", "--color", "blue"),
        ("check", "--root"),
        ("validate", "--kind", "thing"),
        ("tags", "--cloud", "azure"),
    ],
)
def test_wrong_use_is_2(project: Project, arguments: tuple[str, ...]) -> None:
    result = project.run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "usage: dativo-hooks" in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--root", "gone"), "gone: no such folder"),
        (("check", "--config", "gone.yaml"), "--config gone.yaml: not in the working tree"),
        (("check", "--config", "/gone.yaml"), "--config /gone.yaml: No such file"),
        (("check", "--config", ".."), f"--config ..: {_NO_FILE}"),
        (("check", "--staged"), "--staged:"),
        (("check", "--output-file", "gone/x.txt"), "--output-file gone/x.txt: No such file"),
        (("validate", "gone.yaml"), "gone.yaml does not exist: not in the working tree"),
        (("validate", "../x.yaml"), "lies outside of the root"),
        (("validate", "notes.yaml"), "add --kind"),
        (("tags", "jobs/gone.yaml"), "jobs/gone.yaml: no such job in the working tree"),
        (("tags", "assets/contacts.yaml"), "no such job"),
    ],
)
def test_what_cannot_be_is_2(project: Project, arguments: tuple[str, ...], said: str) -> None:
    project.write({"notes.yaml": "a: 1\n"})
    result = project.run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_folder_that_cannot_be_listed_is_2(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    result = project.run("check")
    assert (result.code, result.out) == (2, "")
    assert "can't be listed: Permission denied" in result.err


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
def test_help_names_every_exit_code(project: Project, command: tuple[str, ...]) -> None:
    result = project.run(*command, "--help")
    assert (result.code, result.err) == (0, "")
    words = " ".join(result.out.split())
    assert "0 clean, 1 findings, 2 wrong use or an unusable configuration, 3 a bug" in words


def test_version(project: Project) -> None:
    assert project.run("--version") == (0, f"dativo-hooks {__version__}\n", "")


def test_every_command_has_the_common_options(project: Project) -> None:
    common = {"--root", "--config", "--staged", "--output-format", "--output-file", "--fail-on"}
    for command in COMMANDS:
        assert common <= set(re.findall(r"--[a-z-]+", project.run(command, "--help").out))


def test_warnings_are_0_unless_asked(project: Project) -> None:
    project.write({JOB_FILE: JOB.replace("environment: prod\n", "")})
    result = project.run("check")
    assert result.code == 0
    assert "warning DH303" in result.out
    assert "1 warning in 1 file" in result.err
    assert project.run("check", "--fail-on", "warning").code == 1
    assert project.run("check", "--fail-on", "error").code == 0


# The environment: flag > environment > default.


def test_the_root_of_the_environment(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write({"sub/jobs/x.yaml": "a: 1\n", CONFIGURATION: "paths: {jobs: [jobs/*.yaml]}\n"})
    monkeypatch.setenv("DATIVO_HOOKS_ROOT", "sub")
    assert "jobs/x.yaml:1:1" in project.run("validate", "--output-format", "concise").out
    assert project.run("validate", "--root", ".").code == 0
    monkeypatch.setenv("DATIVO_HOOKS_ROOT", "gone")
    assert project.run("validate").code == 2
    monkeypatch.setenv("DATIVO_HOOKS_ROOT", "")
    assert project.run("validate").code == 0


def test_the_configuration_of_the_environment(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = "tag_policy: {required: [finops_project]}\n"
    project.write({"strict.yaml": strict, "lax.yaml": "tag_policy: {required: []}\n"})
    assert project.run("policy").code == 0
    monkeypatch.setenv("DATIVO_HOOKS_CONFIG", "strict.yaml")
    assert project.run("policy").code == 1
    assert project.run("policy", "--config", "lax.yaml").code == 0
    monkeypatch.setenv("DATIVO_HOOKS_CONFIG", "gone.yaml")
    assert project.run("policy").code == 2


def test_a_configuration_outside_of_the_root(project: Project) -> None:
    outside = project.path.parent / "policy.yaml"
    outside.write_text("tag_policy: {required: [finops_project]}\n")
    result = project.run("policy", "--config", str(outside), "--output-format", "concise")
    assert (result.code, " DH301 " in result.out) == (1, True)
    outside.write_text("tag_policy: 3\n")
    result = project.run("policy", "--config", str(outside))
    assert result.code == 2
    assert "1 | tag_policy: 3\n  |             ^" in result.out


def test_the_format_of_the_environment(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATIVO_HOOKS_OUTPUT_FORMAT", "json")
    assert json.loads(project.run("check").out)["version"] == 1
    concise = project.run("check", "--output-format", "concise").out
    assert concise.startswith(f"{JOB_FILE}:7:3: DH601 ")
    monkeypatch.setenv("DATIVO_HOOKS_OUTPUT_FORMAT", "")
    assert "error DH601 terraform-missing" in project.run("check").out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_bogus_format_of_the_environment_is_2(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("DATIVO_HOOKS_OUTPUT_FORMAT", "bogus")
    result = project.run(command)
    assert (result.code, result.out) == (2, "")
    assert "DATIVO_HOOKS_OUTPUT_FORMAT is 'bogus'; choose from full, concise, json" in result.err
    assert project.run(command, "--output-format", "concise").code in {0, 1}
    assert project.run("--help").code == 0


# Output.


@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_the_output_file_gets_what_the_terminal_would(project: Project, form: str) -> None:
    shown = project.run("check", "--output-format", form)
    result = project.run("check", "--output-format", form, "--output-file", "found.txt")
    assert (result.code, result.out) == (1, "")
    assert project.read("found.txt").decode() == shown.out
    assert result.err == shown.err


def test_the_output_file_of_a_clean_run_is_there(project: Project) -> None:
    project.run("generate")
    project.run("check", "--output-format", "concise", "--output-file", "found.txt")
    assert project.read("found.txt") == b""


def test_the_documented_json(project: Project) -> None:
    project.run("generate")
    project.edit("assets/contacts.yaml", "ENG-001", "nope")
    document = json.loads(project.run("check", "--output-format", "json").out)
    assert set(document) == {"version", "findings", "summary"}
    assert document["version"] == 1
    assert document["summary"] == {
        "errors": 2,
        "warnings": 0,
        "files": 2,
        "suppressed": 0,
        "baselined": 0,
        "fixable": 0,
    }
    policy, drift = document["findings"]
    assert policy == {
        "code": "DH302",
        "name": "tag-value-not-allowed",
        "severity": "error",
        "message": policy["message"],
        "help": "write `ENG-001`",
        "path": "assets/contacts.yaml",
        "line": 11,
        "column": 16,
        "end_line": 11,
        "end_column": 20,
        "related": [],
        "fixable": False,
    }
    assert set(drift) == {*policy, "diff"}
    assert drift["related"] == [
        {
            "path": "assets/contacts.yaml",
            "line": 11,
            "column": 16,
            "end_line": 11,
            "end_column": 20,
            "message": "generated from this",
        }
    ]


@pytest.mark.parametrize(
    ("color", "no_color", "colored"),
    [("auto", None, False), ("always", None, True), ("always", "1", True), ("never", None, False)],
)
def test_color(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    color: str,
    no_color: str | None,
    *,
    colored: bool,
) -> None:
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    assert ("\x1b[" in project.run("check", "--color", color).out) is colored


@pytest.mark.parametrize(("no_color", "colored"), [("", True), ("1", False)])
def test_color_on_a_terminal(
    project: Project, monkeypatch: pytest.MonkeyPatch, no_color: str, *, colored: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("dativo_hooks.cli.streams._console_learns_codes", lambda: True)
    assert ("\x1b[" in project.run("check").out) is colored
    project.run("check", "--output-file", "found.txt")
    assert b"\x1b" not in project.read("found.txt")
