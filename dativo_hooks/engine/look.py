"""Looking at some jobs of a repository: all that can be said of them without the others.

A look keeps no documents and no generated text, so that many of them, made side by side or
remembered from another time, can be put together (`whole.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.compare import CommandHints, file_drift, in_step
from dativo_hooks.engine.generating import units_of
from dativo_hooks.engine.tagging import cloud_problems, policy_problems, tagged_jobs, unknown_of
from dativo_hooks.filtering.coverage import is_marked
from dativo_hooks.sources.loading import part_of_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.finding import Place, Problem
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.position import Origin
    from dativo_hooks.sources.kinds import Kind
    from dativo_hooks.tree import Tree


class Repository(NamedTuple):
    """What is looked at.

    `kinds`: all files of `tree` that describe something. `working`: the working tree where `tree`
    is the index. `ignored`: the generated files that are on disk and that git ignores. `hints`:
    how commands are typed.
    """

    tree: Tree
    configuration: Configuration
    kinds: Mapping[str, Kind]
    working: Tree | None
    ignored: Container[str]
    hints: CommandHints


class Task(NamedTuple):
    """Files to look at, and our files that are there, by their job.

    `compare`: say how what is generated differs, not only that it does. `contents`: of files that
    were read before.
    """

    files: tuple[str, ...]
    existing: Mapping[str, Sequence[Owned]] = {}
    compare: bool = False
    contents: Mapping[str, bytes] = {}


class Record(NamedTuple):
    """One job: the files that it names, and whether it can be generated.

    `claims`: of its files. `settled`: for each, whether the tree has it as it should be.
    `problems`: what keeps it from being generated, or warns of it. `drift`: by generated file,
    where the task says `compare`.
    """

    job: str
    names: tuple[str, ...]
    sound: bool
    claims: tuple[Claim, ...]
    settled: tuple[bool, ...]
    problems: tuple[Problem, ...]
    drift: tuple[tuple[str, Problem], ...]


class Look(NamedTuple):
    """What was seen.

    `reading`: what reading, schemas and references have against the files; `policy`: what the tag
    policy and the clouds have. `unknown`: where values stand that nobody knows. `broken`: the jobs
    that nothing can be generated from. `named`: files that were read though they aren't among
    `kinds`, and as what. `marked`: files that may have comments for us.
    """

    reading: tuple[Problem, ...]
    policy: tuple[Problem, ...]
    unknown: frozenset[Origin | Place]
    records: tuple[Record, ...]
    broken: frozenset[str]
    named: tuple[tuple[str, Kind], ...]
    marked: tuple[str, ...]


def look(repository: Repository, task: Task) -> Look:
    """Look at the files of a task, and at what its jobs name."""
    tree, configuration, kinds = repository.tree, repository.configuration, repository.kinds
    sources = part_of_sources(tree, configuration, kinds, task.files, task.contents)
    tagged = tagged_jobs(sources, configuration)
    units = units_of(sources, tagged, task.existing, configuration)
    files: dict[str, list[GeneratedFile]] = {}
    for file in units.files:
        files.setdefault(file.of.job, []).append(file)
    jobs = (*sources.jobs, *sources.partial_jobs)
    names = {loaded.job.path: loaded.names for loaded in jobs}
    untold = {one.loaded.job.path: one.problems for one in tagged if one.problems}
    hidden = sources.secrets.hidden
    records = []
    for job in task.files:
        if kinds[job] == "job":
            own = files.get(job, ())
            records.append(
                Record(
                    job,
                    names.get(job, ()),
                    job not in units.unplanned,
                    tuple(file.of for file in own),
                    tuple(in_step(file, tree) for file in own),
                    hidden((*untold.get(job, ()), *units.problems.get(job, ()))),
                    tuple(_drift(own, repository, hidden)) if task.compare else (),
                )
            )
    return Look(
        sources.problems,
        (
            *sources.secrets.problems,
            *hidden(policy_problems(sources, tagged, configuration)),
            *hidden(cloud_problems(tagged)),
        ),
        unknown_of(tagged),
        tuple(records),
        sources.broken,
        tuple((path, kind) for path, kind in sources.read_as.items() if path not in kinds),
        tuple(path for path, one in sources.documents.items() if is_marked(one.data)),
    )


def _drift(
    files: Iterable[GeneratedFile],
    repository: Repository,
    hidden: Callable[[Iterable[Problem]], tuple[Problem, ...]],
) -> Iterable[tuple[str, Problem]]:
    for file in files:
        found = file_drift(
            file,
            repository.tree,
            repository.working,
            repository.hints,
            repository.ignored,
        )
        for problem in hidden(found):
            yield file.path, problem
