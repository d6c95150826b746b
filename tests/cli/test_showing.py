"""`--show-files` and `--show-config`: what a command would look at and go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from tests import needs
from tests.engine.repositories import JOB
from tests.model.test_defaults import LEAVES, UNSET, at

if TYPE_CHECKING:
    from tests.cli.conftest import Project

COMMANDS = ("validate", "policy", "generate", "tags", "check")
CONFIGURATION = ".dativo-hooks.yaml"


def listed(project: Project, *arguments: str) -> dict[str, str]:
    """The kind of each file, by path."""
    result = project.run(*arguments, "--show-files")
    assert result.code == 0
    lines = [line.split(maxsplit=1) for line in result.out.splitlines()]
    assert [path for _, path in lines] == sorted(path for _, path in lines)
    return {path: kind for kind, path in lines}


SOURCES = {
    "assets/contacts.yaml": "asset",
    "connectors/hubspot.yaml": "connector",
    "connectors/iceberg.yaml": "connector",
    "jobs/contacts.yaml": "job",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_sources(project: Project, command: str) -> None:
    assert listed(project, command) == SOURCES
    assert project.terraform() == {}


def test_broken_and_empty_files_are_looked_at(project: Project) -> None:
    project.write({"jobs/a.yaml": "a: [\n", "jobs/b.yaml": "", "notes.yaml": "a: 1\n"})
    found = listed(project, "check")
    assert found == {**SOURCES, "jobs/a.yaml": "job", "jobs/b.yaml": "job"}


def test_files_that_jobs_name_are_looked_at(project: Project) -> None:
    project.write({"elsewhere/contacts.yaml": project.read("assets/contacts.yaml")})
    project.edit("jobs/contacts.yaml", "assets/contacts.yaml", "elsewhere/contacts.yaml")
    assert listed(project, "policy") == {**SOURCES, "elsewhere/contacts.yaml": "asset"}


def test_the_configuration_is_looked_at(project: Project) -> None:
    project.write({CONFIGURATION: "paths: {jobs: [work/*.yaml]}\n", "work/x.yaml": JOB})
    found = listed(project, "check")
    assert found[CONFIGURATION] == "configuration"
    assert found["work/x.yaml"] == "job"
    assert "jobs/contacts.yaml" not in found


@pytest.mark.parametrize(
    ("command", "looks"), [("check", True), ("generate", True), ("tags", False)]
)
def test_generated_files_are_held_against_their_sources(
    project: Project, command: str, *, looks: bool
) -> None:
    project.run("generate")
    kinds = set(listed(project, command).values())
    assert ("terraform" in kinds) is looks


def test_the_files_that_validate_is_given(project: Project) -> None:
    project.write({"notes.yaml": "a: 1\n"})
    assert listed(project, "validate", "jobs/contacts.yaml") == {"jobs/contacts.yaml": "job"}
    assert listed(project, "validate", "--kind", "job", "notes.yaml") == {"notes.yaml": "job"}
    assert set(listed(project, "validate", "--kind", "connector").values()) == {"connector"}
    assert project.run("validate", "--show-files", "notes.yaml").code == 2


@needs.printable_names
def test_odd_names_are_spelt_out(project: Project) -> None:
    project.write({"jobs/\x1b[2Jx\ny.yaml": "a: 1\n"})
    assert "job        jobs/\\x1b[2Jx\\ny.yaml\n" in project.run("check", "--show-files").out


@pytest.mark.parametrize("flag", ["--show-files", "--show-config"])
def test_a_broken_configuration_is_2_and_says_why(project: Project, flag: str) -> None:
    project.write({CONFIGURATION: "terraform: 3\n"})
    result = project.run("check", flag, "--output-format", "concise")
    assert result.code == 2
    assert result.out.startswith(f"{CONFIGURATION}:1:12: DH101 ")


def test_only_one_of_both(project: Project) -> None:
    result = project.run("check", "--show-files", "--show-config")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        'tag_policy: {severity: {DH303: "off"}, required: []}\n',
        "variables: {TENANT: 'no', N: '012', Ö: x}\n".replace("Ö", "O"),
        "terraform: {format: json, layout: module, module_version: '1.0'}\n",
    ],
)
def test_the_configuration_shown_is_one(project: Project, command: str, text: str | None) -> None:
    if text is not None:
        project.write({CONFIGURATION: text})
    result = project.run(command, "--show-config")
    assert result.code == 0
    assert project.terraform() == {}
    if text:
        for key, value in yaml.safe_load(text).items():
            for inner in value:
                assert inner in yaml.safe_load(result.out)[key]
    project.write({CONFIGURATION: result.out})
    assert project.run("validate", CONFIGURATION).code == 0
    again = project.run(command, "--show-config").out
    assert again.splitlines()[1:] == result.out.splitlines()[1:]
    first = f"# The configuration that is in force: {CONFIGURATION} over the defaults."
    assert again.splitlines()[0] == first


def test_without_a_file_the_defaults_of_the_schema_are_shown(project: Project) -> None:
    shown = yaml.safe_load(project.run("check", "--show-config").out)
    for keys, schema in LEAVES.items():
        assert at(shown, keys) == (None if keys in UNSET else schema["default"]), keys


def test_secrets_of_the_configuration_are_hidden(project: Project) -> None:
    text = "variables: {DB_PASSWORD: hunter2, NOTE: 'x AKIAIOSFODNN7EXAMPLE'}\n"
    project.write({CONFIGURATION: text})
    shown = project.run("check", "--show-config").out
    assert yaml.safe_load(shown)["variables"] == {"DB_PASSWORD": "•••", "NOTE": "x AKIA•••"}
