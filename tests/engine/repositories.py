"""Whole repositories in memory: read from a folder, checked, and generated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.configuration.loading import configuration_from
from dativo_hooks.drift.observe import owned_files
from dativo_hooks.engine.generating import NO_OPTIONS, GenerateOptions, units_of
from dativo_hooks.engine.merge import by_job
from dativo_hooks.engine.tagging import tagged_jobs
from dativo_hooks.filtering.baseline import read_baseline
from dativo_hooks.model.configuration import CONFIGURATION_FILE, Configuration
from dativo_hooks.sources.loading import sources_of
from dativo_hooks.tree import MemoryTree
from fuzz.entry import Looked, looked_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dativo_hooks.finding import Finding, Problem
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.tree import Tree

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


class State(NamedTuple):
    """What follows from a repository: what is wrong, and what is generated, with its origins."""

    looked: Looked
    files: Mapping[str, GeneratedFile]

    @property
    def protected(self) -> frozenset[str]:
        """Our files that stay as they are."""
        return self.looked.merged.protected

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps jobs from being generated, or warns of what is."""
        return self.looked.evaluation.faults.generation

    @property
    def notes(self) -> tuple[str, ...]:
        """How jobs were translated."""
        return self.looked.evaluation.notes


def state_of(
    tree: Tree, configuration: Configuration, options: GenerateOptions = NO_OPTIONS
) -> State:
    """What follows from the files of a tree."""
    looked = looked_at(tree, configuration, options)
    sources = sources_of(tree, configuration)
    existing = by_job(owned_files(tree).values())
    tagged = tagged_jobs(sources, configuration)
    units = units_of(sources, tagged, existing, configuration, options)
    wanted = {claim.path for claim in looked.merged.claims}
    files = {file.path: file for file in units.files if file.path in wanted}
    return State(looked, files | {file.path: file for file in looked.merged.shared})


def state(files: Mapping[str, bytes], options: GenerateOptions = NO_OPTIONS) -> State:
    """What follows from the files."""
    return state_of(MemoryTree(files), configuration_of(files), options)


def checked(
    files: Mapping[str, bytes], working: Mapping[str, bytes] | None = None
) -> tuple[Finding, ...]:
    """What `check` finds; with `working`, the files are the index and those the working tree."""
    configuration = configuration_of(files)
    tree = MemoryTree(files, name="index" if working is not None else "working tree")
    disk = MemoryTree(working) if working is not None else None
    path = configuration.baseline
    baseline = read_baseline(path, tree.read(path)) if path else None
    return looked_at(tree, configuration, working=disk).told(baseline)


def generated(files: Mapping[str, bytes], options: GenerateOptions = NO_OPTIONS) -> Files:
    """The Terraform files that the files should have, by path."""
    return {path: file.data for path, file in state(files, options).files.items()}


def with_terraform(files: Mapping[str, bytes], options: GenerateOptions = NO_OPTIONS) -> Files:
    """The files, and all that is generated from them."""
    return {**files, **generated(files, options)}
