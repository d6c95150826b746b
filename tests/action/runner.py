"""As much of GitHub's runner as `action.yml` needs: its steps run for real, with what it gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests.locked import locked
from tests.published import SOURCE, clean
from tests.repository.sandbox import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTION: dict[str, Any] = yaml.safe_load((SOURCE / "action.yml").read_text(encoding="utf-8"))

_EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")
_COMMAND = re.compile(r"\s*::([\w-]+)(?: ([^:]*))?::(.*)")


class Command(NamedTuple):
    """A command to the runner, which a step writes as a line of its log."""

    name: str
    properties: dict[str, str]
    text: str


class Result(NamedTuple):
    """How the action ended, and what the runner has of it."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def commands(self) -> list[Command]:
        """What the runner would obey, in order; see `Workflow commands` on docs.github.com."""
        obeyed: list[Command] = []
        waiting_for = ""
        for line in self.log.splitlines():
            match = _COMMAND.match(line)
            if match is None or (waiting_for and match[1] != waiting_for):
                continue
            name, properties, text = match[1], match[2] or "", match[3]
            if name == waiting_for:
                waiting_for = ""
            elif name == "stop-commands":
                waiting_for = text
            else:
                pairs = (part.partition("=")[::2] for part in properties.split(",") if part)
                obeyed.append(Command(name, dict(pairs), text))
        assert not waiting_for
        return obeyed

    @property
    def errors(self) -> list[str]:
        """The texts of the annotations that are errors."""
        return [command.text for command in self.commands if command.name == "error"]


class Runner(NamedTuple):
    """A job's folders: what the action is checked out at, what it works on, what lasts a job."""

    action: Path
    workspace: Path
    temporary: Path
    home: Path

    def run(
        self,
        inputs: Mapping[str, str] = {},
        variables: Mapping[str, str] = {},
        shell: tuple[str, ...] = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail"),
    ) -> Result:
        """Run the action's steps; it fails with the first step that does.

        Args:
            inputs: as the user of the action gives them; `python-version` is a Python's path.
            variables: added to the environment of the job.
            shell: what reads `run` where a step says `shell: bash`.
        """
        assert set(inputs) <= set(ACTION["inputs"])
        known = {f"inputs.{name}": one["default"] for name, one in ACTION["inputs"].items()}
        known |= {f"inputs.{name}": value for name, value in inputs.items()}
        files = {name: self.home / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        environment = {
            **clean(isolated(self.home)),
            **locked(self.home),
            **{name: str(file) for name, file in files.items()},
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temporary),
            # pip finds its cache and its settings there.
            "HOME": os.environ.get("HOME", str(self.home)),
            # The `python3` of the runner is the one that runs this test.
            "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
            **variables,
        }
        code, log = 0, ""
        for step in ACTION["runs"]["steps"]:
            if step.get("if") == "inputs.python-version != ''":
                if known["inputs.python-version"]:
                    known["steps.python.outputs.python-path"] = known["inputs.python-version"]
                continue
            assert step["shell"] == "bash"
            given = {name: _evaluated(text, known) for name, text in step["env"].items()}
            script = self.home / "script.sh"
            script.write_text(_evaluated(step["run"], known))
            program = shutil.which(shell[0])
            assert program
            done = subprocess.run(
                [program, *shell[1:], str(script)],
                cwd=self.workspace,
                env={**environment, **given},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            log += done.stdout.decode("utf-8", "replace")
            code = done.returncode
            for name, value in outputs_of(files["GITHUB_OUTPUT"].read_text()).items():
                known[f"steps.{step['id']}.outputs.{name}"] = value
            if code:
                break
        outputs = {name: _evaluated(one["value"], known) for name, one in ACTION["outputs"].items()}
        return Result(code, log, outputs, files["GITHUB_STEP_SUMMARY"].read_text())


def _evaluated(text: str, known: Mapping[str, str]) -> str:
    """A text with its `${{ … }}`; what isn't there is empty."""
    return _EXPRESSION.sub(lambda match: known.get(match[1], ""), text)


def outputs_of(text: str) -> dict[str, str]:
    """What a `GITHUB_OUTPUT` file says: `name=value`, or `name<<end`, the value's lines, `end`."""
    outputs: dict[str, str] = {}
    lines = iter(text.split("\n")[:-1])
    for line in lines:
        name, marks, end = line.partition("<<")
        if marks and "=" not in name:
            outputs[name] = "\n".join(iter(lambda: next(lines), end))
        else:
            name, _, value = line.partition("=")
            outputs[name] = value
    return outputs
