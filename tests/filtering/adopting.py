"""The baseline that a repository in memory would get."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dativo_hooks.engine.check import drift_faults, generation_faults, policy_faults
from dativo_hooks.filtering.baseline import FILE, Entries
from dativo_hooks.filtering.filtered import adopted
from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import configuration_of, state

if TYPE_CHECKING:
    from tests.engine.repositories import Files


def adopted_entries(files: Files) -> Entries:
    """What `dativo-hooks baseline` would write of these files."""
    configuration, tree, found = configuration_of(files), MemoryTree(files), state(files)
    problems = [
        *policy_faults(found.sources, found.tagged, configuration),
        *generation_faults(found),
        *drift_faults(found, tree, None),
    ]
    documents = found.sources.documents
    locate = partial(findings_of, documents=documents, selection=Selection(configuration))
    entries, _ = adopted(problems, locate, documents, tree, configuration, FILE)
    return entries


def entry_count(entries: Entries) -> int:
    """How many findings they stand for."""
    return sum(sum(some.values()) for some in entries.values())
