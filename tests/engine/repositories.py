"""Whole repositories in memory: read from a folder, checked, and generated."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dativo_hooks.configuration.loading import configuration_from
from dativo_hooks.engine.check import (
    State,
    drift_faults,
    generation_faults,
    policy_faults,
    state_of,
)
from dativo_hooks.engine.generating import NO_OPTIONS, GenerateOptions
from dativo_hooks.filtering.baseline import read_baseline
from dativo_hooks.filtering.coverage import SCOPES, seen_of
from dativo_hooks.filtering.filtered import View, exempted
from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.model.configuration import CONFIGURATION_FILE, Configuration
from dativo_hooks.tree import MemoryTree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dativo_hooks.finding import Finding

Files = dict[str, bytes]

CONNECTORS: dict[str, str] = {
    "connectors/hubspot.yaml": "name: hubspot\ntype: hubspot\nroles: [source]\n",
    "connectors/iceberg.yaml": "name: iceberg\ntype: iceberg\nroles: [target]\n",
}

JOB = """\
tenant_id: acme
environment: prod
source_connector_path: connectors/hubspot.yaml
target_connector_path: connectors/iceberg.yaml
asset_path: assets/contacts.yaml
"""

FARGATE = """\
infrastructure:
  runtime:
    type: aws_ecs_fargate
    cpu: 1024
    memory: 2048
    image_uri: dativo/dativo-ingest:1.4.0
"""

ASSET = """\
name: contacts
version: "1.0"
source_type: hubspot
object: contacts
schema:
  - name: id
    type: string
team:
  owner: data-team@acme.com
finops:
  cost_center: ENG-001
  business_tags: [sales, crm]
compliance:
  classification: [PII]
"""


def repository(files: Mapping[str, str] | None = None) -> Files:
    """One job on Fargate with its asset and connectors, and `files` beside or instead."""
    texts = {
        **CONNECTORS,
        "assets/contacts.yaml": ASSET,
        "jobs/contacts.yaml": JOB + FARGATE,
        **(files or {}),
    }
    return {path: text.encode() for path, text in texts.items()}


def files_below(folder: Path) -> Files:
    """Every file of a folder on disk, by its path with `/`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def configuration_of(files: Mapping[str, bytes]) -> Configuration:
    """The configuration that the files hold, which must be right."""
    if CONFIGURATION_FILE not in files:
        return Configuration()
    configuration, _, problems = configuration_from(CONFIGURATION_FILE, files[CONFIGURATION_FILE])
    assert configuration is not None, problems
    return configuration


def state(files: Mapping[str, bytes], options: GenerateOptions = NO_OPTIONS) -> State:
    """What follows from the files."""
    return state_of(MemoryTree(files), configuration_of(files), options)


def checked(
    files: Mapping[str, bytes], working: Mapping[str, bytes] | None = None
) -> tuple[Finding, ...]:
    """What `check` finds; with `working`, the files are the index and those the working tree."""
    configuration = configuration_of(files)
    tree = MemoryTree(files, name="index" if working is not None else "working tree")
    found = state_of(tree, configuration)
    problems = [
        *policy_faults(found.sources, found.tagged, configuration),
        *generation_faults(found),
        *drift_faults(found, tree, MemoryTree(working) if working is not None else None),
    ]
    documents = found.sources.documents
    locate = partial(findings_of, documents=documents, selection=Selection(configuration))
    view = View(seen_of(found.sources), SCOPES["check"])
    path = configuration.baseline
    baseline = read_baseline(path, tree.read(path)) if path else None
    return exempted(problems, locate, documents, tree, configuration, view, baseline).findings


def generated(files: Mapping[str, bytes], options: GenerateOptions = NO_OPTIONS) -> Files:
    """The Terraform files that the files should have, by path."""
    return {path: file.data for path, file in state(files, options).generated.files.items()}


def with_terraform(files: Mapping[str, bytes], options: GenerateOptions = NO_OPTIONS) -> Files:
    """The files, and all that is generated from them."""
    return {**files, **generated(files, options)}
