"""The good repository that inputs are put into, and the inputs to begin with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dativo_hooks.explanations.base import ASSET, FILES, JOB, TERRAFORM
from fuzz import entry

__all__ = ["ASSET", "GOOD", "JOB", "ROOT", "TERRAFORM", "TERRAFORM_JSON", "found_in_cases"]

ROOT = Path(__file__).resolve().parents[1]

TERRAFORM_JSON = f"{TERRAFORM}.json"

_SOURCES = {path: text.encode() for path, text in FILES.items()}

GOOD = {**_SOURCES, **entry.look(_SOURCES).generated}
"""One job on Fargate, what it names, and what is generated from it."""


@cache
def found_in_cases(part: str) -> tuple[bytes, ...]:
    """The files of the cases of `tests/` with this in their path."""
    return tuple(
        dict.fromkeys(
            path.read_bytes()
            for path in sorted((ROOT / "tests" / "cases").rglob("*"))
            if path.is_file() and part in path.as_posix().partition("/tests/cases/")[2]
        )
    )
