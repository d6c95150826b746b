"""The baseline that a repository in memory would get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.filtering.baseline import FILE, Entries
from dativo_hooks.filtering.filtered import adopted
from dativo_hooks.tree import MemoryTree
from fuzz.entry import looked_at
from tests.engine.repositories import configuration_of

if TYPE_CHECKING:
    from tests.engine.repositories import Files


def adopted_entries(files: Files) -> Entries:
    """What `dativo-hooks baseline` would write of these files."""
    configuration, tree = configuration_of(files), MemoryTree(files)
    looked = looked_at(tree, configuration)
    problems, documents = looked.evaluation.faults.all, looked.seen.documents
    entries, _ = adopted(problems, looked.locate, documents, tree, configuration, FILE)
    return entries


def entry_count(entries: Entries) -> int:
    """How many findings they stand for."""
    return sum(sum(some.values()) for some in entries.values())
