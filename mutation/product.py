"""What is mutated, and the tests that mutants meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PARTS = {
    "tags": ("tags",),
    "clouds": ("clouds", "runtimes"),
    "drift": ("drift",),
    "escaping": ("terraform_language/escaping.py", "terraform_language/hcl_strings.py"),
    "redaction": ("redaction.py", "secrets"),
    "repository": ("repository",),
}
"""By name, folders and files of the product: where a fault would pass unseen into what is
deployed, shown or deleted."""

TOLD_ELSEWHERE = ("tests/mutation/",)
"""Tests of these tools themselves."""


def files(root: Path, part: str) -> list[str]:
    """The files of a part, from the root."""
    return [path for name in PARTS[part] for path in sources(root, f"dativo_hooks/{name}")]


def sources(root: Path, name: str) -> list[str]:
    """A file, or the Python files below a folder."""
    if name.endswith(".py"):
        return [name]
    return sorted(path.relative_to(root).as_posix() for path in (root / name).rglob("*.py"))


def tried(test: str) -> bool:
    """Whether mutants meet a test (its id): laws too, but no test that starts many programs."""
    from tests.lanes import is_slow  # a plugin, which pytest loads before others may

    return not is_slow(test) and not test.startswith(TOLD_ELSEWHERE)
