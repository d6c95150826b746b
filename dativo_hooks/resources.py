"""Where the data that ships with the package lies: JSON Schemas and Terraform modules."""

from __future__ import annotations

import os

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def folder(name: str) -> str:
    """Absolute path of the shipped folder `name` (`schemas` or `terraform`).

    A wheel carries the folder inside the package; a checkout and an editable install have it
    beside the package.

    Raises:
        FileNotFoundError: neither place has it, so the installation is broken.
    """
    for parent in (_PACKAGE, os.path.dirname(_PACKAGE)):
        path = os.path.join(parent, name)
        if os.path.isdir(path):
            return path
    raise FileNotFoundError(f"dativo-hooks is installed without its folder {name!r}: reinstall it")
