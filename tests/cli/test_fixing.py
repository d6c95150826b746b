"""`--fix` and `--diff`, as they are typed: what is written, what is said, which exit code."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from dativo_hooks import rules
from dativo_hooks.explanations.fixes import FIXES
from dativo_hooks.repository import writing
from tests import needs

if TYPE_CHECKING:
    from tests.cli.conftest import Project

JOB = "jobs/contacts.yaml"
ASSET = "assets/contacts.yaml"
COMMANDS = pytest.mark.parametrize("command", ["check", "validate", "policy"])
SAID = "dativo-hooks: not in a git repository: the files on disk are checked\n"


def break_job(project: Project) -> bytes:
    """Break the job in two ways that are fixable; the bytes that it had."""
    good = project.read(JOB)
    project.edit(JOB, "cpu: 1024", "cpu: '1024'")
    project.edit(JOB, "memory: 2048", "memmory: 2048 # memory")
    return good


def fixed(good: bytes) -> bytes:
    return good.replace(b"memory: 2048", b"memory: 2048 # memory")


@COMMANDS
def test_fix_fixes_and_reports_what_is_left(project: Project, command: str) -> None:
    good = break_job(project)
    project.run("generate")
    result = project.run(command, "--fix")
    assert project.read(JOB) == fixed(good)
    assert f"dativo-hooks: fixed 2 findings in {JOB}\n" in result.err
    # The Terraform isn't there: that only `check` looks for.
    assert result.code == (1 if command == "check" else 0)
    assert "DH103" not in result.out
    project.run("generate")
    before = project.files()
    assert project.run(command, "--fix")._replace(err="") == (0, "", "")
    assert project.files() == before


@COMMANDS
def test_diff_writes_nothing(project: Project, command: str) -> None:
    break_job(project)
    before = project.files()
    plain = project.run(command)
    for options in (["--diff"], ["--fix", "--diff"]):
        result = project.run(command, *options)
        assert result.code == 1
        assert project.files() == before
        assert result.out == (
            f"--- a/{JOB}\n+++ b/{JOB}\n@@ -6,6 +6,6 @@\n"
            " infrastructure:\n   runtime:\n     type: aws_ecs_fargate\n"
            "-    cpu: '1024'\n-    memmory: 2048 # memory\n"
            "+    cpu: 1024\n+    memory: 2048 # memory\n"
            "     image_uri: dativo/dativo-ingest:1.4.0\n" + plain.out
        )
        assert result.err == plain.err


@COMMANDS
def test_nothing_to_fix(project: Project, command: str) -> None:
    project.run("generate")
    before = project.files()
    for option in ("--fix", "--diff"):
        assert project.run(command, option) == (0, "", SAID)
    assert project.files() == before


def test_without_fix_nothing_is_written(project: Project) -> None:
    break_job(project)
    before = project.files()
    result = project.run("check", "--output-format", "concise")
    assert project.files() == before
    assert result.err.endswith("dativo-hooks: 2 errors in 1 file; 2 fixable with --fix\n")
    lines = result.out.splitlines()
    assert [line.endswith(" [fixable]") for line in lines] == [True, True]
    # Of a command that can't, the one that can is named.
    result = project.run("generate", "--check")
    assert result.err.endswith("2 errors in 1 file; 2 fixable with `check --fix`\n")


def test_only_the_named_files_are_fixed(project: Project) -> None:
    break_job(project)
    project.edit(ASSET, 'version: "1.0"', "version: 1.0")
    broken = project.read(ASSET)
    result = project.run("validate", "--fix", "--kind", "job", JOB)
    assert (result.code, project.read(ASSET)) == (0, broken)
    result = project.run("validate", "--fix", ASSET)
    assert (result.code, project.read(ASSET)) == (0, broken.replace(b"1.0", b'"1.0"', 1))


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit"])
def test_a_diff_and_a_document_share_no_stream(project: Project, form: str) -> None:
    break_job(project)
    result = project.run("check", "--diff", "--output-format", form)
    assert (result.code, result.out) == (2, "")
    assert "--diff" in result.err
    assert project.run("check", "--diff", "--output-format", f"{form}=x").code == 1


def test_programs_are_told_the_edits(project: Project) -> None:
    break_job(project)
    told = json.loads(project.run("validate", "--output-format", "json").out)
    assert told["summary"]["fixable"] == 2
    cpu, memory = told["findings"]
    assert cpu["fixable"] is memory["fixable"] is True
    assert cpu["edits"] == [
        {"line": 9, "column": 10, "end_line": 9, "end_column": 16, "text": "1024"}
    ]
    (run,) = json.loads(project.run("validate", "--output-format", "sarif").out)["runs"]
    (fix,) = run["results"][1]["fixes"]
    assert fix["description"] == {"text": "did you mean `memory`?"}
    (change,) = fix["artifactChanges"]
    assert (
        change["artifactLocation"]
        == run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]
    )
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 10, "startColumn": 5, "endLine": 10, "endColumn": 12},
            "insertedContent": {"text": "memory"},
        }
    ]


def test_a_finding_that_is_not_fixable_says_so(project: Project) -> None:
    project.edit(JOB, "cpu: 1024", "cpu: 1000")
    (told,) = json.loads(project.run("validate", "--output-format", "json").out)["findings"]
    assert told["fixable"] is False
    assert "edits" not in told


# The tag policy.

STRICT = """\
tag_policy:
  values:
    compliance_classification: {allowed: [PII, INTERNAL], case_sensitive: true}
    environment: {allowed: [prod, Prod]}
    infra_team: {allowed: ["yes", Data], case_sensitive: true}
