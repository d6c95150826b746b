"""Inputs and repositories that try to run something: all of it stays data."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.github_action import Inputs, UnusableInputError, annotation, output, words
from tests.action.conftest import JOB
from tests.action.runner import ACTION, outputs_of
from tests.laws import examples

if TYPE_CHECKING:
    from tests.action.runner import Runner

NASTY = (
    "$(touch pwned) `touch pwned` ${PATH} %PATH% '; touch pwned; \"; touch pwned; & | ü\\\n"
    "::error::pwned\n::set-output name=errors::pwned\nerrors=pwned\n--exit-zero"
)


def untouched(runner: Runner) -> bool:
    """Nothing ran: no file of that name is anywhere."""
    places = (runner.workspace, runner.home, runner.action)
    return not any((place / "pwned").exists() for place in places)


@pytest.mark.parametrize("name", sorted(set(ACTION["inputs"]) - {"python-version"}))
def test_input(runner: Runner, name: str) -> None:
    result = runner.run({name: NASTY})
    assert untouched(runner)
    assert "pwned" not in [command.text for command in result.commands]
    assert {*result.outputs.values()} <= {"", "0", "2", NASTY}
    if name == "sarif-file":
        assert (result.code, result.outputs["sarif-file"]) == (0, NASTY)
        assert (runner.workspace / NASTY).is_file()
    else:
        assert (result.code, result.outputs["errors"]) == (2, "")
        assert len(result.errors) == 1


@pytest.mark.parametrize(
    "named", ["x.sarif", "reports/x.sarif", "reports/new/x.sarif", "{}/x.sarif"]
)
def test_a_link_of_the_workspace(runner: Runner, named: str) -> None:
    """Whoever wrote the repository chose where it leads."""
    kept = runner.home / "kept.sarif"
    kept.write_text("kept")
    (runner.workspace / "x.sarif").symlink_to(kept)
    (runner.workspace / "reports").symlink_to(runner.home)
    result = runner.run({"sarif-file": named.format(runner.workspace)})
    assert (result.code, result.outputs["sarif-file"]) == (2, "")
    (error,) = result.errors
    assert error.startswith(f"sarif-file: {named.format(runner.workspace)} ")
    assert "link of the repository" in error
    assert kept.read_text() == "kept"
    assert not (runner.home / "x.sarif").exists()
    assert not (runner.home / "new").exists()


def test_a_report_in_the_temporary_folder(runner: Runner) -> None:
    named = str(runner.temporary / "new" / "x.sarif")
    result = runner.run({"sarif-file": named})
    assert (result.code, result.outputs["sarif-file"]) == (0, named)
    assert os.path.isfile(named)


def test_modules_in_the_workspace(runner: Runner) -> None:
    """Python would look there first for what it imports."""
    for module in ("json", "venv", "pip", "subprocess", "dativo_hooks", "sitecustomize"):
        (runner.workspace / f"{module}.py").write_text("open('pwned', 'w')\n")
    result = runner.run(variables={"PYTHONPATH": str(runner.workspace), "PYTHONSAFEPATH": ""})
    assert result.code == 0, result.log
    assert untouched(runner)


def test_a_repository_that_speaks_to_the_runner(runner: Runner) -> None:
    """What the log quotes of it isn't obeyed."""
    text = "x: 1\n::add-mask::a\ntenant_id: |\n  ::error::pwned\n"
    (runner.workspace / "jobs" / "x.yaml").write_text(text)
    (runner.workspace / "jobs" / "a\n::error::pwned\n.yaml").write_text("tenant_id: 1\n")
    for form in ("github", "concise"):
        result = runner.run({"format": form})
        assert result.code == 1
        assert "pwned" in result.log
        named = {one.properties.get("title", "")[:2] for one in result.commands}
        assert named == ({"DH"} if form == "github" else set())


def test_summary_follows_what_is_there(runner: Runner) -> None:
    file = runner.workspace / JOB
    file.write_text(file.read_text().replace("memory: 2048", "memory: |\n      <script>`x`"))
    result = runner.run()
    assert result.code == 1
    assert "<script>" not in result.summary.split("<details>")[0]


INPUT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
OPTIONS = {"--root", "--config", "--fail-on", "--output-format"}


@examples(80)
@given(root=INPUT, config=INPUT, fail_on=INPUT, paths=INPUT, form=INPUT, sarif_file=INPUT)
def test_a_value_is_never_an_option(
    root: str, config: str, fail_on: str, paths: str, form: str, sarif_file: str
) -> None:
    inputs = Inputs("", "check", root, config, fail_on, paths, "", form, sarif_file, "true")
    command, *rest = words(inputs, "reports")
    assert command == "check"
    options = rest[: rest.index("--")] if "--" in rest else rest
    assert {one.split("=", 1)[0] for one in options} <= OPTIONS
    files = rest[len(options) + 1 :]
    assert (
        "\n".join(files).split("\n")
        == [line for line in paths.replace("\r\n", "\n").split("\n") if line.strip()]
        or not files
    )


@examples(80)
@given(st.lists(st.tuples(st.sampled_from(["errors", "sarif-file"]), INPUT), max_size=3))
def test_outputs_survive(pairs: list[tuple[str, str]]) -> None:
    text = "".join(output(name, value) for name, value in pairs)
    assert outputs_of(text) == dict(pairs)


@examples(80)
@given(INPUT)
def test_an_annotation_is_one_line(text: str) -> None:
    line = annotation(text)
    assert line.count("\n") == 1
    assert "\r" not in line


@pytest.mark.parametrize("args", ["'", '"x', "a\\"])
def test_a_quote_that_is_not_closed(args: str) -> None:
    inputs = Inputs("", "check", "", "", "error", "", args, "github", "", "true")
    with pytest.raises(UnusableInputError, match=r"^args: No"):
        words(inputs, "reports")
