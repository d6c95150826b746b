"""The folders of `tests/cases/generate`: what each runtime generates, in both formats.

A folder holds a repository, and in `expected/hcl` and `expected/json` all that it generates.
"""

from __future__ import annotations

from pathlib import Path

from dativo_hooks.engine.generating import GenerateOptions
from tests.engine.repositories import Files, checked, files_below, generated

FOLDERS = Path(__file__).parent.parent / "cases" / "generate"
RUNTIMES = tuple(sorted(path.name for path in FOLDERS.iterdir()))
FORMATS = ("hcl", "json")
_GENERATED = "terraform/generated/"


def sources(runtime: str) -> Files:
    """The repository of a runtime's folder."""
    found = files_below(FOLDERS / runtime)
    return {path: data for path, data in found.items() if not path.startswith("expected/")}


def expected_folder(runtime: str, form: str) -> Path:
    """Where the expected files of one format are."""
    return FOLDERS / runtime / "expected" / form


def expected(runtime: str, form: str) -> Files:
    """The expected files by name."""
    return files_below(expected_folder(runtime, form))


def actual(runtime: str, form: str) -> Files:
    """What is generated, by name; the repository has no fault but that it lacks this."""
    files = sources(runtime)
    assert {finding.rule.code for finding in checked(files)} == {"DH601"}
    found = generated(files, GenerateOptions(format=form))
    assert all(path.startswith(_GENERATED) for path in found)
    return {path.removeprefix(_GENERATED): data for path, data in found.items()}
