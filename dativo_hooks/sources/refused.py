"""Sources that are there and aren't read: links that lead nowhere, projects that nobody named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.drift.observe import TERRAFORM
from dativo_hooks.finding import Place, Problem
from dativo_hooks.position import TOP
from dativo_hooks.sources.kinds import kind_of
from dativo_hooks.tree import CONFIGURATION_FILE

if TYPE_CHECKING:
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.tree import Tree


class Refused(NamedTuple):
    """What is wrong with them; `sources` are their paths.

    Nothing is generated from these, and what was generated is left alone.
    """

    problems: tuple[Problem, ...]
    sources: frozenset[str]


def refused_sources(tree: Tree, configuration: Configuration) -> Refused:
    """The sources of a tree that aren't read, though the globs of the configuration mean them."""
    links = {path: target for path, target in tree.outside.items() if kind_of(path, configuration)}
    problems = [_link(path, target) for path, target in links.items()]
    sources = set(links)
    for folder, paths in tree.projects.items():
        hidden = [path for path in paths if _is_ours(path, configuration)]
        if hidden and not is_named(folder, configuration):
            problems.append(_project(folder, hidden))
            sources.update(path for path in hidden if kind_of(path, configuration))
    return Refused(tuple(problems), frozenset(sources))


def is_named(folder: str, configuration: Configuration) -> bool:
    """Whether the configuration says that a folder is a project of its own, or lies in one."""
    return any(f"{folder}/".startswith(f"{name}/") for name in configuration.projects)


def _is_ours(path: str, configuration: Configuration) -> bool:
    """Whether the root would look at a file, if it weren't in another project."""
    if path.endswith(f"/{CONFIGURATION_FILE}"):
        return False
    if path.endswith(TERRAFORM):
        return path.startswith(_fixed_folder(configuration.terraform.path))
    return kind_of(path, configuration) is not None


def _fixed_folder(template: str) -> str:
    """The folder that all generated files lie in, with `/`; "" for the root."""
    folder, slash, _ = template.partition("{")[0].rpartition("/")
    return folder + slash


def _link(path: str, target: str) -> Problem:
    return Problem(
        rules.OUTSIDE_REPOSITORY,
        Place(path, TOP),
        f"the file is a link to `{target}`, which is no file of the repository",
        "put the file itself here, or link to one that is committed",
    )


def _project(folder: str, hidden: list[str]) -> Problem:
    files = f"{len(hidden)} files" if len(hidden) > 1 else "1 file"
    such = f", such as `{hidden[0]}`" if len(hidden) > 1 else f", `{hidden[0]}`"
    return Problem(
        rules.UNNAMED_PROJECT,
        Place(f"{folder}/{CONFIGURATION_FILE}", TOP),
        f"this file makes `{folder}` a project of its own, which the configuration doesn't name; "
        f"so nothing checks {files} in it{such}",
        f"delete the file; or, if the folder is to be a project of its own, add it to `projects` "
        f"in the root's {CONFIGURATION_FILE}, and check it in a run of its own",
    )
