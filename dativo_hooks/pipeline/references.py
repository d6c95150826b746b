"""Paths that a job names: mapped from the container's to the repository's, and looked up."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem

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
        return _outside(value, "is absolute and under no prefix that the containers mount")
    # What a tree has is normal already.
    path = mapped if mapped in tree.paths else posixpath.normpath(mapped)
    if path == ".." or path.startswith("../"):
        return _outside(value, "leads out of the repository")
    if path in tree.paths and not mapped.endswith("/"):  # which opens no file
        return Resolved(path)
    if path in tree.outside:
        return _outside(value, f"is a link that leads to `{tree.outside[path]}`")
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
            f"write `{keeps_prefix}{near}`, which does" if near else "create it, or mend the path",
        ),
    )


def _outside(value: Value, why: str) -> Resolved:
    return Resolved(
        None,
        Problem(
            rules.OUTSIDE_REPOSITORY,
            value.origin,
            f"`{_short(value.text)}` {why}",
            "write a path relative to the repository's root, such as `assets/x.yaml`",
        ),
    )


def _nearest(path: str, tree: Tree) -> str | None:
    """The likeliest YAML file: one of the same file name first, then the nearest spelling."""
    import difflib

    known = [one for one in tree.paths if one.endswith((".yaml", ".yml"))]
    plain = path.replace("\\", "/")
    same_name = [one for one in known if posixpath.basename(one) == posixpath.basename(plain)]
    found = difflib.get_close_matches(plain, same_name or known, 1, 0.3 if same_name else 0.6)
    return found[0] if found else (same_name[0] if same_name else None)


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:100]}…"
