"""Every runtime, by hand and on a schedule, as a job and as a service: generated and planned."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from dativo_hooks.engine.generating import GenerateOptions
from tests.engine.repositories import state
from tests.generation.layout.jobs import (
    CLOUDS,
    FORMATS,
    LAYOUTS,
    ROLES,
    VARIABLES,
    jobs,
    place,
    terraform_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real_terraform.harness import Terraform


class Folder(NamedTuple):
    """A generated folder, what it is given, and the tags of its jobs by address."""

    path: Path
    variables: dict[str, object]
    tags: dict[str, dict[str, str]]


@pytest.fixture(scope="package", params=[*product(CLOUDS, LAYOUTS, FORMATS)], ids="-".join)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    cloud, layout, form = request.param
    made = state(jobs(cloud), GenerateOptions(format=form, layout=layout)).files.values()
    return Folder(
        place(terraform_of(cloud, layout, form), tmp_path_factory.mktemp("planned")),
        {**VARIABLES[cloud], **(ROLES[cloud] if layout == "resources" else {})},
        {
            unit.names.address: {tag.key: tag.value for tag in unit.tags}
            for unit in (file.unit for file in made)
            if unit is not None
        },
    )


@pytest.fixture(scope="package")
def plan(folder: Folder, terraform: Terraform) -> dict[str, Any]:
    return terraform.plan(folder.path, folder.variables)
