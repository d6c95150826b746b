"""The Terraform of jobs that `exclude` leaves out: it stays as it is, with all that it needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Note, Place, Problem
from dativo_hooks.generation.folder import NO_NEEDS, SCHEDULES, Needs
from dativo_hooks.position import TOP, Origin
from dativo_hooks.runtimes.registry import RUNTIMES
from dativo_hooks.sources.globs import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.tree import Tree

_VARIABLE = r"\bvar\.(\w+)"


class Excluded(NamedTuple):
    """What is there of excluded jobs.

    `kept`: the files that were generated from them. `needs`: by folder, what those need of the
    files that a folder's jobs share. `any_source`: some source is excluded.
    """

    kept: tuple[Owned, ...] = ()
    needs: Mapping[str, Needs] = {}
    any_source: bool = False


NOTHING_EXCLUDED = Excluded()


def is_kept(one: Owned, configuration: Configuration) -> bool:
    """Whether a file was generated from a job that is excluded now."""
    job = one.header.job
    return job is not None and within(job, configuration.exclude)


def excluded_of(
    tree: Tree, owned: Mapping[str, Owned], configuration: Configuration, *, among_sources: bool
) -> Excluded:
    """What is there of excluded jobs; `among_sources`: some source is excluded."""
    if not configuration.exclude:
        return NOTHING_EXCLUDED
    kept = tuple(one for one in owned.values() if is_kept(one, configuration))
    return Excluded(kept, _needs(tree, owned, kept), among_sources)


def told_elsewhere(
    owned: Mapping[str, Owned], elsewhere: Mapping[str, str], configuration: Configuration
) -> dict[str, str]:
    """Of the files of roots below this one, those whose job isn't excluded here; and the roots."""
    told = {
        path: root
        for path, root in elsewhere.items()
        if (job := owned[path].header.job) and not within(f"{root}/{job}", configuration.exclude)
    }
    roots = set(told.values())
    shared = {path: root for path, root in elsewhere.items() if owned[path].header.job is None}
    return told | {path: root for path, root in shared.items() if root in roots}


def left_alone(
    owned: Mapping[str, Owned], excluded: Excluded, units: Iterable[Claim]
) -> frozenset[str]:
    """Our files that stay as they are for the sake of excluded jobs; `units` are generated."""
    groups: dict[str, set[str]] = {}
    for unit in units if excluded.needs else ():
        groups.setdefault(unit.folder, set()).update({unit.group.name} if unit.group else ())
    found = {one.path for one in excluded.kept}
    for path, one in owned.items():
        folder = one.header.folder
        if folder is None:
            # One whose header a hand has spoilt may be of any job, of an excluded one too.
            if one.header.job is None and excluded.any_source:
                found.add(path)
        elif folder in excluded.needs and (
            # Where a folder has no job but excluded ones, nothing is made for it. Where it has
            # others, what its jobs share is made for all; but for the groups of the excluded
            # ones, whose tags nobody knows.
            folder not in groups
            or (_has_groups(one) and not excluded.needs[folder].groups <= groups[folder])
        ):
            found.add(path)
    return frozenset(found)


def taken(units: Iterable[Claim], excluded: Excluded) -> dict[str, Problem]:
    """The jobs that want a file which is kept for an excluded one, and what to say of each."""
    by_stem = {one.stem.lower(): one for one in excluded.kept}  # some disks know no case
    found = {}
    for unit in units if by_stem else ():
        one = by_stem.get(unit.names.file.lower())
        if one is not None:
            found[unit.job] = Problem(
                rules.COLLISION,
                Origin(unit.job, ("asset_path",)),
                f"this job wants the file `{one.path}`, which was generated from "
                f"`{one.header.job}`; `exclude` leaves that job out, and so its file as it is",
                "delete the file if the excluded job no longer needs it, or separate the jobs by "
                "`terraform.path` and `terraform.name` in .dativo-hooks.yaml",
                (Note(Place(one.path, TOP), "the file"),),
                on_key=True,
            )
    return found


def _needs(tree: Tree, owned: Mapping[str, Owned], kept: Iterable[Owned]) -> dict[str, Needs]:
    found: dict[str, Needs] = {}
    for one in kept:
        text = _text(tree, one.path)
        folder = one.path.rpartition("/")[0]
        found[folder] = found.get(folder, NO_NEEDS).with_file(
            one.header.target.partition("/")[0],
            re.findall(_VARIABLE, text),
            _groups(text),
            calls=one.header.layout == "module",
        )
    for path, one in owned.items() if found else ():
        shared = one.header.folder
        if shared is not None and shared in found and found[shared].groups and _has_groups(one):
            variables = re.findall(_VARIABLE, _text(tree, path))
            found[shared] = found[shared].with_file("", variables, (), calls=False)
    return found


def _groups(text: str) -> list[str]:
    """The Terraform names of the schedule groups that a file refers to."""
    types = {kind.schedule_groups.type for kind in RUNTIMES.values() if kind.schedule_groups}
    return [name for type_ in sorted(types) for name in re.findall(rf"\b{type_}\.(\w+)", text)]


def _has_groups(one: Owned) -> bool:
    return one.stem.rpartition("/")[2] == SCHEDULES


def _text(tree: Tree, path: str) -> str:
    return tree.read(path).decode("utf-8", "replace")
