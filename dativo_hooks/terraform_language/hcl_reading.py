"""Terraform files read back, to say which tag or argument of a hand-edited file differs.

python-hcl2 does the reading; since version 8 it keeps strings as they are written, which is what
lets a `$${` be told from a `${` here. Importing it takes a second: only files that differ get here.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from dativo_hooks.terraform_language.hcl_inline import inline
from dativo_hooks.terraform_language.hcl_strings import template_of
from dativo_hooks.terraform_language.syntax import Array, Object, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from dativo_hooks.terraform_language.syntax import Expression

    Path: TypeAlias = tuple[str, ...]
    _Tree: TypeAlias = str | int | float | bool | list["_Tree"] | dict[str, "_Tree"] | None

_BLOCK = "__is_block__"  # python-hcl2's mark of a block
_ESCAPED = re.compile(r"([$%])\1\{")
_STAND_IN = re.compile("([$%])\ue0f0\\{")
"""python-hcl2 8.1 doesn't read every `$${` and `%%{`: while it reads, `\ue0f0` stands in for the
second character.
"""
_ENCODED = ("${jsonencode(", ")}")
_BRACKET = re.compile(r"[()\[\]{}]")
MOST_NESTED = 50
"""How many brackets may be open at once: no file of ours comes near, and whatever reads them takes
several calls for each."""


class Missing(enum.Enum):
    """The type of `MISSING`."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING
"""Stands for a value that one of two files doesn't have."""


class Difference(NamedTuple):
    """An argument, a tag, or another item that two files give different values.

    Attributes:
        path: type and labels of its block, then the names down to it; an item of a list stands
            by its `name` where all have one, else by its index.
        expected: what it should be.
        found: what it is.
    """

    path: tuple[str, ...]
    expected: Expression | Missing
    found: Expression | Missing


class UnreadableTerraform(Exception):  # noqa: N818 - what it says is no mistake of the program
    """A text that isn't Terraform."""


def differences(expected: str, found: str, *, json: bool = False) -> tuple[Difference, ...]:
    """What differs between two files, in the order of `expected`, then of `found`.

    Comments, white space and the order of arguments don't count.

    Args:
        expected: the text of one file.
        found: the text of the other.
        json: whether both are in Terraform's JSON syntax.

    Raises:
        UnreadableTerraform: one of them can't be read, or nests too deep for that.
    """
    read = attributes_of_json if json else attributes_of
    try:
        old, new = read(expected), read(found)
        return tuple(
            Difference(path, old.get(path, MISSING), new.get(path, MISSING))
            for path in (old | new)
            if not _same(old.get(path, MISSING), new.get(path, MISSING))
        )
    except RecursionError as error:
        raise UnreadableTerraform("it nests too deep") from error


def attributes_of(text: str) -> dict[tuple[str, ...], Expression]:
    """The values in an HCL file by their paths (see `Difference`).

    Strings are decoded, and are a `Template` where they hold values; any expression is a
    `Reference` with its text; lists of plain values are whole, and what is empty stands by itself.
    The argument of `jsonencode` stands in its place.

    Raises:
        UnreadableTerraform: it isn't HCL.
    """
    return dict(_flat((), _hcl_tree(text), hcl=True))


def attributes_of_json(text: str) -> dict[tuple[str, ...], Expression]:
    """The values in a Terraform JSON file, as `attributes_of` gives them; not its comment.

    Raises:
        UnreadableTerraform: it isn't JSON, or not an object.
    """
    import json

    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableTerraform(f"not JSON: {error}") from error
    if not isinstance(tree, dict):
        raise UnreadableTerraform("not a JSON object")
    tree.pop("//", None)
    return dict(_flat((), tree, hcl=False))


def _hcl_tree(text: str) -> dict[str, _Tree]:
    import hcl2
    from lark.exceptions import LarkError, UnexpectedInput

    if _depth(text) > MOST_NESTED:
        raise UnreadableTerraform("it nests too deep")
    options = hcl2.SerializationOptions(with_comments=False, preserve_heredocs=False)
    try:
        tree: dict[str, _Tree] = hcl2.loads(
            _ESCAPED.sub("\\1\ue0f0{", text), serialization_options=options
        )
    except UnexpectedInput as error:
        place = f"line {error.line}, column {error.column}"
        raise UnreadableTerraform(f"not Terraform from {place} on") from error
    except (LarkError, RuntimeError, ValueError) as error:
        raise UnreadableTerraform(f"not Terraform: {error}") from error
    return {_as_written(key): _restored(value) for key, value in tree.items()}


