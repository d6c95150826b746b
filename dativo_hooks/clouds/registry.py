"""The clouds, by the word that stands for each on the command line and in headers of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.module_table import ModuleTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.clouds.cloud import Cloud

NAMES = ("aws", "gcp")
"""Each cloud's name, and that of its module here, whose `CLOUD` it is."""

CLOUDS: Mapping[str, Cloud] = ModuleTable(
    "dativo_hooks.clouds", {name: name for name in NAMES}, "CLOUD"
)


def cloud_meant(runtime_type: str) -> Cloud:
    """The cloud of a runtime's type, even of one that there isn't (`gcp_run`).

    A type that names no cloud leaves it open; an example is the first cloud's then.
    """
    named = (name for name in NAMES if runtime_type.startswith(name))
    return CLOUDS[next(named, NAMES[0])]
