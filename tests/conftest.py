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


@pytest.fixture(scope="session")
def node_modules(request: pytest.FixtureRequest) -> Path:
    """The npm packages that tests run, installed once and kept in pytest's cache."""
    from tests.node.installation import install

    cache = request.config.cache
    assert cache is not None
    return install(cache.mkdir("node"))
