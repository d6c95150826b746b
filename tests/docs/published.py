"""This working tree as if it were published: at our public address, tagged, known to pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import filelock

from dativo_hooks import __version__
from tests.docs.markdown import ROOT
from tests.hooks.installation import clean
from tests.repository.sandbox import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ADDRESS = "https://github.com/dativo-io/dativo-hooks"
TAG = f"v{__version__}"


def publish(folder: Path) -> dict[str, str]:
    """What lets git and pre-commit find this tree at `ADDRESS`, installed below `folder`.

    The first worker of xdist that asks installs it; the others wait for it.
    """
    repository, home, done = folder / "published", folder / "published-home", folder / "published-"
    variables = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{repository.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
        "PRE_COMMIT_HOME": str(home),
        "PRE_COMMIT_COLOR": "never",
    }
    with filelock.FileLock(f"{repository}.lock"):
        if not done.exists():
            for path in (repository, home):
                shutil.rmtree(path, ignore_errors=True)
                path.mkdir()
            # The user's own HOME: pip finds its cache and its settings there.
            kept = {"HOME": os.environ.get("HOME", str(folder))}
            environment = {**clean(isolated(folder)), **variables, **kept}
            _commit(repository, environment)
            _install(folder / "published-project", environment)
            done.touch()
    return variables


def _commit(repository: Path, environment: Mapping[str, str]) -> None:
    listed = _run(
        # A checkout in a container may be another user's.
        *("git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"),
        folder=ROOT,
        environment=environment,
    )
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, repository / name)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", TAG], ["tag", TAG]):
        _run("git", *words, folder=repository, environment=environment)


def _install(project: Path, environment: Mapping[str, str]) -> None:
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir()
    (project / ".pre-commit-config.yaml").write_text(
        f"repos: [{{repo: {ADDRESS!r}, rev: {TAG}, hooks: [{{id: dativo-check}}]}}]\n"
    )
    _run("git", "init", "-q", folder=project, environment=environment)
    words = (sys.executable, "-m", "pre_commit", "install-hooks")
    _run(*words, folder=project, environment=environment)


def _run(*words: str, folder: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{words}: {said}{done.stderr.decode('utf-8', 'replace')}"
    return said
