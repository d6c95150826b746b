"""Looking at some jobs of a repository: all that can be said of them without the others.

A look keeps no documents and no generated text (but where texts are wanted), so that many of them,
made side by side or remembered from another time, can be merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.compare import file_drift, in_step
from dativo_hooks.engine.generating import NO_UNITS, units_of
from dativo_hooks.engine.tagging import cloud_problems, policy_problems, tagged_jobs, unknown_of
from dativo_hooks.filtering.coverage import is_marked
from dativo_hooks.secrets.veil import NO_VEIL, Veil
from dativo_hooks.sources.loading import part_of_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dativo_hooks.engine.repository import Repository, Shard, TagsWanted
    from dativo_hooks.engine.tagging import Tagged
    from dativo_hooks.finding import Place, Problem
    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.generation.files import GeneratedFile
    from dativo_hooks.position import Origin
    from dativo_hooks.sources.kinds import Kind
    from dativo_hooks.sources.loading import Sources


class Record(NamedTuple):
    """One job: the files that it names, and whether it can be generated.

    `claims`: of its files. `settled`: for each, whether the tree has it as it should be.
    `problems`: what keeps it from being generated, or warns of it. `drift`: by generated file,
    where the shard says `compare`.
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
    policy and the clouds have, and the secrets. `unknown`: where values stand that nobody knows.
    `broken`: the jobs that nothing can be generated from. `named`: files that were read though they
    aren't among `kinds`, and as what. `marked`: files that may have comments for us. `veil`: hides
    the secrets of the files. `texts`: content by generated file; `tags`: of each job, as they are
    printed; both where they are wanted. `notes`: how a job was translated for the runtime that was
    asked for.
    """

    reading: tuple[Problem, ...]
    policy: tuple[Problem, ...]
    unknown: frozenset[Origin | Place]
    records: tuple[Record, ...]
    broken: frozenset[str]
    named: tuple[tuple[str, Kind], ...]
    marked: tuple[str, ...]
    veil: Veil = NO_VEIL
    texts: tuple[tuple[str, bytes], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def look(repository: Repository, shard: Shard) -> Look:
    """Look at the files of a shard, and at what its jobs name."""
    tree, configuration, kinds = repository.tree, repository.configuration, repository.kinds
    want = repository.want
    sources = part_of_sources(
        tree, configuration, kinds, shard.files, shard.contents, repository.files
    )
    tagged = tagged_jobs(sources, configuration)
    units = (
        units_of(sources, tagged, shard.existing, configuration, repository.options)
        if want.terraform
        else NO_UNITS
    )
    files: dict[str, list[GeneratedFile]] = {}
    for file in units.files:
        files.setdefault(file.of.job, []).append(file)
    jobs = (*sources.jobs, *sources.partial_jobs)
    names = {loaded.job.path: loaded.names for loaded in jobs}
    untold = {one.loaded.job.path: one.problems for one in tagged if one.problems}
    secrets = sources.secrets
    unplanned = units.unplanned | sources.broken
    records = []
    texts: list[tuple[str, bytes]] = []
    for job in shard.files:
        if kinds[job] == "job":
            own = files.get(job, ())
            record = Record(
                job,
                names.get(job, ()),
                job not in unplanned,
                tuple(file.of for file in own),
                tuple(in_step(file, tree) for file in own),
                secrets.hidden((*untold.get(job, ()), *units.problems.get(job, ()))),
                tuple(_drift(own, repository, secrets.hidden)) if shard.compare else (),
            )
            records.append(record)
            if want.texts:
                lacking = zip(own, record.settled, strict=True)
                texts += [(file.path, file.data) for file, right in lacking if not right]
    return Look(
        sources.problems,
        tuple(_policy(sources, tagged, repository)) if want.policy else (),
        unknown_of(tagged),
        tuple(records),
        sources.broken,
        tuple((path, kind) for path, kind in sources.read_as.items() if path not in kinds),
        tuple(path for path, one in sources.documents.items() if is_marked(one.data)),
        secrets.veil,
        tuple(texts),
        () if want.tags is None else _tags(sources, tagged, repository, shard, want.tags),
        tuple(map(secrets.veil.over, units.notes)),
    )


def _policy(
    sources: Sources, tagged: tuple[Tagged, ...], repository: Repository
) -> Iterable[Problem]:
    hidden = sources.secrets.hidden
    yield from sources.secrets.problems
    yield from hidden(policy_problems(sources, tagged, repository.configuration))
    yield from hidden(cloud_problems(tagged))


def _tags(
    sources: Sources,
    tagged: Iterable[Tagged],
    repository: Repository,
    shard: Shard,
    wanted: TagsWanted,
) -> tuple[tuple[str, str], ...]:
    from dativo_hooks.engine.tag_rows import rendered_tags

    asked = frozenset(shard.files)
    jobs = (one for one in tagged if one.loaded.job.path in asked)
    return tuple(rendered_tags(jobs, sources, repository.configuration, wanted))


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
