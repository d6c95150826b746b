"""The slow way from bytes to a value, for documents with anchors, aliases, tags or merge keys.

PyYAML builds the value, after its size with every alias written out has been reckoned.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml import CSafeLoader

from dativo_hooks import rules
from dativo_hooks.document import decoded
from dativo_hooks.reading.events import Key
from dativo_hooks.reading.faults import MAX_DEPTH, SyntaxFault
from dativo_hooks.reading.scalars import LONGEST_NUMBER, NUMBERS, too_long
from dativo_hooks.reading.survey import first_fault, survey

MAX_EXPANSION = 100_000
"""Nodes that a document may have with its aliases written out, unless it has many without them."""

_MERGE = "tag:yaml.org,2002:merge"


def load(data: bytes) -> tuple[Any, tuple[tuple[Key, Key], ...], bool, SyntaxFault | None]:
    """The value, its duplicate keys, True for `odd`, and the fault that forbids the value."""
    fault = None
    try:
        count, fault = survey(data)
        if fault is None:
            root = _compose(data)
            fault = _expansion(root, max(MAX_EXPANSION, 2 * count)) if root is not None else None
            if fault is None and root is not None:
                fault = _endless_number(root)
            if fault is None:
                value = yaml.load(data, CSafeLoader)
                return value, _duplicates(root), True, None
    except Exception as error:  # PyYAML's constructors raise whatever int() and friends raise
        fault = _fault(error, data)
    return None, (), True, fault


def _compose(data: bytes) -> Any:
    return yaml.compose(data, CSafeLoader)


def _expansion(root: Any, limit: int) -> SyntaxFault | None:
    """A fault where aliases written out pass `limit` nodes or `MAX_DEPTH`, or hold themselves."""
    sizes: dict[int, tuple[int, int]] = {}
    open_nodes: set[int] = set()

    def fault(node: Any, why: str) -> SyntaxFault:
        return SyntaxFault(
            rules.TOO_MANY_ALIASES, why, "write the values out", node.start_mark.index
        )

    # Post-order without recursion: a chain of aliases may be far deeper than the text.
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        children = _children(node)
        if not done:
            if id(node) in sizes:
                continue
            if id(node) in open_nodes:
                return fault(node, "an alias stands within the anchor that it names")
            open_nodes.add(id(node))
            stack.append((node, True))
            for child in children:
                if id(child) in open_nodes and id(child) not in sizes:
                    return fault(child, "an alias stands within the anchor that it names")
                if id(child) not in sizes:
                    stack.append((child, False))
            continue
        open_nodes.discard(id(node))
        size = 1 + sum(sizes[id(child)][0] for child in children)
        depth = 1 + max((sizes[id(child)][1] for child in children), default=0)
        if size > limit:
            return fault(node, f"aliases make more than {limit:,} values of this")
        if depth > MAX_DEPTH + 1:
            return fault(node, f"aliases nest this more than {MAX_DEPTH} levels deep")
        sizes[id(node)] = (size, depth)
    return None


def _children(node: Any) -> list[Any]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _endless_number(root: Any) -> SyntaxFault | None:
    """A fault where a number is longer than any that is read."""
    stack, seen = [root], set()
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            stack += reversed(_children(node))
            if node.tag in NUMBERS and len(node.value) > LONGEST_NUMBER:
                return SyntaxFault(
                    rules.INVALID_YAML,
                    f"`{node.value[:40]}` isn't a {node.tag.rsplit(':', 1)[-1]}: "
                    f"{too_long(node.value)}",
                    "quote it if it is meant as text, and remove the tag",
                    node.start_mark.index,
                    node.end_mark.index,
                )
    return None


def _duplicates(root: Any) -> tuple[tuple[Key, Key], ...]:
    found: list[tuple[Key, Key]] = []
    seen: set[int] = set()
    stack = [root] if root is not None else []
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys: dict[Any, Any] = {}
            for key, _ in node.value:
                if not isinstance(key, yaml.ScalarNode) or key.tag == _MERGE:
                    continue
                value = yaml.constructor.SafeConstructor().construct_object(key)
                if value in keys:
                    found.append((_key(value, keys[value]), _key(value, key)))
                else:
                    keys[value] = key
        stack += reversed(_children(node))
    return tuple(found)


def _key(value: Any, node: Any) -> Key:
    return Key(str(value), node.start_mark.index, node.end_mark.index)


def _fault(error: Exception, data: bytes) -> SyntaxFault:
    fault = first_fault(error, data, decoded(data))
    if isinstance(error, yaml.YAMLError):
        return fault
    # A constructor failed without saying where: find the scalar that it fails on.
    root = _compose(data)
    stack, seen = [root] if root is not None else [], set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            try:
                str(yaml.constructor.SafeConstructor().construct_object(node))
            except Exception as cause:
                return fault._replace(
                    message=f"`{node.value[:40]}` isn't a {node.tag.rsplit(':', 1)[-1]}: {cause}",
                    help="quote it if it is meant as text, and remove the tag",
                    start=node.start_mark.index,
                    end=node.end_mark.index,
                )
        stack += reversed(_children(node))
    return fault
