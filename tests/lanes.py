"""What runs when: the fast lane, the suite, and lanes of their own.

- `-m "not slow"` is the fast lane: no law, and nothing of `SLOW`.
- The suite runs all tests but those of a lane of their own.
- `--lane NAME` runs the tests that are marked with that lane, and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

LANES = {
    "install": "from scratch: the sdist, the wheel, a tag of the action, pre-commit's try-repo",
    "prek": "the decisive scenarios of the hooks under prek, too",
    "scanners": "programs of others read our files: actionlint, zizmor, check-jsonschema, editors",
}

SLOW = {
    "tests/action": "makes environments, as a runner does",
    "tests/bench": "times whole processes",
    "tests/cli/test_cache.py": "many commits in a row",
    "tests/docs/test_pages.py": "types what the pages show",
    "tests/docs/test_querying.py": "runs the queries of the pages",
    "tests/docs/test_readme.py": "installs as the README says",
    "tests/faults": "kills processes, and lets the disk fail at every step",
    "tests/generation/layout/test_documentation.py": "real Terraform",
    "tests/generation/layout/test_plans.py": "real Terraform",
    "tests/generation/test_determinism.py": "other Pythons and environments",
    "tests/terraform_language/test_real_terraform.py": "real Terraform",
    "tests/hooks": "real pre-commit and prek",
    "tests/mutation/test_trials.py": "runs tests in a copy of everything",
    "tests/real_terraform": "real Terraform",
    "tests/repository/test_hooks.py": "git with hooks, a process each",
    "tests/terraform_modules": "real Terraform",
    "tests/terraform_plans": "real Terraform",
    "tests/terraform_strings": "real Terraform",
}
"""Folders and files that start other programs all the time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know `--lane`."""
    told = "; ".join(f"{name}: {what}" for name, what in LANES.items())
    parser.addoption("--lane", choices=sorted(LANES), help=f"run these tests only ({told})")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow; keep the tests of the lane, or those of none."""
    for item in items:
        function = getattr(item, "obj", None)
        if is_slow(item.nodeid) or getattr(function, "is_hypothesis_test", False):
            item.add_marker("slow")
    asked = config.getoption("--lane")
    config.hook.pytest_deselected(items=[item for item in items if _lane(item) != asked])
    items[:] = [item for item in items if _lane(item) == asked]


def is_slow(test: str) -> bool:
    """Whether a test (its id) lies below `SLOW`."""
    path = test.partition("::")[0]
    return any(path == slow or path.startswith(f"{slow}/") for slow in SLOW)


def _lane(item: pytest.Item) -> str | None:
    mark = item.get_closest_marker("lane")
    if mark is None:
        return None
    (name,) = mark.args
    assert name in LANES, f"{item.nodeid}: no such lane: {name}"
    return str(name)