"""


def test_the_case_of_tags(project: Project) -> None:
    project.write({".dativo-hooks.yaml": STRICT})
    project.edit(ASSET, "[PII]", "[pii, 'internal'] # pii")
    project.edit(ASSET, "ENG-001", "eng-001")
    project.edit(JOB, "environment: prod", "environment: PROD")
    job = project.read(JOB) + b"  metadata: {team: data}\n"
    project.write({JOB: job})
    result = project.run("policy", "--fix", "--output-format", "concise")
    asset = project.read(ASSET).decode()
    assert "classification: [PII, 'INTERNAL'] # pii\n" in asset
    assert "cost_center: ENG-001\n" in asset
    assert project.read(JOB) == job.replace(b"team: data", b"team: Data")
    # Of two that differ from it by case, nobody knows which.
    assert [line.split()[1] for line in result.out.splitlines()] == ["DH302"]
    assert rules.TAG_VALUE_NOT_ALLOWED in FIXES
    assert f"fixed 3 findings in {ASSET}" in result.err
    assert f"fixed 1 finding in {JOB}" in result.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[PII]", "[secret]"),
        ("[PII]", "['  pii']"),
        ("[PII]", "['${CLASS}']"),
        ("ENG-001", "eng_001"),
        ("[PII]", "&c [pii]\nx: *c"),
    ],
)
def test_tags_that_a_person_must_fix(project: Project, old: str, new: str) -> None:
    project.write({".dativo-hooks.yaml": f"{STRICT}variables: {{CLASS: pii}}\n"})
    project.edit(ASSET, old, new)
    before = project.files()
    result = project.run("policy", "--fix")
    assert (result.code, project.files()) == (1, before)
    assert "[fixable]" not in result.out


def test_what_the_policy_does_not_report_is_not_fixed(project: Project) -> None:
    project.edit(ASSET, "[PII]", "[pii]")  # case says nothing, by default
    off = f"{STRICT}  severity: {{tag-value-not-allowed: 'off'}}\n"
    for configuration in ("{}\n", off):
        project.write({".dativo-hooks.yaml": configuration})
        before = project.files()
        assert project.run("policy", "--fix").code == 0
        assert project.files() == before


def test_a_schema_fault_and_then_the_policy(project: Project) -> None:
    project.write({".dativo-hooks.yaml": STRICT})
    project.edit(ASSET, "[PII]", "[pii]")
    project.edit(ASSET, 'version: "1.0"', "version: 1.0")
    result = project.run("policy", "--fix")
    assert (result.code, result.out) == (0, "")
    assert f"fixed 2 findings in {ASSET}\n" in result.err
    assert b'version: "1.0"' in project.read(ASSET)
    assert b"[PII]" in project.read(ASSET)


# Files that must not be written.


@needs.modes
def test_the_mode_and_the_form_of_a_file_stay(project: Project) -> None:
    good = break_job(project)
    crlf = b"\xef\xbb\xbf" + project.read(JOB).replace(b"\n", b"\r\n")
    project.write({JOB: crlf})
    (project.path / JOB).chmod(0o750)
    assert project.run("validate", "--fix").code == 0
    assert project.read(JOB) == b"\xef\xbb\xbf" + fixed(good).replace(b"\n", b"\r\n")
    assert stat.S_IMODE((project.path / JOB).stat().st_mode) == 0o750


@needs.links
def test_a_link_is_not_written_through(project: Project) -> None:
    break_job(project)
    broken = project.read(JOB)
    (project.path / "elsewhere").mkdir()
    os.rename(project.path / JOB, project.path / "elsewhere" / "x.yaml")
    os.symlink("../elsewhere/x.yaml", project.path / JOB)
    result = project.run("validate", "--fix")
    assert result.code == 1
    assert f"not fixed: {JOB} is a link" in result.err
    assert (project.path / JOB).is_symlink()
    assert project.read("elsewhere/x.yaml") == broken


@needs.links
def test_a_link_to_a_job_is_fixed_where_it_leads(project: Project) -> None:
    good = break_job(project)
    os.symlink("contacts.yaml", project.path / "jobs" / "second.yaml")
    result = project.run("validate", "--fix")
    assert (result.code, project.read(JOB)) == (0, fixed(good))
    assert (project.path / "jobs" / "second.yaml").is_symlink()


def test_a_file_that_changed_meanwhile_is_left_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_job(project)
    theirs = project.read(JOB) + b"# more\n"
    checked = writing._checked

    def changed(root: str, path: str) -> str:
        project.write({JOB: theirs})
        return checked(root, path)

    monkeypatch.setattr(writing, "_checked", changed)
    result = project.run("validate", "--fix")
    assert result.code == 1
    assert project.read(JOB) == theirs
    assert "was changed by somebody else since it was read" in result.err
    assert list(project.files()) == sorted(project.files())
    assert not [name for name in project.files() if name.endswith(".tmp")]


def test_a_disk_that_refuses_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_job(project)
    before = project.files()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    result = project.run("validate", "--fix")
    assert (result.code, project.files()) == (1, before)
    assert f"not fixed: {JOB} can't be written: Permission denied" in result.err


def test_a_full_disk_is_no_finding(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_job(project)
    before = project.files()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    for options in ([], ["--exit-zero"]):
        result = project.run("validate", "--fix", *options)
        assert (result.code, project.files()) == (2, before)
        said = f"{JOB} can't be written: No space left on device (the disk is full: make room"
        assert f"dativo-hooks: not fixed: {said}" in result.err


def test_the_configuration_is_not_fixed(project: Project) -> None:
    project.write({".dativo-hooks.yaml": "tag_policy: {requird: [x]}\n"})
    break_job(project)
    before = project.files()
    result = project.run("check", "--fix")
    assert (result.code, project.files()) == (2, before)
    assert "[fixable]" not in result.out


def test_no_secret_is_shown(project: Project) -> None:
    break_job(project)
    secret = "hunter2-hunter2"
    environment = "    environment:\n"
    environment += f"      DB_PASSWORD: {secret}\n      encryption_key: {secret}\n      A: no\n"
    project.write({JOB: project.read(JOB) + environment.encode()})
    for option in ("--diff", "--fix"):
        result = project.run("validate", option)
        assert secret not in result.out + result.err
    assert project.read(JOB).endswith(environment.replace("no", '"no"').encode())


# The index.


def git(project: Project, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *words],
        cwd=project.path,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture
def staged(project: Project) -> bytes:
    """The job in git, broken, and all of it staged; the bytes that it will have."""
    good = break_job(project)
    git(project, "init", "-q")
    git(project, "add", "-A")
    return fixed(good)


@COMMANDS
def test_staged_files_are_fixed_on_disk(project: Project, staged: bytes, command: str) -> None:
    result = project.run(command, "--staged", "--fix")
    assert result.code == 1
    assert f"fixed 2 findings in {JOB}: `git add` it\n" in result.err
    assert "DH103" not in result.out
    assert project.read(JOB) == staged
    assert git(project, "diff", "--name-only").split() == [JOB]
    again = project.run(command, "--staged", "--fix")
    assert (again.code, again.out) == (1, result.out)
    assert f"{JOB} is fixed on disk: `git add` it\n" in again.err
    git(project, "add", JOB)
    project.run("generate")
    git(project, "add", "-A")
    assert project.run(command, "--staged", "--fix") == (0, "", "")


def test_what_is_not_staged_is_not_touched(project: Project, staged: bytes) -> None:
    ahead = project.read(JOB) + b"# more\n"
    project.write({JOB: ahead})
    result = project.run("check", "--staged", "--fix")
    assert (result.code, project.read(JOB)) == (1, ahead)
    assert f"not fixed: {JOB} has changes that aren't staged" in result.err
    assert "DH103" in result.out
    os.remove(project.path / JOB)
    result = project.run("check", "--staged", "--fix")
    assert (result.code, (project.path / JOB).exists()) == (1, False)
    assert f"not fixed: {JOB} isn't in the working tree" in result.err


def test_the_disk_keeps_gits_line_ends(project: Project, staged: bytes) -> None:
    project.write({JOB: project.read(JOB).replace(b"\n", b"\r\n")})
    result = project.run("policy", "--staged", "--fix")
    assert result.code == 1
    assert project.read(JOB) == staged.replace(b"\n", b"\r\n")


def test_the_diff_of_what_is_staged(project: Project, staged: bytes) -> None:
    project.write({JOB: b"not: what\nis: staged\n"})
    result = project.run("check", "--staged", "--diff")
    assert result.code == 1
    assert "+    memory: 2048 # memory\n" in result.out
    assert project.read(JOB) == b"not: what\nis: staged\n"
    assert staged != project.read(JOB)
