"""Lanes: tests that the suite leaves out unless `--lane NAME` asks for them, and then alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

LANES = {
    "scanners": "programs of others read our files: actionlint, zizmor, check-jsonschema, editors",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know `--lane`."""
    told = "; ".join(f"{name}: {what}" for name, what in LANES.items())
    parser.addoption("--lane", choices=sorted(LANES), help=f"run these tests only ({told})")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of the lane, or those of none."""
    asked = config.getoption("--lane")
    kept = [item for item in items if _lane(item) == asked]
    config.hook.pytest_deselected(items=[item for item in items if _lane(item) != asked])
    items[:] = kept


def _lane(item: pytest.Item) -> str | None:
    mark = item.get_closest_marker("lane")
    if mark is None:
        return None
    (name,) = mark.args
    assert name in LANES, f"{item.nodeid}: no such lane: {name}"
    return str(name)
