"""A project that has our hooks installed, and what its user does to it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests.hooks.installation import MANAGERS
from tests.published import ADDRESS, SOURCE, TAG

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.hooks.installation import Installation

MANIFEST: list[dict[str, Any]] = yaml.safe_load((SOURCE / ".pre-commit-hooks.yaml").read_bytes())

_IDS = {hook["name"]: hook["id"] for hook in MANIFEST}
_STATE = re.compile(r"^(.+?)\.{3,}(?:\([a-z ]+\))?(Passed|Failed|Skipped)$", re.MULTILINE)
# prek puts two spaces before all that a hook says.
_RUN = re.compile(r"^(?:  )?help: run\s+`([^`]+)`", re.MULTILINE)
_FINDING = re.compile(
    r"^(?:  )?(?:error|warning) (DH\d+) (?:.*\n)+? *--> (.+?):(\d+):\d+$", re.MULTILINE
)


class Outcome(NamedTuple):
    """How a command ended, and all that it said."""

    code: int
    output: str

    @property
    def hooks(self) -> dict[str, str]:
        """`Passed`, `Failed` or `Skipped` by the id of each hook that ran."""
        return {_IDS[name]: state for name, state in _STATE.findall(self.output) if name in _IDS}

    @property
    def findings(self) -> list[str]:
        """`path:line: CODE` of each finding of a `full` report, in order."""
        return [f"{path}:{line}: {code}" for code, path, line in _FINDING.findall(self.output)]

    @property
    def said(self) -> str:
        """The output with its lines joined, however they were wrapped."""
        return " ".join(self.output.split())

    @property
    def commands(self) -> list[str]:
        """The commands that the findings say fix them, each once."""
        return list(dict.fromkeys(_RUN.findall(self.output)))


class Project(NamedTuple):
    """A git repository with our hooks, and the environment to work in it."""

    path: Path
    environment: Mapping[str, str]
    installation: Installation

    def run(self, *words: str, **variables: str) -> Outcome:
        """Run a program at the top of the repository."""
        done = subprocess.run(
            words,
            cwd=self.path,
            env={**self.environment, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"))

    def git(self, *words: str) -> str:
        """Run git, which must succeed."""
        done = self.run("git", *words)
        assert done.code == 0, f"git {words}: {done.output}"
        return done.output

    def manager(self, *words: str) -> Outcome:
        """Run pre-commit, or prek where it has the hooks installed."""
        return self.run(sys.executable, *MANAGERS[self.installation.manager], *words)

    def dativo_hooks(self, *words: str) -> Outcome:
        """Run our command, as the manager installed it."""
        return self.run(str(self.installation.programs / "dativo-hooks"), *words)

    def commit(self, *words: str) -> Outcome:
        """`git commit`, hooks and all."""
        return self.run("git", "commit", "-qm", "x", *words)

    def commit_all(self) -> Outcome:
        """`git add -A && git commit`."""
        self.git("add", "-A")
        return self.commit()

    def save(self) -> None:
        """Commit everything, past the hooks."""
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--no-verify", "--allow-empty")

    def fix(self, outcome: Outcome) -> None:
        """Type the commands that findings name, letter by letter."""
        assert outcome.commands
        path = os.pathsep.join([str(self.installation.programs), self.environment["PATH"]])
        for command in outcome.commands:
            done = self.run("sh", "-c", command, PATH=path)
            assert done.code == 0, f"{command}: {done.output}"

    def read(self, name: str) -> str:
        """The text of a file on disk, line ends as they are."""
        return (self.path / name).read_bytes().decode()

    def write(self, name: str, text: str) -> None:
        """Write a file, line ends as they are."""
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_bytes(text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace what must be there once."""
        text = self.read(name)
        assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
        self.write(name, text.replace(old, new))

    def configure(self, *hooks: str | Mapping[str, object]) -> None:
        """Write the configuration of pre-commit: these hooks, each an id or with its options."""
        write_configuration(self.path, *hooks)

    def committed(self, name: str) -> str | None:
        """The text of a file at HEAD, None where it isn't there."""
        done = self.run("git", "show", f"HEAD:{name}")
        return done.output if done.code == 0 else None


def write_configuration(path: Path, *hooks: str | Mapping[str, object]) -> None:
    """Write a `.pre-commit-config.yaml` that has these hooks of ours."""
    entries = [{"id": hook} if isinstance(hook, str) else dict(hook) for hook in hooks]
    repository = {"repo": ADDRESS, "rev": TAG, "hooks": entries}
    configuration = {
        "default_install_hook_types": ["pre-commit", "pre-merge-commit"],
        "repos": [repository],
    }
    (path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
