"""The guide's command: `python3 scripts/generate_terraform.py JOB --cloud … --resource-type …`."""

from __future__ import annotations

import sys
from pathlib import Path

from dativo_hooks.cli.main import main

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.exit(main(["generate", "--root", str(ROOT), *sys.argv[1:]]))
