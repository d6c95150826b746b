"""What `action.yml` runs: installs dativo-hooks into an environment of its own, and runs it once.

It needs nothing but Python, and the rest of the action's checkout. What the user of the action
wrote comes by the environment, and stays data: no shell and no template ever reads it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REPOSITORY = "https://github.com/dativo-io/dativo-hooks"
COMMANDS = ("check", "validate", "policy", "generate")
UNUSABLE = 2
"""The exit code where nothing could be checked, as of dativo-hooks itself."""

_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+-]*")


class UnusableInputError(Exception):
    """An input that can't be used, or an installation that failed; the text says which."""


class Inputs(NamedTuple):
    """The inputs of `action.yml`, "" where one isn't given."""

    version: str
    command: str
    root: str
    config: str
    fail_on: str
    paths: str
    args: str
    format: str
    sarif_file: str
    summary: str


def read_inputs(environment: Mapping[str, str]) -> Inputs:
    """The inputs, from `INPUT_VERSION` and its like."""
    return Inputs(*(environment.get(f"INPUT_{name.upper()}", "") for name in Inputs._fields))


def requirement(version: str, action: str) -> str:
    """What pip installs: a tag of our repository, or the action's own checkout.

    Raises:
        UnusableInputError: the version can't be a tag.
    """
    if not version:
        return action
    if not _TAG.fullmatch(version):
        raise UnusableInputError(f"version: {version!r} is no tag")
    return f"dativo-hooks @ git+{REPOSITORY}@{version}"


def words(inputs: Inputs, reports: str) -> list[str]:
    """The arguments of dativo-hooks; files for the action's own use go to the folder `reports`.

    A value is joined to its option, so that none can be taken for another option.

    Raises:
        UnusableInputError: there is no such command, `args` has a quote that isn't closed, or
            `summary` is neither true nor false.
    """
    if inputs.command not in COMMANDS:
        raise UnusableInputError(f"command: {inputs.command!r}; choose from {', '.join(COMMANDS)}")
    if inputs.summary not in {"true", "false"}:
        raise UnusableInputError(f"summary: {inputs.summary!r} is neither true nor false")
    try:
        more = shlex.split(inputs.args)
    except ValueError as error:
        raise UnusableInputError(f"args: {error}") from None
    files = {"json": "findings.json"}
    log = inputs.format
    if log == "github":
        log, files["github"] = "full", "annotations"
    if inputs.sarif_file:
        files["sarif"] = "findings.sarif"
    if inputs.summary == "true":
        files["markdown"] = "summary.md"
    options = {"root": inputs.root, "config": inputs.config, "fail-on": inputs.fail_on}
    paths = [line for line in inputs.paths.replace("\r\n", "\n").split("\n") if line.strip()]
    return [
        inputs.command,
        *(f"--{name}={value}" for name, value in options.items() if value),
        f"--output-format={log}",
        *(f"--output-format={form}={os.path.join(reports, file)}" for form, file in files.items()),
        *more,
        *(["--", *paths] if paths else []),
    ]


def output(name: str, value: str) -> str:
    """A line of GITHUB_OUTPUT, or several: a value can't end itself and begin another output."""
    end = f"end-{uuid.uuid4().hex}"
    return f"{name}<<{end}\n{value}\n{end}\n"


