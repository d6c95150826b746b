"""Folders of Terraform for the tests of the modules."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
TERRAFORM = HERE.parents[1] / "terraform"


@pytest.fixture
def caller(tmp_path: Path) -> Callable[[str], Path]:
    """Put a folder of `callers` where the examples are: two folders above the modules."""

    def place(name: str) -> Path:
        shutil.copytree(TERRAFORM / "modules", tmp_path / "terraform/modules")
        folder = tmp_path / "terraform/examples" / name
        shutil.copytree(HERE / "callers" / name, folder)
        return folder

    return place
