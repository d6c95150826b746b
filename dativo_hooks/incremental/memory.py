"""What the last run found, where it still holds: the everyday commit changes nothing of ours."""

from __future__ import annotations

import contextlib
import marshal
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks.incremental.index_changes import IndexChanges, index_changes
from dativo_hooks.repository.cache import Entry, Records, Spans, location, opened, packed, store
from dativo_hooks.repository.installation import installation
from dativo_hooks.repository.lookup import entry_of
from dativo_hooks.tree import CONFIGURATION_FILE, blob_id

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from dativo_hooks.incremental.snapshot import Snapshot
    from dativo_hooks.repository.index import IndexTree
    from dativo_hooks.repository.root import Root

_SOURCES = (".yaml", ".yml", ".tf", ".tf.json")
"""How names end that may concern us, whatever is configured."""

MOST_SINCE = 100
"""Paths that may differ from what is remembered before all of it is written anew."""


class Run(NamedTuple):
    """What decides where a run's memory lies, and whether it still holds.

    `configured`: the configuration's path, relative to the root. `exclude`: what the command line
    leaves out. `above`: of the configurations of projects above the root, None without any.
    `scope`: what the run looks for, "" for everything; each has a memory of its own.
    """

    tree: IndexTree
    root: Root
    configured: str = CONFIGURATION_FILE
    exclude: str = ""
    above: bytes | None = None
    scope: str = ""


class Memory(NamedTuple):
    """The place and key of a root's cache, and what is there under this key.

    `mark`: tells one cache file from another. `silent`: a run that finds nothing new has nothing to
    say. `every`: any path may concern us. `since`: how the index differs from what is remembered.
    """

    run: Run
    path: str
    key: str
    entry: Entry | None = None
    mark: str = ""
    silent: bool = False
    every: bool = False
    since: IndexChanges | None = None


@contextlib.contextmanager
def opened_memory(run: Run) -> Iterator[Memory]:
    """What is remembered of the root."""
    memory = _recalled(run)
    try:
        yield memory
    finally:
        if memory.entry is not None:
            memory.entry.file.close()


def _recalled(run: Run) -> Memory:
    tree, root = run.tree, run.root
    configured = entry_of(tree.listing, root.prefix + run.configured)
    parts = (root.prefix, run.configured, configured.decode("ascii", "replace"), run.exclude)
    above = () if run.above is None else (run.above.hex(),)
    key = "\n".join((installation(), *parts, *above))
    name = f"{root.prefix}\0{run.configured}\0{run.scope}"
    path = location(root.git_variables["GIT_DIR"], name)
    entry = opened(path)
    memory = Memory(run, path, key, entry)
    head = None if entry is None else entry.section()
    listing = None if entry is None or head is None else entry.section()
    if head is None or listing is None:
        return memory
    if not head.startswith(_beginning(key)):
        return memory  # of another release, maybe in another shape
    try:
        head = head[len(_beginning(key)) :]
        return _taken(memory, tree, root.prefix, head, listing, configured)
    except Exception:
        # Its sums were right, so somebody has made it up. Whatever is wrong with it is the same
        # as its absence.
        return memory


def _taken(
    memory: Memory, tree: IndexTree, prefix: str, head: bytes, listing: bytes, configured: bytes
) -> Memory:
    """What the first sections of a cache file hold, as of a listing of the index."""
    mark, silent, every, plain, content = _loaded(head)
    since = index_changes(listing, tree.listing, prefix)
    if configured:
        blob = configured.split(b" ")[1].decode("ascii")
        if blob_id(content, blob) != blob:
            return memory
        tree.provide(blob, content)
    if plain and not since.odd and not any(map(_begins_project, since.paths)):
        tree.plain = True
    return memory._replace(mark=mark, silent=silent, every=every, since=since)


def _begins_project(path: str) -> bool:
    return path.endswith(f"/{CONFIGURATION_FILE}")


def _beginning(key: str) -> bytes:
    return key.encode("utf-8", "surrogateescape") + b"\0"


def _loaded(data: bytes) -> tuple[Any, ...]:
    # What lies in git's own folder was written by whoever may also put hooks there; and its sum
    # was right. Values are all that it can hold: marshal makes no objects and calls nothing.
    loaded: tuple[Any, ...] = marshal.loads(data)  # noqa: S302 - for the reasons above
    return loaded


def nothing_to_say(memory: Memory) -> bool:
    """Whether a run would find what the last one found: nothing at all."""
    if memory.since is None or memory.every:
        return False
    ours = _ours(memory.since)
    if not (_is_silent(memory, ours) if ours else memory.silent):
        return False
    # A configuration that waits to be staged is worth a note.
    root = memory.run.root
    there = entry_of(memory.run.tree.listing, root.prefix + CONFIGURATION_FILE)
    return bool(there) or not os.path.lexists(os.path.join(root.path, CONFIGURATION_FILE))


def _ours(since: IndexChanges) -> list[bytes]:
    """The entries that differ and may concern us."""
    return sorted(entry for entry in since.entries if entry.endswith(_SOURCES_AS_BYTES))


_SOURCES_AS_BYTES = tuple(ending.encode() for ending in _SOURCES)


def _is_silent(memory: Memory, ours: list[bytes]) -> bool:
    """Whether these changes were looked at before, and there was nothing to say."""
    entry = opened(_since(memory))
    if entry is None:
        return False
    with entry.file, contextlib.suppress(ValueError, EOFError, TypeError):  # made up, see above
        data = entry.section()
        return data is not None and _loaded(data) == (memory.mark, ours)
    return False


def remember_since(memory: Memory) -> None:
    """Keep that nothing is to be said of the index with these changes."""
    assert memory.since is not None
    data = marshal.dumps((memory.mark, _ours(memory.since)))
    store(_since(memory), (data,))


def _since(memory: Memory) -> str:
    return memory.path.removesuffix(".cache") + ".since.cache"


def snapshot_in(memory: Memory) -> Snapshot | None:
    """The snapshot that is remembered, None where there is none."""
    from dativo_hooks.incremental.snapshot import Snapshot

    data = None if memory.entry is None else memory.entry.section()
    if memory.entry is None or data is None:
        return None
    keys, numbers, *tables = _loaded(data)
    return Snapshot(Records(memory.entry, Spans(keys, numbers)), *tables)


def remember(memory: Memory, snapshot: Snapshot, *, silent: bool) -> None:
    """Keep a snapshot of what is in the index now."""
    spans, records = packed(snapshot.records)
    every = not all(path.endswith(_SOURCES) for path in snapshot.users)
    tree, configured = memory.run.tree, memory.run.configured
    content = tree.read(configured) if configured in tree.paths else b""
    head = marshal.dumps((os.urandom(8).hex(), silent, every, tree.plain, content))
    tables = marshal.dumps((*spans, {**snapshot.claim_keys}, *snapshot[2:]))
    if memory.entry is not None:
        memory.entry.file.close()  # Windows replaces no file that is open
    store(memory.path, (_beginning(memory.key) + head, tree.listing, tables), records)


def may_be_remembered(tree: IndexTree, kinds: Container[str]) -> bool:
    """Whether a listing tells all that decides on findings.

    It doesn't of links, which lead to other files, and of merges that aren't resolved.
    """
    return not tree.unmerged and not any(
        path in kinds or path.endswith(_SOURCES) for path in tree.links
    )
