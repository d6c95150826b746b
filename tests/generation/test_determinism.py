"""The same sources give the same bytes, whatever hash seed, locale, folder, time zone, Unicode."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.clouds import aws, gcp
from tests.engine.repositories import configuration_of, files_below, generated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.engine.repositories import Files

TOP = Path(__file__).parent.parent.parent
ACME = TOP / "examples" / "acme"
GENERATED = "terraform/generated"

# Texts whose small letters, order or composition a locale or a hash could decide otherwise.
_METADATA = """\
infrastructure:
  metadata:
    title: "TITLE İstanbul ISPARTA Σς ǅ e\u0301 ÅÅ"
    ıI: Ignorable
    zone: [b, a, B, A]
    Äpfel: straße
"""
_JOB = """\
tenant_id: acme
environment: prod
source_connector_path: connectors/hubspot.yaml
target_connector_path: connectors/iceberg.yaml
asset_path: assets/{name}.yaml
"""
_RUNTIME = """\
  runtime:
    type: {type}
    {image}
    environment: {{b: "é \u2028 ${{X}}", B: 日本, a: "\\u0130"}}
    secrets: {{Z: z, Y: y}}
"""
_RUNTIMES = {
    "odd_run": ("gcp_cloud_run", "image_uri: gcr.io/d/ingest:1.4.0"),
    "odd_task": ("aws_ecs_fargate", "{image_uri: a/b:1, cpu: 256, memory: 512}"),
}


def repository(folder: str = "größe") -> Files:
    """The example, and jobs in `folder` with odd letters in all that is generated.

    Nothing is generated yet.
    """
    files = {p: d for p, d in files_below(ACME).items() if not p.startswith(GENERATED)}
    contacts = files["assets/hubspot/v1.0/contacts.yaml"].decode()
    for name, (type_, image) in _RUNTIMES.items():
        image_lines = image.strip("{}").replace(", ", "\n    ")
        runtime = _RUNTIME.format(type=type_, image=image_lines)
        job = _JOB.format(name=name) + _METADATA + runtime
        files[f"jobs/{folder}/{name}.yaml"] = job.encode()
        files[f"assets/{name}.yaml"] = contacts.replace("hubspot_contacts", name).encode()
    return files


def place(files: Files, root: Path) -> None:
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def run(root: Path, *arguments: str, changes: Mapping[str, str]) -> None:
    """A command in a process of its own, with little of this one's environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "dativo_hooks", *arguments, "--root", str(root)],
        env={**kept, "PYTHONPATH": str(TOP), **changes},
        cwd=changes.get("PWD", root),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done


ENVIRONMENTS: dict[str, dict[str, str]] = {
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed at random": {"PYTHONHASHSEED": "random"},
    "locale C": {"LC_ALL": "C"},
    "locale C.UTF-8": {"LC_ALL": "C.UTF-8"},
    "locale of Turkey": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "no UTF-8 mode": {"PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "other folder": {"PWD": "/"},
    "optimized": {"PYTHONOPTIMIZE": "1"},
}


ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
"""Python can be kept from UTF-8 altogether. Then it has no name for a file that isn't ASCII."""


@pytest.fixture(scope="module")
def expected() -> Files:
    """What this process makes of the repository."""
    found = generated(repository())
    assert {f"{GENERATED}/acme-odd-run.tf", f"{GENERATED}/acme-odd-task.tf"} <= set(found)
    return found


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_same_bytes_everywhere(environment: str, expected: Files, tmp_path: Path) -> None:
    place(repository(), tmp_path)
    run(tmp_path, "generate", changes=ENVIRONMENTS[environment])
    assert files_below(tmp_path) == {**repository(), **expected}


def test_the_same_bytes_where_names_of_files_are_ascii(tmp_path: Path) -> None:
    files = repository("plain")
    place(files, tmp_path)
    run(tmp_path, "generate", changes=ASCII)
    assert files_below(tmp_path) == {**files, **generated(files)}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_example_never_drifts(environment: str, tmp_path: Path) -> None:
    shutil.copytree(ACME, tmp_path / "acme")
    run(tmp_path / "acme", "generate", "--check", changes=ENVIRONMENTS[environment])
    assert files_below(tmp_path / "acme") == files_below(ACME)


def test_the_order_of_files_decides_nothing(expected: Files) -> None:
    files = dict(reversed(repository().items()))
    assert configuration_of(files) == configuration_of(repository())
    assert generated(files) == expected


# Letters since Unicode 14.0: Python 3.10 doesn't know them, and each newer one knows some.
@pytest.mark.parametrize(
    "character",
    [
        "\u0870",
        "\u2c2f",
        "\ua7c0",
        "\ua7dc",
        "\U0001df00",
        "\U00011f02",
        "\U0002ebf0",
        "\U00016d40",
    ],
)
def test_letters_that_only_some_versions_of_python_know(character: str) -> None:
    assert aws.refused(f"a{character}b") == character
    assert gcp.spelt_value((f"A{character}B",)) == "a-b"
    spelt = gcp.dialect("-").spelt_key(f"A{character}B")
    assert spelt == f"a{character}b"
    assert gcp.key_fault(spelt)


def test_every_version_of_python_takes_the_same_characters() -> None:
    """The numbers are those of Python 3.10, the oldest; a newer Unicode must not add to them."""
    letters = [
        c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c)[0] in "LNZ"
    ]
    every = [*letters, *"_.:/=+-@"]
    assert sum(not aws.refused(character) for character in every) == 133049
    assert sum(not gcp.key_fault(f"a{character}") for character in every) == 130942
