"""What the environments that tests make are held to: the locked packages, as constraints.

`python -m tests.locked` prints them; it needs nothing but Python.
"""

from __future__ import annotations

import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements" / "dev.txt"


def constraints() -> str:
    """The locked packages without their hashes: pip refuses to build a folder where it has any."""
    lines = LOCK.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    pins = (line.partition("#")[0].partition("--hash=")[0].strip() for line in lines)
    return "".join(f"{pin}\n" for pin in pins if pin)


def locked(folder: Path) -> dict[str, str]:
    """Variables by which pip and uv install locked packages only; their file is in `folder`."""
    file = folder / "constraints.txt"
    file.write_text(constraints(), encoding="utf-8")
    names = ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "UV_CONSTRAINT", "UV_BUILD_CONSTRAINT")
    return dict.fromkeys(names, str(file))


if __name__ == "__main__":
    sys.stdout.write(constraints())
