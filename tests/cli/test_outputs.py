"""Several formats at once, where each goes, what wrong use is, and `--exit-zero`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.report.formats import FORMATS
from tests.engine.repositories import FARGATE, JOB
from tests.published import SOURCE
from tests.report.junit_schema import parsed

if TYPE_CHECKING:
    from dativo_hooks.report.formats import Format
    from dativo_hooks.report.report import Report
    from tests.cli.conftest import Project

COMMANDS = ("validate", "policy", "generate", "check")
JOB_FILE = "jobs/contacts.yaml"
SECRET = "AKIAIOSFODNN7EXAMPLE"


@pytest.mark.parametrize("form", FORMATS)
def test_each_way_to_a_file_writes_the_same(project: Project, form: str) -> None:
    shown = project.run("check", "--output-format", form)
    assert shown.code == 1
    assert shown.out
    old = project.run("check", "--output-format", form, "--output-file", "old.txt")
    new = project.run("check", "--output-format", f"{form}=new.txt")
    assert old == new == (1, "", shown.err)
    assert project.read("old.txt").decode() == project.read("new.txt").decode() == shown.out


def test_all_at_once(project: Project) -> None:
    options = [f"--output-format={form}={form}.txt" for form in FORMATS if form != "concise"]
    result = project.run("check", *options, "--output-format", "concise")
    assert result.out == project.run("check", "--output-format", "concise").out
    for form in FORMATS:
        if form != "concise":
            expected = project.run("check", "--output-format", form).out
            assert project.read(f"{form}.txt").decode() == expected


def test_a_file_name_may_hold_an_equals_sign(project: Project) -> None:
    project.run("check", "--output-format", "json=a=b.json")
    assert json.loads(project.read("a=b.json"))["version"] == 1


@pytest.mark.parametrize("form", FORMATS)
def test_a_clean_run_is_written_too(project: Project, form: str) -> None:
    project.run("generate")
    assert project.run("check", "--output-format", f"{form}=x.txt").code == 0
    assert (project.path / "x.txt").is_file()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("json", "full"), "json and full can't share standard output"),
        (("full", "full"), "full and full can't share standard output"),
        (("json=x", "full=x"), "json and full can't share x"),
        (("json=x", "full", "sarif"), "full and sarif can't share standard output"),
        (("json="), "'json=' names no file after `=`"),
        (("xml"), "'xml'; choose from full, concise, json, sarif"),
        (("=x"), "'=x'; choose from full"),
        ((""), "''; choose from full"),
    ],
)
def test_wrong_use_is_2(
    project: Project, command: str, options: str | tuple[str, ...], said: str
) -> None:
    chosen = (options,) if isinstance(options, str) else options
    result = project.run(command, *(f"--output-format={option}" for option in chosen))
    assert (result.code, result.out) == (2, "")
    assert said in " ".join(result.err.split())
    assert not (project.path / "x").exists()


@pytest.mark.parametrize("options", [("json=x",), ("json", "full"), ("json", "full=x")])
def test_an_output_file_goes_with_one_format(project: Project, options: tuple[str, ...]) -> None:
    chosen = [f"--output-format={option}" for option in options]
    result = project.run("check", "--output-file", "y", *chosen)
    assert (result.code, result.out) == (2, "")
    assert "--output-file goes with one --output-format" in result.err
    assert not (project.path / "y").exists()


def test_a_file_that_cannot_be_written_is_2(project: Project) -> None:
    result = project.run("check", "--output-format", "sarif=gone/x.sarif")
    assert (result.code, result.out) == (2, "")
    assert "--output-format sarif=gone/x.sarif: No such file" in result.err


def test_the_environment(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATIVO_HOOKS_OUTPUT_FORMAT", "sarif=x.sarif")
    assert project.run("check").out == ""
    assert json.loads(project.read("x.sarif"))["version"] == "2.1.0"
    assert project.run("check", "--output-format", "github").out.startswith("::error ")
    monkeypatch.setenv("DATIVO_HOOKS_OUTPUT_FORMAT", "sarif=")
    result = project.run("check")
    assert result.code == 2
    assert "DATIVO_HOOKS_OUTPUT_FORMAT is 'sarif=' names no file" in result.err


def test_the_step_summary_is_written_only_when_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = project.path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "error DH601" in project.run("check", "--output-format", "full").out
    assert not summary.exists()


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit"])
def test_a_diff_and_a_document_do_not_share_a_stream(project: Project, form: str) -> None:
    result = project.run("generate", "--diff", "--output-format", form)
    assert (result.code, result.out) == (2, "")
    assert f"--diff and findings as {form} don't share one stream" in result.err
    assert project.run("generate", "--diff", "--output-format", f"{form}=x").out.startswith("---")


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit", "markdown"])
def test_tags_are_no_findings(project: Project, form: str) -> None:
    assert project.run("tags", "--output-format", form).code == 2
    text = project.run("tags").out
    assert project.run("tags", "--output-format", f"{form}=x").out == text


def test_tags_as_json_in_spite_of_a_file_for_findings(project: Project) -> None:
    tags = project.run("tags", "--output-format", "json").out
    assert json.loads(tags)["jobs"]
    both = project.run("tags", "--output-format", "json", "--output-file", "x.json")
    assert both.out == tags


# Paths: from the top of the git repository, where the project is a folder of it.


def _located(form: str, out: str) -> str:
    if form == "sarif":
        (result, *_) = json.loads(out)["runs"][0]["results"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        return f"{place.get('uriBaseId', '')} {place['uri']}"
    if form == "gitlab":
        return str(json.loads(out)[0]["location"]["path"])
    if form == "junit":
        return parsed(out)[0].attrib["file"]
    if form == "json":
        return str(json.loads(out)["findings"][0]["path"])
    return out.replace("&#58;", ":")


@pytest.mark.parametrize("staged", [(), ("--staged",)])
@pytest.mark.parametrize(
    ("form", "place", "related"),
    [
        ("github", "file=sub/jobs/x.yaml,", None),
        ("gitlab", "sub/jobs/x.yaml", None),
        ("junit", "sub/jobs/x.yaml", None),
        ("sarif", "%SRCROOT% sub/jobs/x.yaml", "sub/jobs/x.yaml"),
        ("json", "jobs/x.yaml", "jobs/x.yaml"),
        ("concise", "jobs/x.yaml:2:1: DH002", None),
        ("markdown", "| jobs/x.yaml:2:1 |", None),
    ],
)
def test_paths_in_a_monorepo(
    project: Project, form: str, place: str, related: str | None, staged: tuple[str, ...]
) -> None:
    project.write({"sub/jobs/x.yaml": "a: 1\na: 2\n"})
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=project.path, check=True)
    out = project.run("validate", "--root", "sub", "--output-format", form, *staged).out
    assert place in _located(form, out)
    assert _located(form, out).startswith(place) or form in {"github", "markdown", "concise"}
    if related is not None:
        assert out.count(f'"{related}"') >= 2  # the related place, too


def test_lines_of_files_are_found_by_the_paths_that_a_format_has(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No format with paths from git's top has lines today; the next one may."""

    def render(report: Report) -> str:
        one = report.findings[0]
        return f"{one.path}: {report.line_of(one.path, one.span.start.line)}\n"

    for module in ("github", "concise"):
        monkeypatch.setattr(f"dativo_hooks.report.{module}.render", render)
    project.write({"sub/jobs/x.yaml": "a: 1\na: 2\n"})
    subprocess.run(["git", "init", "-q"], cwd=project.path, check=True)
    for form, path in (("github", "sub/jobs/x.yaml"), ("concise", "jobs/x.yaml")):
        out = project.run("validate", "--root", "sub", "--output-format", form).out
        assert out == f"{path}: a: 1\n"


