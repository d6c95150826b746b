from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.faults.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The repository; this process runs git as the commands that it starts do."""
    with pytest.MonkeyPatch.context() as patched:
        for name in list(os.environ):
            if name.startswith(("DATIVO_HOOKS_", "GIT_")) and name != "DATIVO_HOOKS_EFFORT":
                patched.delenv(name)
        made = Scene(tmp_path_factory.mktemp("faults"))
        for name, value in made.environment.items():
            patched.setenv(name, value)
        yield made
