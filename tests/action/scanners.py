"""zizmor and check-jsonschema, as they are installed beside this Python."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def program(name: str) -> str:
    """A program beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found
    return found


def zizmor(paths: Sequence[Path], *options: str) -> str:
    """What it says of files; "" where it finds nothing."""
    words = ["--offline", "--strict-collection", "--no-progress", "--format=plain"]
    done = subprocess.run(
        [program("zizmor"), *words, *options, *map(str, paths)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in {0, *range(10, 20)}, done.stderr
    return done.stdout if done.returncode else ""


def breaks_schema(schema: str, text: str, *options: str) -> str:
    """What check-jsonschema says of a file against a schema that it ships; "" where it fits."""
    words = [program("check-jsonschema"), "--builtin-schema", schema, *options]
    words += ["--default-filetype", "yaml", "-"]
    done = subprocess.run(words, input=text, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout if done.returncode else ""
