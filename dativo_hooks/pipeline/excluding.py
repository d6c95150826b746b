"""The Terraform of jobs that `exclude` leaves out: it stays as it is, with all that it needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Note, Place, Problem
from dativo_hooks.generation.folder import SCHEDULES, Needs, group_of
from dativo_hooks.pipeline.globs import within
from dativo_hooks.position import TOP, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.tree import Tree

_VARIABLE = re.compile(r"\bvar\.(\w+)")
_GROUP = re.compile(r"\baws_scheduler_schedule_group\.(\w+)")


def is_kept(one: Owned, configuration: Configuration) -> bool:
    """Whether a file was generated from a job that is excluded now."""
    job = one.header.job
    return job is not None and within(job, configuration.exclude)


def needs_of(
    tree: Tree, owned: Mapping[str, Owned], configuration: Configuration
) -> dict[str, Needs]:
    """By folder, what kept files need of the files that a folder's jobs share."""
    found: dict[str, Needs] = {}
    for path, one in owned.items() if configuration.exclude else ():
        if is_kept(one, configuration):
            text = _text(tree, path)
            folder = path.rpartition("/")[0]
            found[folder] = found.get(folder, Needs()).with_file(
                one.header.target.partition("/")[0],
                _VARIABLE.findall(text),
                _GROUP.findall(text),
                calls=one.header.layout == "module",
            )
    for path, one in owned.items() if found else ():
        shared = one.header.folder
        if shared is not None and shared in found and found[shared].groups and _has_groups(one):
            variables = _VARIABLE.findall(_text(tree, path))
            found[shared] = found[shared].with_file("", variables, (), calls=False)
    return found


def kept_groups(
    owned: Iterable[Owned], needs: Mapping[str, Needs], units: Iterable[Unit]
) -> set[str]:
    """The files of schedule groups that must stay as they are: the units make others of them."""
    made: dict[str, set[str | None]] = {}
    for unit in units:
        made.setdefault(unit.folder, set()).add(group_of(unit))
    return {
        one.path
        for one in owned
        if one.header.folder is not None
        and _has_groups(one)
        and not needs.get(one.header.folder, Needs()).groups <= made.get(one.header.folder, set())
    }


def _has_groups(one: Owned) -> bool:
    return one.stem.rpartition("/")[2] == SCHEDULES


def _text(tree: Tree, path: str) -> str:
    return tree.read(path).decode("utf-8", "replace")


def taken(units: Iterable[Unit], kept: Iterable[Owned]) -> dict[Unit, Problem]:
    """The units that want a file which is kept for an excluded job, and what to say of each."""
    by_stem = {one.stem.lower(): one for one in kept}  # some disks know no case
    found = {}
    for unit in units:
        one = by_stem.get(unit.names.file.lower())
        if one is not None:
            found[unit] = Problem(
                rules.COLLISION,
                Origin(unit.job.path, ("asset_path",)),
                f"this job wants the file `{one.path}`, which was generated from "
                f"`{one.header.job}`; `exclude` leaves that job out, and so its file as it is",
                "delete the file if the excluded job no longer needs it, or part the jobs by "
                "`terraform.path` and `terraform.name` in .dativo-hooks.yaml",
                (Note(Place(one.path, TOP), "the file"),),
                on_key=True,
            )
    return found
