"""Paths that a job names: mapped from the container's to the repository's, and looked up."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.model.values import Value
    from dativo_hooks.tree import Tree


class Resolved(NamedTuple):
    """The repository path that a reference means, None where it means none."""

    path: str | None
    problem: Problem | None = None


def resolve(value: Value, tree: Tree, prefixes: Iterable[tuple[str, str]]) -> Resolved:
    """The file that `value` names; `prefixes` are tried in turn."""
    text = value.text
    if "${" in text:  # reported where the job was decoded
        return Resolved(None)
    mapped = text
    for prefix, folder in prefixes:
        if text.startswith(prefix):
            mapped = folder + text[len(prefix) :]
            break
    if mapped.startswith(("/", "~")) or (len(mapped) > 1 and mapped[1] == ":"):
        why = "is absolute and under no prefix that the containers mount"
        return _outside(value, why, _nearest(mapped, tree))
    # What a tree has is normal already.
    path = mapped if mapped in tree.paths else posixpath.normpath(mapped)
    if path == ".." or path.startswith("../"):
        return _outside(value, "leads out of the repository", _nearest(mapped, tree))
    if path in tree.paths and not mapped.endswith("/"):  # which opens no file
        return Resolved(path)
    if path in tree.outside:
        return _outside(value, f"is a link that leads to `{tree.outside[path]}`", None)
    near = _nearest(path, tree)
    keeps_prefix = text[: len(text) - len(mapped)] if text.endswith(mapped) else ""
    return Resolved(
        None,
        Problem(
            rules.MISSING_FILE,
            value.origin,
            f"`{_short(text)}` is a folder"
            if any(one.startswith(f"{path}/") for one in tree.paths)
            else f"`{_short(text)}` does not exist in the {tree.name}",
            f"write `{literal(keeps_prefix + near)}`, which does"
            if near
            else f"create {f'`{path}`' if _short(path) == path else 'it'}, or write the path of "
            "a file that is there",
        ),
    )


def _outside(value: Value, why: str, near: str | None) -> Resolved:
    return Resolved(
        None,
        Problem(
            rules.OUTSIDE_REPOSITORY,
            value.origin,
            f"`{_short(value.text)}` {why}",
            f"write `{literal(near)}`, or another path from the repository's root"
            if near
            else "write a path from the repository's root, such as `assets/contacts.yaml`",
        ),
    )


def nearest_of(path: str, known: list[str]) -> str | None:
    """The likeliest of some files: one of the same file name first, then the nearest spelling."""
    import difflib

    plain = path.replace("\\", "/")
    same_name = [one for one in known if posixpath.basename(one) == posixpath.basename(plain)]
    found = difflib.get_close_matches(plain, same_name or known, 1, 0.3 if same_name else 0.6)
    return found[0] if found else (same_name[0] if same_name else None)


def _nearest(path: str, tree: Tree) -> str | None:
    return nearest_of(path, [one for one in tree.paths if one.endswith((".yaml", ".yml"))])


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:100]}…"
