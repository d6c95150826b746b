"""The repository that faults befall, the commands that write to it, and what must hold after."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.cli.main import main
from dativo_hooks.repository import temporary
from tests.engine.repositories import ASSET, FARGATE, JOB, repository
from tests.repository.sandbox import Repository, isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HERE = Path(__file__).resolve().parent.parent.parent
FIXABLE = (JOB + FARGATE).replace("cpu: 1024", "cpu: '1024'")


class Result(NamedTuple):
    """What a run of the command line left."""

    code: int
    out: str
    err: str


class Command(NamedTuple):
    """Arguments, and what they meet: a job that `--fix` fixes; or all generated and staged."""

    arguments: tuple[str, ...]
    broken: bool = False
    settled: bool = False


COMMANDS = (
    Command(("generate",)),
    Command(("check", "--fix"), broken=True),
    Command(("baseline",), broken=True),
    Command(("check", "--staged"), settled=True),
    Command(("check", "--output-format", "sarif=report.sarif"), broken=True),
    Command(("modules", "vendor", "modules")),
)


class Scene:
    """Two jobs in git: files to be rewritten, written and deleted by `generate`."""

    def __init__(self, folder: Path) -> None:
        self.environment = isolated(folder)
        self.path = folder / "scene"
        self._kept = folder / "kept"
        git = Repository(self._kept, self.environment)
        self._kept.mkdir(parents=True)
        git.git("init", "-q", "--template=")
        old = (JOB + FARGATE).replace("acme", "gone")
        git.write({name: data.decode() for name, data in repository({"jobs/g.yaml": old}).items()})
        self.run(("generate",), self._kept)
        assert (self._kept / "terraform" / "generated" / "gone-contacts.tf").exists()
        (self._kept / "jobs" / "g.yaml").unlink()
        git.write(
            {
                "assets/contacts.yaml": ASSET.replace("ENG-001", "ENG-002"),
                "jobs/orders.yaml": (JOB + FARGATE).replace("acme", "zeta"),
                "report.sarif": "[1]\n",
            }
        )
        git.git("add", "-A")
        git.git("commit", "-qm", "x")
        self._undisturbed: dict[Command, tuple[int, dict[str, bytes]]] = {}

    def run(self, arguments: Sequence[str], folder: Path | None = None) -> Result:
        """Run a command in this process, from the scene's folder."""
        home = os.getcwd()
        out, err = io.StringIO(), io.StringIO()
        os.chdir(folder or self.path)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(arguments)
        finally:
            os.chdir(home)
        return Result(code, out.getvalue(), err.getvalue())

    def begin(self, command: Command) -> dict[str, bytes]:
        """Put everything as it was; the files."""
        if command not in self._undisturbed:
            self._begin(command)
            self._undisturbed[command] = self.run(command.arguments).code, self.files()
        self._begin(command)
        return self.files()

    def _begin(self, command: Command) -> None:
        temporary._swept.clear()
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.copytree(self._kept, self.path)
        if command.broken:
            (self.path / "jobs" / "contacts.yaml").write_bytes(FIXABLE.encode())
        if command.settled:
            self.run(("generate",))
            self.git("add", "-A")

    def git(self, *arguments: str) -> str:
        return Repository(self.path, self.environment).git(*arguments)

    def changed(self) -> set[str]:
        """The files that git calls changed or new, and folders of new ones."""
        return {line[3:] for line in self.git("status", "--porcelain").splitlines()}

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.path).as_posix(): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.path).parts
        }

    def git_files(self) -> dict[str, bytes]:
        """What we keep in git's folder."""
        folder = self.path / ".git" / "dativo-hooks"
        return {path.name: path.read_bytes() for path in folder.glob("*") if path.is_file()}

    def restore(self, files: Mapping[str, bytes], kept: Mapping[str, bytes]) -> None:
        """Put files and cache as they were, where that is cheaper than to begin again."""
        temporary._swept.clear()  # as in a new process
        now = self.files()
        for path in now.keys() - files.keys():
            (self.path / path).unlink()
        for path in files:
            if now.get(path) != files[path]:
                (self.path / path).parent.mkdir(parents=True, exist_ok=True)
                (self.path / path).write_bytes(files[path])
        for folder in sorted(self.path.rglob("*"), reverse=True):
            if folder.is_dir() and ".git" not in folder.parts and not any(folder.iterdir()):
                folder.rmdir()
        shutil.rmtree(self.path / ".git" / "dativo-hooks", ignore_errors=True)
        for name, data in kept.items():
            cache = self.path / ".git" / "dativo-hooks"
            cache.mkdir(exist_ok=True)
            (cache / name).write_bytes(data)

    def started(
        self, command: Iterable[str], *program: str, group: bool = False
    ) -> subprocess.Popen[str]:
        words = program or ("-m", "dativo_hooks")
        return subprocess.Popen(
            [sys.executable, *words, *command],
            cwd=self.path,
            env={**self.environment, "PYTHONPATH": str(HERE)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=group,
        )

    def undisturbed(self, command: Command) -> tuple[int, dict[str, bytes]]:
        """The exit code and the files of a run that nothing befell, after `begin`."""
        return self._undisturbed[command]

    def leftovers(self) -> list[str]:
        return [str(path) for path in self.path.rglob("*.tmp")]


def torn(
    before: Mapping[str, bytes], now: Mapping[str, bytes], after: Mapping[str, bytes]
) -> list[str]:
    """The files that are neither as they were nor as they should become."""
    return [
        path
        for path in sorted({*before, *now, *after})
        if not path.endswith(".tmp") and now.get(path) not in {before.get(path), after.get(path)}
    ]
