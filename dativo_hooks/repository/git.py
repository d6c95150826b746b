"""Runs git: a list of arguments, no shell, no network, no locks, and no program of its settings.

Commands that are run: `rev-parse`, `ls-files`, `diff-index --cached --name-only` and `cat-file`
without its filters. None of them calls a pager, hook, filter, text converter or external diff; what
they could call (a file system monitor, a helper that fetches what a partial clone lacks) is off.
"""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING

from dativo_hooks.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from subprocess import Popen

REPOSITORY_VARIABLES = (
    # `git rev-parse --local-env-vars`, less what carries `git -c` settings. Hooks export some,
    # relative to a folder that need not be ours: `root.find_root` reads them once.
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
    # Git refuses these beside the `--literal-pathspecs` that we give (git(1)).
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
)

_ALWAYS = {
    "GIT_OPTIONAL_LOCKS": "0",  # a read never holds up the user's own git
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone asks no server (git 2.45)…
    "GIT_ALLOW_PROTOCOL": "none",  # … and finds no way to one (older git)
    "GIT_NO_REPLACE_OBJECTS": "1",  # a blob id names its own content
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",  # messages that we can recognise
}

_GUARDS = (
    "--literal-pathspecs",
    "--no-pager",
    # A folder of a pull request may look like a bare repository, whose settings name programs.
    *("-c", "safe.bareRepository=explicit"),  # git 2.38; see `root` for older ones
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
)

_PROGRAM = "git.exe" if sys.platform == "win32" else "git"


class GitError(UsageError):
    """Git isn't there, or failed; the text says what git said."""


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment of a git process: ours, with the repository told by `variables` only."""
    inherited = {k: v for k, v in os.environ.items() if k not in REPOSITORY_VARIABLES}
    return {**inherited, **_ALWAYS, **variables}


def run_git(arguments: Sequence[str], folder: str, variables: Mapping[str, str]) -> bytes:
    """Run git to its end and return its standard output.

    Args:
        arguments: what follows `git`.
        folder: where it runs; must exist.
        variables: which repository, see `environment`; empty lets git discover it.

    Raises:
        GitError: git isn't installed or its exit code isn't 0.
    """
    return Answer(arguments, folder, variables).output()


class Answer:
    """What git will have said when it has ended; it runs while the caller does something else."""

    def __init__(self, arguments: Sequence[str], folder: str, variables: Mapping[str, str]) -> None:
        """Start git; arguments and errors as of `run_git`."""
        self._arguments = arguments
        self._process = start_git(arguments, folder, variables, keep_errors=True)

    def __del__(self) -> None:
        """End git where nobody has waited for it."""
        process = self.__dict__.get("_process")
        if process is None:
            return  # it couldn't be started
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()

    def output(self) -> bytes:
        """Wait for the end of git and return its standard output; to be asked once.

        Raises:
            GitError: its exit code isn't 0.
        """
        output, errors = self._process.communicate()
        if self._process.returncode != 0:
            code = self._process.returncode
            said = errors.decode("utf-8", "replace").strip() or f"exit code {code}"
            raise GitError(f"git {' '.join(self._arguments)}: {said}")
        return output


def start_git(
    arguments: Sequence[str],
    folder: str,
    variables: Mapping[str, str],
    *,
    keep_errors: bool = False,
    read_input: bool = False,
) -> Popen[bytes]:
    """Start git with its standard output as a pipe; its input too with `read_input`.

    Raises:
        GitError: git isn't installed.
    """
    from subprocess import DEVNULL, PIPE, Popen

    program = _program(os.environ.get("PATH", os.defpath))
    if program is None:
        raise GitError("git isn't installed, or isn't on the PATH")
    return Popen(
        [program, *_GUARDS, *arguments],
        cwd=folder,
        env=environment(variables),
        stdin=PIPE if read_input else DEVNULL,
        stdout=PIPE,
        stderr=PIPE if keep_errors else DEVNULL,
    )


def _program(path: str) -> str | None:
    """Where git is, by a `PATH`; None where it isn't.

    Folders that count from the current one are passed over, and so is the current one itself, where
    Windows looks first: a pull request may have put its own git there.
    """
    for folder in path.split(os.pathsep):
        program = os.path.join(folder, _PROGRAM)
        if os.path.isabs(folder) and os.path.isfile(program) and os.access(program, os.X_OK):
            return program
    return None


def pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """The pipe of a process that was started with one."""
    assert stream is not None
    return stream


def decode_path(name: bytes) -> str:
    """A path as git has it: UTF-8 nearly always, and kept as it is where not."""
    return name.decode("utf-8", "surrogateescape")