def _depth(text: str) -> int:
    """The most brackets that are open at once, those in strings and comments included."""
    deepest = depth = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found[0] in "([{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _as_written(text: str) -> str:
    return _STAND_IN.sub(r"\1\1{", text)


def _restored(tree: _Tree) -> _Tree:
    match tree:
        case dict():
            return {_as_written(key): _restored(value) for key, value in tree.items()}
        case list():
            return [_restored(value) for value in tree]
        case str():
            return _as_written(tree)
        case _:
            return tree


def _flat(path: Path, tree: _Tree, *, hcl: bool) -> Iterator[tuple[Path, Expression]]:
    match tree:
        case dict():
            items = {_key(k, hcl=hcl): v for k, v in tree.items() if (k, v) != (_BLOCK, True)}
            if not items:
                yield path, Object(())
            for key, value in items.items():
                yield from _flat((*path, key), value, hcl=hcl)
        case list() if hcl and tree and all(_labels_and_body(item) for item in tree):
            yield from _flat_blocks(path, tree)
        case list() if any(isinstance(item, dict | list) and item for item in tree):
            for name, item in zip(_names(tree, hcl=hcl), tree, strict=True):
                yield from _flat((*path, name), item, hcl=hcl)
        case str() if tree.startswith(_ENCODED[0]) and tree.endswith(_ENCODED[1]):
            yield from _flat_encoded(path, tree)
        case _:
            yield path, _leaf(tree, hcl=hcl)


def _flat_blocks(path: Path, blocks: Sequence[_Tree]) -> Iterator[tuple[Path, Expression]]:
    same: dict[Path, list[_Tree]] = {}
    for labels, body in filter(None, map(_labels_and_body, blocks)):
        same.setdefault(labels, []).append(body)
    for labels, bodies in same.items():
        if len(bodies) == 1:
            yield from _flat((*path, *labels), bodies[0], hcl=True)
            continue
        for name, body in zip(_names(bodies, hcl=True), bodies, strict=True):
            yield from _flat((*path, *labels, name), body, hcl=True)


def _labels_and_body(tree: _Tree) -> tuple[Path, _Tree] | None:
    """The labels of what may be a block, and its body; nothing if it is another value."""
    labels: list[str] = []
    while isinstance(tree, dict):
        if tree.get(_BLOCK) is True:
            return tuple(labels), tree
        if len(tree) != 1:
            return None
        ((label, tree),) = tree.items()
        labels.append(_key(label, hcl=True))
    return None


def _flat_encoded(path: Path, call: str) -> Iterator[tuple[Path, Expression]]:
    argument = call[len(_ENCODED[0]) : -len(_ENCODED[1])]
    try:
        if "jsonencode(" in argument:  # else many in each other would be read as often
            raise UnreadableTerraform("it encodes what is encoded")
        tree = _hcl_tree(f"argument = {argument}\n")
    except UnreadableTerraform:  # such as jsonencode(a) == jsonencode(b)
        yield path, Reference(call[2:-1])
    else:
        yield from _flat(path, tree["argument"], hcl=True)


def _names(items: Sequence[_Tree], *, hcl: bool) -> list[str]:
    """What each of several items is called: by its `name` if that tells them apart."""
    names = [item.get("name") if isinstance(item, dict) else None for item in items]
    plain = [_leaf(name, hcl=hcl) for name in names if isinstance(name, str)]
    known = [name for name in plain if isinstance(name, str)]
    if 1 < len(items) == len(set(known)):
        return known
    return [str(index) for index in range(len(items))]


def _key(key: str, *, hcl: bool) -> str:
    if hcl and not key.startswith('"'):
        return key
    decoded = template_of(key[1:-1] if hcl else key, backslashes=hcl)
    return decoded if isinstance(decoded, str) else key


def _leaf(tree: _Tree, *, hcl: bool) -> Expression:
    match tree:
        case float():
            return Reference(repr(tree))
        case list():
            return Array(tuple(_leaf(item, hcl=hcl) for item in tree))
        case dict():
            return Object(())
        case str() if not hcl:
            return template_of(tree, backslashes=False)
        case str() if tree.startswith('"'):
            return template_of(tree[1:-1], backslashes=True)
        case str():
            return Reference(tree[2:-1] if tree.startswith("${") else tree)
    return tree


def _same(one: Expression | Missing, other: Expression | Missing) -> bool:
    """Equal as Terraform sees it, to which `1` and `true` differ."""
    if isinstance(one, Missing) or isinstance(other, Missing):
        return one is other
    return inline(one) == inline(other)
