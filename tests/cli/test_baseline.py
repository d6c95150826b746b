"""The baseline on the command line: written, heard, pruned, and never written over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from dativo_hooks.tree import MAX_FILE_SIZE
from tests.engine.repositories import ASSET

if TYPE_CHECKING:
    from tests.cli.conftest import Project

ASSET_FILE, OTHER_FILE = "assets/contacts.yaml", "assets/deals.yaml"
FILE = ".dativo-hooks-baseline.json"
CONFIGURATION = ".dativo-hooks.yaml"
BAD = ASSET.replace("ENG-001", "nope")
CHECKS = ("check", "policy", "validate", "generate", "generate --check")


@pytest.fixture
def old(project: Project) -> Project:
    """A repository with two wrong assets and a baseline that the configuration names."""
    project.write({ASSET_FILE: BAD, OTHER_FILE: BAD.replace("classification: [PII]", "other: 1")})
    project.run("generate")
    assert project.run("baseline").code == 0
    project.write({CONFIGURATION: f"baseline: {FILE}\n"})
    return project


def told(project: Project, *arguments: str) -> list[str]:
    """`path:line CODE` of what a run reports."""
    out = project.run(*arguments, "--output-format", "concise").out
    return [f"{':'.join(line.split(':')[:2])} {line.split()[1]}" for line in out.splitlines()]


def entries(project: Project, name: str = FILE) -> dict[str, dict[str, int]]:
    """What a baseline has."""
    document: dict[str, Any] = json.loads(project.read(name))
    files: dict[str, dict[str, int]] = document["files"]
    return files


def test_it_is_written_and_says_how_to_use_it(project: Project) -> None:
    project.write({ASSET_FILE: BAD})
    project.run("generate")
    result = project.run("baseline")
    assert (result.code, result.out) == (0, "")
    assert f"wrote {FILE}, 1 finding in 1 file\n" in result.err
    assert f"write `baseline: {FILE}` into .dativo-hooks.yaml" in result.err
    assert entries(project) == {ASSET_FILE: {"DH302 at finops.cost_center: finops_cost_center": 1}}
    assert project.run("check").code == 1
    assert project.run("check", "--baseline", FILE).code == 0


@pytest.mark.parametrize("command", CHECKS)
def test_what_it_has_is_hidden_and_counted(old: Project, command: str) -> None:
    result = old.run(*command.split(), "--fail-on", "warning")
    assert (result.code, result.out) == (0, "")
    assert ("no findings, 3 baselined" in result.err) == (command in {"check", "policy"})


@pytest.mark.parametrize("command", CHECKS)
def test_an_audit_hears_no_baseline(old: Project, command: str) -> None:
    assert "baselined" not in old.run(*command.split(), "--no-ignores").err
    assert old.run("check", "--no-ignores").code == 1
    old.write({FILE: "{"})
    assert old.run("check", "--no-ignores").code == 1


def test_what_is_new_is_reported(old: Project) -> None:
    old.edit(ASSET_FILE, "name: contacts", "# one\n\nname: contacts")
    assert told(old, "check") == []
    old.edit(ASSET_FILE, "classification: [PII]", "classification: [nope]")
    assert told(old, "policy") == [f"{ASSET_FILE}:16 DH302"]


def test_a_file_of_another_name_is_another_file(old: Project) -> None:
    os.rename(old.path / OTHER_FILE, old.path / "assets/others.yaml")
    assert told(old, "policy") == [
        "assets/others.yaml:11 DH302",
        "assets/others.yaml:13 DH301",
        f"{FILE}:9 DH705",
        f"{FILE}:10 DH705",
    ]


def test_what_is_fixed_is_pruned_and_nothing_else(old: Project) -> None:
    old.edit(OTHER_FILE, "nope", "ENG-001")
    old.edit(ASSET_FILE, "  owner: data-team@acme.com", "  owner: AKIAIOSFODNN7EXAMPLE")
    old.run("generate")
    before = entries(old)
    new = [one for one in told(old, "check") if "DH705" not in one]
    assert new == [f"{ASSET_FILE}:9 DH305"]
    assert old.run("check").code == 1
    result = old.run("baseline", "--prune")
    assert (result.code, result.out) == (0, "")
    assert f"wrote {FILE}, 2 findings in 2 files" in result.err
    del before[OTHER_FILE]["DH302 at finops.cost_center: finops_cost_center"]
    assert entries(old) == before
    assert told(old, "check") == new
    again = old.run("baseline", "--prune")
    assert (again.code, entries(old)) == (0, before)
    assert "and all are found" in again.err


def test_a_stale_entry_is_a_warning(old: Project) -> None:
    old.edit(ASSET_FILE, "nope", "ENG-001")
    old.run("generate")
    result = old.run("check")
    assert result.code == 0
    assert "1 warning in 1 file, 2 baselined" in result.err
    assert "warning DH705 stale-baseline-entry" in result.out
    assert f"--> {FILE}:6:7\n" in result.out
    assert '6 |       "DH302 at finops.cost_center' in result.out
    assert old.run("check", "--fail-on", "warning").code == 1


@pytest.mark.parametrize(
    ("command", "count"),
    [
        ("check", 1),
        ("policy", 1),
        ("validate", 0),
        ("generate", 0),
        ("generate --check", 0),
        ("generate jobs/contacts.yaml --check", 0),
    ],
)
def test_a_command_judges_what_it_looks_for(old: Project, command: str, count: int) -> None:
    old.edit(ASSET_FILE, "nope", "ENG-001")
    old.run("generate")
    assert told(old, *command.split()).count(f"{FILE}:6 DH705") == count


def test_nothing_is_pruned_of_what_cant_be_read(old: Project) -> None:
    before = entries(old)
    old.edit(ASSET_FILE, "name: contacts", "name: [")
    assert old.run("baseline", "--prune").code == 0
    assert entries(old) == before


def test_what_cant_be_hidden_is_said(project: Project) -> None:
    project.write({ASSET_FILE: "a: [\n", CONFIGURATION: "tag_policy: {locked: [DH302]}\n"})
    project.write({OTHER_FILE: BAD})
    result = project.run("baseline")
    assert result.code == 0
    assert "2 findings are reported all the same" in result.err
    assert entries(project) == {}
    assert told(project, "check", "--baseline", FILE) == [
        f"{ASSET_FILE}:2 DH001",
        f"{OTHER_FILE}:11 DH302",
    ]


def test_a_lock_outweighs_it(old: Project) -> None:
    old.write({CONFIGURATION: f"baseline: {FILE}\ntag_policy: {{locked: [DH302]}}\n"})
    assert told(old, "policy") == [
        f"{ASSET_FILE}:11 DH302",
        f"{OTHER_FILE}:11 DH302",
        f"{FILE}:6 DH705",
        f"{FILE}:10 DH705",
    ]


def test_what_a_comment_silences_is_no_part_of_it(old: Project) -> None:
    old.edit(ASSET_FILE, "nope", "nope  # dativo-hooks: ignore[DH302] see OPS-12")
    assert told(old, "policy") == [f"{FILE}:6 DH705"]
    old.run("baseline")
    assert set(entries(old)) == {OTHER_FILE}
    assert told(old, "policy") == []


def test_a_hidden_policy_and_what_it_stood_for(project: Project) -> None:
    """What the cloud has against a value that the policy forbids is old as well."""
    project.write({ASSET_FILE: ASSET.replace("ENG-001", "a;b")})
    project.run("baseline")
    assert [key.split()[0] for key in entries(project)[ASSET_FILE]] == ["DH302", "DH402"]
    assert told(project, "policy", "--baseline", FILE) == []


def test_sarif_and_json_list_it_when_asked_for(old: Project) -> None:
    listed = old.run("policy", "--output-format", "json", "--show-suppressed").out
    document = json.loads(listed)
    assert {one["suppressed_by"] for one in document["suppressed"]} == {"baseline"}
    assert {one["reason"] for one in document["suppressed"]} == {FILE}
    assert document["summary"]["baselined"] == 3
    log = json.loads(old.run("policy", "--output-format", "sarif", "--show-suppressed").out)
    kinds = [one["suppressions"][0]["kind"] for one in log["runs"][0]["results"]]
    assert kinds == ["external"] * 3


# Where it is.


def test_flag_over_environment_over_file(old: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    old.write({"none.json": '{"tool": "dativo-hooks baseline", "version": 1, "files": {}}'})
    assert old.run("policy").code == 0
    monkeypatch.setenv("DATIVO_HOOKS_BASELINE", "none.json")
    assert old.run("policy").code == 1
    assert old.run("policy", "--baseline", FILE).code == 0
    assert old.run("baseline").code == 0
    assert entries(old, "none.json") == entries(old)


def test_another_place(project: Project) -> None:
    project.write({ASSET_FILE: BAD})
    assert project.run("baseline", "--output", "ci/old.json").code == 0
    assert set(entries(project, "ci/old.json")) == {ASSET_FILE}
    project.write({CONFIGURATION: "baseline: ci/old.json\n"})
    assert project.run("policy").code == 0
    project.edit(ASSET_FILE, "nope", "ENG-001")
    assert project.run("baseline", "--prune").code == 0
    assert entries(project, "ci/old.json") == {}


@pytest.mark.parametrize(
    ("arguments", "data", "said"),
    [
        (("check", "--baseline", "x.json"), None, "--baseline x.json: not in the working tree"),
        (("check", "--baseline", "../x.json"), None, "lies outside of the root"),
        (("check", "--baseline", FILE), b"{", f"--baseline {FILE}: line 1 isn't JSON"),
        (("check", "--baseline", FILE), b"[]", "wasn't written by `dativo-hooks baseline`"),
        (("check", "--baseline", FILE), b" " * (MAX_FILE_SIZE + 1), "files over 2 MiB are not"),
        (("baseline", "--prune"), None, f"{FILE}: not in the working tree"),
        (("baseline", "--prune"), b"{}", f"{FILE}: it wasn't written by"),
        (("baseline",), b"{}", f"{FILE} is left alone: it wasn't written by"),
        (("baseline",), b"<<<<<<< HEAD\n", "a merge left both sides; move it, or delete it"),
        (("baseline", "--output", ASSET_FILE), None, f"{ASSET_FILE} is left alone"),
        (("baseline", "--output", "../x.json"), None, "lies outside of the root"),
        (("baseline", "--output", ".git/x.json"), None, "lies in git's own folder"),
        (("baseline", "--output", "jobs"), None, "jobs is left alone"),
        (("baseline", "--staged"), None, "--staged: the baseline is written to the working tree"),
    ],
)
def test_wrong_use(
    project: Project, arguments: tuple[str, ...], data: bytes | None, said: str
) -> None:
    if data is not None:
        project.write({FILE: data})
    before = project.files()
    result = project.run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert project.files() == before


def test_a_configured_one_that_isnt_there(project: Project) -> None:
    project.write({CONFIGURATION: f"baseline: {FILE}\n"})
    result = project.run("check")
    assert (result.code, result.out) == (2, "")
    assert "`dativo-hooks baseline` writes it" in result.err
    assert project.run("baseline").code == 0
    assert project.run("check").code == 1  # nothing is generated yet
    assert project.run("tags").code == 0


def test_one_that_is_too_big_is_never_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write({ASSET_FILE: BAD})
    monkeypatch.setattr("dativo_hooks.cli.baseline.MAX_FILE_SIZE", 100)
    result = project.run("baseline")
    assert (result.code, FILE in project.files()) == (2, False)
    assert "fix what most files have in common first" in result.err


def test_the_index_has_its_own(old: Project) -> None:
    def run(*words: str) -> int:
        return subprocess.run(words, cwd=old.path, check=False, capture_output=True).returncode

    check = (sys.executable, "-m", "dativo_hooks", "check", "--staged")
    assert run("git", "init", "-q") == 0
    assert run("git", "add", "-A", "--", ":!.dativo-hooks-baseline.json") == 0
    assert run(*check) == 2
    assert run("git", "add", "-A") == 0
    assert run(*check) == 0
    old.write({FILE: "{"})
    assert run(*check) == 0
    assert run(*check[:-1]) == 2
