"""No cloud and no runtime is known by its name outside of its own files and the registries."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.clouds.registry import CLOUDS
from dativo_hooks.runtimes.registry import BY_TARGET, RESOURCE_TYPES, RUNTIMES

if TYPE_CHECKING:
    from collections.abc import Iterator

PRODUCT = Path(__file__).resolve().parents[2] / "dativo_hooks"

NAMES = frozenset({*CLOUDS, *RUNTIMES, *BY_TARGET, *RESOURCE_TYPES})
BEGINNINGS = re.compile(rf"(?:{'|'.join(sorted(NAMES))})[_:/-]")

WHERE_NAMES_ARE = {
    "clouds/registry.py": "the table of the clouds",
    "clouds/schedules.py": "one language of schedules is AWS's own",
    "runtimes/registry.py": "the table of the runtimes",
    "model/configuration.py": "sections of the configuration are called so",
}


def is_own(path: str) -> bool:
    """Whether a file is of one cloud or runtime."""
    folder, _, name = path.rpartition("/")
    own = any(name == f"{cloud}.py" or name.startswith(f"{cloud}_") for cloud in CLOUDS)
    return folder in {"clouds", "runtimes"} and own


FILES = sorted(
    path.relative_to(PRODUCT).as_posix()
    for path in PRODUCT.rglob("*.py")
    if not is_own(path.relative_to(PRODUCT).as_posix())
)


def named(source: str) -> Iterator[str]:
    """Texts of a program that are, or begin with, the name of a cloud or runtime; its imports."""
    tree = ast.parse(source)
    texts = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in texts and (node.value in NAMES or BEGINNINGS.match(node.value)):
                yield f"{node.lineno}: {node.value!r}"
        elif isinstance(node, ast.ImportFrom):
            for module in (node.module or "", *(f"{node.module}.{a.name}" for a in node.names)):
                parts = module.split(".")
                if parts[0] == "dativo_hooks" and is_own(f"{'/'.join(parts[1:3])}.py"):
                    yield f"{node.lineno}: import of {module}"


@pytest.mark.parametrize("path", [path for path in FILES if path not in WHERE_NAMES_ARE])
def test_no_cloud_and_no_runtime_is_known_by_its_name(path: str) -> None:
    assert list(named((PRODUCT / path).read_text("utf-8"))) == []


@pytest.mark.parametrize("path", WHERE_NAMES_ARE)
def test_names_are_where_they_may_be(path: str) -> None:
    assert list(named((PRODUCT / path).read_text("utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        'cloud == "aws"',
        'resource_type in {"lambda"}',
        'type_.startswith("gcp")',
        'type_.removeprefix("aws_")',
        'f"aws_{name}"',
        '_REGIONS = {"aws": "us-east-1"}',
        'GROUP = r"aws_scheduler_schedule_group"',
        "from dativo_hooks.clouds import aws",
        "from dativo_hooks.clouds.gcp import dialect",
        "from dativo_hooks.runtimes.aws_lambda import KIND",
    ],
)
def test_a_name_is_seen(source: str) -> None:
    assert list(named(source))


def test_a_docstring_may_have_one() -> None:
    assert list(named('"""aws_lambda"""\nfrom dativo_hooks.clouds.cloud import Cloud')) == []
