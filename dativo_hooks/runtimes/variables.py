"""The variables of a folder of generated files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.clouds.registry import CLOUDS
from dativo_hooks.runtimes.registry import RUNTIMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.clouds.folder_variable import FolderVariable


def folder_variables() -> Mapping[str, FolderVariable]:
    """Every variable that generated files refer to, in the order in which they are written."""
    found: dict[str, FolderVariable] = {}
    for cloud in CLOUDS.values():
        found.update(cloud.variables)
        for kind in RUNTIMES.values():
            if kind.cloud is cloud:
                found.update(kind.variables)
        found.update(cloud.last_variables)
    return found
