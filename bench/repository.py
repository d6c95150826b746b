"""Makes the measured repository: jobs, assets, committed Terraform and much that is unrelated."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import contents, layout

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_MADE_BY = "dativo-bench-made-by"
_EDITS = "dativo-bench-edits"


class Repository(NamedTuple):
    """A repository of so many jobs; `script` is the `dativo-hooks` that is measured.

    `exit_code` and `says` (part of the output): how a check of it ends as it was committed.
    """

    folder: Path
    jobs: int
    script: Path
    exit_code: int = 0
    says: str = ""

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Replace a file's text."""
        (self.folder / path).write_text(text, encoding="utf-8", newline="\n")


def environment() -> dict[str, str]:
    """Variables for everything that runs: ours, without what a user's settings would add."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "DATIVO_HOOKS_", "COVERAGE_"))
    }
    return {
        **kept,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }


def made(folder: Path, jobs: int, script: Path) -> Repository:
    """The repository of so many jobs in a folder, which is made unless it is there already.

    Raises:
        RuntimeError: The folder holds something else, or what was made isn't without findings.
    """
    repository = Repository(folder, jobs, script)
    made_by = digest_of(str(jobs))
    if is_made(repository, made_by):
        return repository
    folder.mkdir(parents=True, exist_ok=True)
    git(repository, "-c", "init.defaultBranch=main", "init", "-q")
    mark_made(repository, "unfinished")
    _write_files(repository)
    run(repository, [script, "generate"])
    for name, value in (("user.name", "Bench"), ("user.email", "bench@example.com")):
        git(repository, "config", name, value)
    git(repository, "config", "gc.auto", "0")  # never in the middle of a measurement
    commit(repository, f"{jobs} jobs")
    run(repository, [script, "check", "--fail-on", "warning"])
    mark_made(repository, made_by)
    return repository


def is_made(repository: Repository, made_by: str) -> bool:
    """Whether it is there as `made_by` makes it, then restored; another making's is removed.

    Raises:
        RuntimeError: The folder holds something else.
    """
    folder = repository.folder
    mark = folder / ".git" / _MADE_BY
    if mark.is_file():
        if mark.read_text(encoding="utf-8") == made_by:
            restore(repository)
            return True
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        raise RuntimeError(f"{folder} holds something that the benchmark didn't make")
    return False


def mark_made(repository: Repository, made_by: str) -> None:
    """Note what made a repository, for `is_made`."""
    (repository.folder / ".git" / _MADE_BY).write_text(made_by, encoding="utf-8")


def digest_of(what: str, *modules: str) -> str:
    """What makes a repository, in short: `what` it is, and these modules beside the usual ones."""
    digest = hashlib.sha256(f"{what}\n".encode())
    for module in (contents.__file__, layout.__file__, __file__, *modules):
        digest.update(Path(module).read_bytes())
    return digest.hexdigest()


def next_edit(repository: Repository) -> int:
    """A number that no edit of this repository had before: what is kept of old ones is no help."""
    counter = repository.folder / ".git" / _EDITS
    number = int(counter.read_text(encoding="utf-8")) + 1 if counter.is_file() else 1
    counter.write_text(str(number), encoding="utf-8")
    return number


def stage(repository: Repository, paths: Sequence[str]) -> None:
    """Add files to the index."""
    git(repository, "add", "--", *paths)


def restore(repository: Repository) -> None:
    """Bring the index and the files back to what was committed."""
    git(repository, "reset", "-q", "--hard")
    git(repository, "clean", "-q", "-d", "-f")


def git(repository: Repository, *arguments: str) -> None:
    """Run git in the repository.

    Raises:
        RuntimeError: Git failed.
    """
    run(repository, ["git", *arguments])


def commit(repository: Repository, message: str) -> None:
    """Commit all files, the same commit whenever it is made, and pack it as a clone is."""
    git(repository, "add", "--all")
    date = {"GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z"}
    run(repository, ["git", "commit", "-q", "-m", message], date)
    git(repository, "gc", "-q")


def run(
    repository: Repository,
    command: Sequence[str | Path],
    more: Mapping[str, str] = {},
    exit_codes: Collection[int] = (0,),
) -> str:
    """Run a command in the repository, `more` variables beside the usual: what it said.

    Raises:
        RuntimeError: It ended with another exit code.
    """
    done = subprocess.run(
        command,
        cwd=repository.folder,
        env={**environment(), **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in exit_codes:
        spoken = " ".join(map(str, command))
        raise RuntimeError(f"{spoken}: exit code {done.returncode}\n{done.stdout[-2000:]}")
    return done.stdout


def _write_files(repository: Repository) -> None:
    folders: set[Path] = set()
    for path, text in contents.files(repository.jobs):
        folder = (repository.folder / path).parent
        if folder not in folders:
            folder.mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        repository.write(path, text)