@pytest.mark.parametrize(("options", "failures"), [((), "0"), (("--fail-on", "warning"), "1")])
def test_a_test_fails_where_the_run_does(
    project: Project, options: tuple[str, ...], failures: str
) -> None:
    project.edit("assets/contacts.yaml", "ENG-001", "nobody")
    lower = ("--severity", "DH302=warning")
    result = project.run("policy", "--output-format", "junit", *lower, *options)
    assert str(result.code) == failures
    assert parsed(result.out).attrib["failures"] == failures


@pytest.mark.parametrize("inside", [True, False])
def test_a_configuration_outside_of_the_root(project: Project, *, inside: bool) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project.path, check=True)
    project.write({"sub/jobs/x.yaml": JOB, "policy.yaml": "tag_policy: 3\n"})
    config = "policy.yaml"
    expected = "%SRCROOT% policy.yaml"
    if not inside:
        outside = project.path.parent / "policy.yaml"
        outside.write_text("tag_policy: 3\n")
        config = os.path.join("..", "policy.yaml")
        expected = f" file:///{outside.resolve().as_posix().lstrip('/')}"
    options = ("--root", "sub", "--config", config, "--output-format", "sarif")
    result = project.run("policy", *options)
    assert result.code == 2
    assert _located("sarif", result.out) == expected


