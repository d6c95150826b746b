"""Plugins and fixtures of the whole suite."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.lanes", "tests.real_terraform.fixtures"]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of xdist have."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no law: cases are to reach every line, and coverage costs a law half its time."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def node_modules(request: pytest.FixtureRequest) -> Path:
    """The npm packages that tests run, installed once and kept in pytest's cache."""
    from tests.node.installation import install

    cache = request.config.cache
    assert cache is not None
    return install(cache.mkdir("node"))