def annotation(text: str) -> str:
    """A workflow command that shows an error; escapes as in github.com/actions/toolkit."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error title=dativo-hooks::{escaped}\n"


def install(inputs: Inputs, action: str, temporary: str) -> str:
    """The Python of an environment that has dativo-hooks, made at the first use in a job.

    Raises:
        UnusableInputError: it can't be installed.
    """
    wanted = requirement(inputs.version, action)
    key = f"{wanted}\0{os.path.realpath(sys.executable)}"
    name = hashlib.sha256(key.encode()).hexdigest()[:16]
    folder = Path(temporary) / f"dativo-hooks-{name}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "installed"
    if done.exists():
        return str(python)
    # Isolated (-I): neither the workspace nor PYTHONPATH may bring modules of the same names.
    pip = (str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input")
    say("::group::Install dativo-hooks\n")
    for command in (
        (sys.executable, "-I", "-m", "venv", "--clear", str(folder)),
        (*pip, "install", "--quiet", wanted),
    ):
        if subprocess.run(command, check=False).returncode:
            say("::endgroup::\n")
            raise UnusableInputError("it can't be installed: the log says why")
    say("::endgroup::\n")
    done.touch()
    return str(python)


def check(python: str, arguments: Sequence[str]) -> int:
    """Run dativo-hooks; its exit code."""
    # What it prints quotes files of the repository: nothing in it is a command to the runner.
    token = uuid.uuid4().hex
    say(f"::stop-commands::{token}\n")
    command = (python, "-I", "-X", "utf8", "-m", "dativo_hooks", *arguments)
    code = subprocess.run(command, check=False).returncode
    say(f"\n::{token}::\n")
    return code


def publish(inputs: Inputs, reports: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Put each report where it belongs; the outputs that they make."""
    outputs = {"errors": "", "warnings": "", "sarif-file": ""}
    findings, annotations, sarif, summary = (
        reports / name for name in ("findings.json", "annotations", "findings.sarif", "summary.md")
    )
    if findings.is_file():
        counts = json.loads(findings.read_text(encoding="utf-8"))["summary"]
        outputs |= {name: str(counts[name]) for name in ("errors", "warnings")}
    if annotations.is_file():
        say(annotations.read_text(encoding="utf-8"))
    if summary.is_file() and environment.get("GITHUB_STEP_SUMMARY"):
        append(environment["GITHUB_STEP_SUMMARY"], summary.read_text(encoding="utf-8"))
    if sarif.is_file():
        copy(sarif, inputs.sarif_file, environment)
        outputs["sarif-file"] = inputs.sarif_file
    return outputs


def copy(report: Path, named: str, environment: Mapping[str, str]) -> None:
    """Copy a report to where the user wants it, unless a link of the workspace leads there.

    Raises:
        UnusableInputError: one does, or the disk refuses.
    """
    # The rules are those of `--output-format`. What `version` names may be too old to have them,
    # so they are taken from the action's own checkout; they need no other package.
    sys.path.insert(0, environment["GITHUB_ACTION_PATH"])
    from dativo_hooks.repository.named_files import report_location, repository_around
    from dativo_hooks.repository.writing import UnsafePath

    workspace = environment.get("GITHUB_WORKSPACE") or os.curdir
    try:
        location = report_location(named, repository_around(os.path.realpath(workspace)))
        os.makedirs(os.path.dirname(location), exist_ok=True)
        shutil.copyfile(report, location)
    except UnsafePath as error:
        raise UnusableInputError(f"sarif-file: {error}") from None
    except OSError as error:
        raise UnusableInputError(f"sarif-file: {named}: {error.strerror}") from None


def append(file: str, text: str) -> None:
    """Add to a file that the runner reads after the step."""
    with open(file, "a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def say(text: str) -> None:
    """Write to the log, before what is started next does."""
    sys.stdout.write(text)
    sys.stdout.flush()


def main(environment: Mapping[str, str]) -> int:
    """Install, run, publish; the exit code of dativo-hooks."""
    inputs = read_inputs(environment)
    temporary, action = environment["RUNNER_TEMP"], environment["GITHUB_ACTION_PATH"]
    code, outputs = UNUSABLE, {"errors": "", "warnings": "", "sarif-file": ""}
    with tempfile.TemporaryDirectory(prefix="dativo-hooks-reports-", dir=temporary) as reports:
        try:
            arguments = words(inputs, reports)
            code = check(install(inputs, action, temporary), arguments)
            outputs = publish(inputs, Path(reports), environment)
            if not outputs["errors"] and code:
                say(annotation(f"nothing was checked (exit code {code}): the log says why"))
        except UnusableInputError as error:
            code = UNUSABLE
            say(annotation(str(error)))
    for name, value in {"exit-code": str(code), **outputs}.items():
        append(environment["GITHUB_OUTPUT"], output(name, value))
    return code


if __name__ == "__main__":
    sys.exit(main(os.environ))