# What is loaded.

CLEAN_RUN = """
import sys
from dativo_hooks.cli.main import main
code = main(["check", "--output-format", sys.argv[1]])
print("loaded", code, *(name for name in sys.modules if name.startswith("dativo_hooks.report.")))
"""


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_clean_run_loads_no_renderer_that_has_nothing_to_write(
    project: Project, form: Format
) -> None:
    project.run("generate")
    done = subprocess.run(
        [sys.executable, "-c", CLEAN_RUN, form.name],
        cwd=project.path,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    code, *modules = done.stdout.partition("loaded ")[2].split()
    assert code == "0"
    renderers = {f"dativo_hooks.report.{one.module}" for one in FORMATS.values()}
    loaded = renderers & set(modules)
    if form.clean == "silent":
        assert loaded == set()
    else:
        assert f"dativo_hooks.report.{form.module}" in loaded


# What must not be shown.


@pytest.mark.parametrize("form", FORMATS)
def test_secrets_and_control_characters_show_nowhere(project: Project, form: str) -> None:
    metadata = f"  metadata:\n    note: {SECRET}\n    deploy_token: hunter2-hunter2\n"
    project.write({"jobs/\x1b[2J\u202e.yaml": "a: [\n", JOB_FILE: JOB + FARGATE + metadata})
    result = project.run("check", "--output-format", form)
    assert result.code == 1
    assert "DH305" in result.out
    for hidden in (SECRET, "hunter2-hunter2", "\x1b", "\u202e"):
        assert hidden not in result.out + result.err


# --exit-zero


@pytest.mark.parametrize("command", COMMANDS)
def test_findings_are_0_with_exit_zero(project: Project, command: str) -> None:
    project.write({JOB_FILE: "tenant_id: acme\n"})
    usual = project.run(command)
    assert usual.code == 1
    assert project.run(command, "--exit-zero") == (0, usual.out, usual.err)


def test_drift_and_changes_are_0_with_exit_zero(project: Project) -> None:
    assert project.run("generate", "--check", "--exit-zero").code == 0
    assert project.run("generate", "--diff", "--exit-zero").code == 0
    assert project.run("generate", "--fail-on-change", "--exit-zero").code == 0


def test_exit_zero_hides_no_wrong_use_and_no_bug(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run("check", "--exit-zero", "--root", "gone").code == 2
    project.write({".dativo-hooks.yaml": "terraform: 3\n"})
    assert project.run("check", "--exit-zero").code == 2

    def crash(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("dativo_hooks.cli.check.run", crash)
    assert project.run("check", "--exit-zero").code == 3
