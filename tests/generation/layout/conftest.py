"""Plans of all jobs of a cloud, in every layout and format."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from tests.generation.layout.jobs import (
    CLOUDS,
    FORMATS,
    LAYOUTS,
    ROLES,
    VARIABLES,
    place,
    terraform_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real_terraform.harness import Terraform

Key = tuple[str, str, str]


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, Path]:
    """Generated folders by cloud, layout and format."""
    return {
        key: place(terraform_of(*key), tmp_path_factory.mktemp("-".join(key)))
        for key in product(CLOUDS, LAYOUTS, FORMATS)
    }


@pytest.fixture(scope="session")
def plans(folders: dict[Key, Path], terraform: Terraform) -> dict[Key, dict[str, Any]]:
    """Their plans; the modules make the roles that the resources are given."""
    return {
        (cloud, layout, form): terraform.plan(
            folder,
            {**VARIABLES[cloud], **(ROLES[cloud] if layout == "resources" else {})},
        )
        for (cloud, layout, form), folder in folders.items()
    }
