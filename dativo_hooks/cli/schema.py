"""`dativo-hooks schema`: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from dativo_hooks.resources import folder

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print a schema as it ships."""
    path = os.path.join(folder("schemas"), f"{arguments.kind}.schema.json")
    with open(path, encoding="utf-8") as file:
        sys.stdout.write(file.read())
    return 0
