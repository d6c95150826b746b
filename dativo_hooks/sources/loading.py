"""From a tree of files to jobs with their assets and connectors, and what is wrong with any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Place, Problem
from dativo_hooks.model.asset import Asset, Connector, decode_asset
from dativo_hooks.model.job import Job, decode_job
from dativo_hooks.position import TOP
from dativo_hooks.reading.read import read
from dativo_hooks.sources.kinds import Kinds, excluded_files, is_excluded
from dativo_hooks.sources.partial_document import is_of, partial_document
from dativo_hooks.sources.references import Files, Names, files_of, resolve
from dativo_hooks.sources.refused import refused_sources
from dativo_hooks.sources.secrecy import NO_SECRETS, Secrets, secrets_among
from dativo_hooks.tree import UnreadableFile
from dativo_hooks.validation.literals import literal
from dativo_hooks.validation.validate import problems as schema_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.document import Document
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.model.values import Value
    from dativo_hooks.sources.kinds import Kind
    from dativo_hooks.tree import Tree


class LoadedJob(NamedTuple):
    """A job that fits its schema; `whole`: all that it names was found and fits too.

    `names`: the files that it names, those of them that exist.
    """

    job: Job
    asset: Asset | None
    connector: Connector | None
    whole: bool
    names: tuple[str, ...] = ()


class Sources(NamedTuple):
    """What a tree holds.

    `broken` are the job files that nothing can be generated from. `read_as` says of every file
    that was read, or could not be, what it should describe. `excluded` are files that would have
    been read but for `exclude`. `partial_jobs` are what is left of jobs that don't fit their
    schema, to be judged and for nothing else. `secrets` are those that the documents hold; no
    problem of `problems` shows one.
    """

    documents: Mapping[str, Document]
    jobs: tuple[LoadedJob, ...]
    assets: Mapping[str, Asset]
    broken: frozenset[str]
    problems: tuple[Problem, ...]
    read_as: Mapping[str, Kind]
    excluded: frozenset[str] = frozenset()
    partial_jobs: tuple[LoadedJob, ...] = ()
    secrets: Secrets = NO_SECRETS


def sources_of(tree: Tree, configuration: Configuration) -> Sources:
    """Everything that a tree holds."""
    refused = refused_sources(tree, configuration)
    kinds = Kinds(tree, configuration)
    sources = _Loader(tree, configuration, kinds).load(kinds)
    return sources._replace(
        broken=sources.broken | refused.sources,
        problems=(*refused.problems, *sources.problems),
        excluded=excluded_files(tree, configuration),
    )


def part_of_sources(
    tree: Tree,
    configuration: Configuration,
    kinds: Mapping[str, Kind],
    paths: Iterable[str],
    contents: Mapping[str, bytes],
    files: Files | None = None,
) -> Sources:
    """Some of the files of a tree, with what they name; `kinds` are all that it holds.

    `contents`: of files that were read before. `files`: the tree's, where somebody has them.
    """
    loader = _Loader(tree, configuration, kinds, contents=contents, files=files)
    return loader.load({path: kinds[path] for path in paths})


def selected_sources(
    tree: Tree, configuration: Configuration, kinds: Mapping[str, Kind]
) -> Sources:
    """The named files only, each as what it is said to be; what they refer to must exist.

    That a file is excluded is for the caller to see.
    """
    return _Loader(tree, configuration, {}, follow=False).load(kinds)


class _Loader:
    """Reads each file once, however many jobs name it."""

    def __init__(
        self,
        tree: Tree,
        configuration: Configuration,
        kinds: Mapping[str, Kind],
        *,
        follow: bool = True,
        contents: Mapping[str, bytes] = {},
        files: Files | None = None,
    ) -> None:
        self.tree = tree
        self.configuration = configuration
        self.follow = follow
        self.contents = contents
        self._files = files or files_of(tree)
        self._of_kind: dict[Kind, tuple[Names, str | None]] = {}
        self.documents: dict[str, Document] = {}
        self.valid: dict[tuple[str, Kind], Document | None] = {}
        self.faults: dict[tuple[str, Kind], tuple[Problem, ...]] = {}
        self.parsed: dict[str, Document | None] = {}
        self.problems: list[Problem] = []
        self.assets: dict[str, Asset] = {}
        self.broken: set[str] = set()
        self.kinds = kinds
        self.read_as: dict[str, Kind] = {}

    def load(self, kinds: Mapping[str, Kind]) -> Sources:
        self.tree.prefetch([path for path in kinds if path not in self.contents])
        jobs: list[LoadedJob] = []
        partial_jobs: list[LoadedJob] = []
        broken = self.broken
        for path, kind in kinds.items():
            if kind != "job":
                self._valid(path, kind)
        for path, kind in kinds.items():
            if kind != "job":
                continue
            document = self._valid(path, "job")
            if document is None:
                broken.add(path)
                partial_jobs += self._partial(path)
                continue
            loaded = self._job(document)
            jobs.append(loaded)
            if not loaded.whole:
                broken.add(path)
        for path in kinds:
            self._asset(path, kinds[path])
        variables = self.configuration.variables
        secrets = secrets_among(self.documents, self.read_as, variables)
        return Sources(
            self.documents,
            tuple(jobs),
            self.assets,
            frozenset(broken),
            secrets.hidden(self.problems),
            self.read_as,
            partial_jobs=tuple(partial_jobs),
            secrets=secrets,
        )

    def _partial(self, path: str) -> Iterator[LoadedJob]:
        """What is left of a job without what its schema refuses, with what else is wrong there."""
        document = self.parsed.get(path)
        left = document and partial_document(document, self.faults[path, "job"])
        if left:
            known = len(self.problems)
            yield self._job(left)
            self.problems[known:] = [
                problem
                for problem in self.problems[known:]
                if problem.where.path != path or is_of(left, problem)
            ]

    def _valid(self, path: str, kind: Kind) -> Document | None:
        """The document of a file that is sound and fits its schema; its problems are kept."""
        if (path, kind) not in self.valid:
            self.read_as.setdefault(path, kind)
            document = self._document(path)
            faults = schema_problems(document, kind) if document is not None else ()
            self.problems += faults
            self.faults[path, kind] = faults
            fits = document is not None and document.sound and not faults
            self.valid[path, kind] = document if fits else None
        return self.valid[path, kind]

    def _document(self, path: str) -> Document | None:
        """A file's document; what reading it finds is kept."""
        if path not in self.parsed:
            self.parsed[path] = self._read(path)
        return self.parsed[path]

    def _read(self, path: str) -> Document | None:
        try:
            data = self.contents[path] if path in self.contents else self.tree.read(path)
        except UnreadableFile as error:
            self.problems.append(
                Problem(
                    rules.UNREADABLE_FILE,
                    Place(path, TOP),
                    f"the file {error.reason}",
                    "make it readable, or take it out of the repository",
                )
            )
            return None
        document, problems = read(path, data)
        self.problems += problems
        if document is not None:
            self.documents[path] = document
        return document

    def _asset(self, path: str, kind: Kind) -> Asset | None:
        document = self.valid.get((path, "asset")) if kind == "asset" else None
        if document is None:
            return None
        if path not in self.assets:
            self.assets[path] = decode_asset(document)
        return self.assets[path]

    def _job(self, document: Document) -> LoadedJob:
        job, problems = decode_job(document, self.configuration.variables)
        self.problems += problems
        asset_path = self._find(job.asset_path, "asset")
        source_path = self._find(job.source_connector_path, "connector")
        target_path = self._find(job.target_connector_path, "connector")
        if not self.follow:
            return LoadedJob(job, None, None, whole=False)
        asset = connector = None
        if asset_path is not None:
            self._valid(asset_path, "asset")
            asset = self._asset(asset_path, "asset")
        source = self._valid(source_path, "connector") if source_path is not None else None
        if source is not None:
            connector = Connector(source)
        target = self._valid(target_path, "connector") if target_path is not None else None
        whole = not problems and target is not None
        return LoadedJob(
            job,
            asset,
            connector,
            whole=whole and asset is not None and connector is not None,
            names=tuple(path for path in (asset_path, source_path, target_path) if path),
        )

    def _find(self, value: Value, kind: Kind) -> str | None:
        path, problem = resolve(value, self.tree, self.configuration.prefixes, self._files)
        if path is not None and is_excluded(path, self.configuration):
            problem = Problem(
                rules.WRONG_KIND,
                value.origin,
                f"`{path}` is left out by `exclude`, so nobody can tell what this job gets of it",
                "leave the job out as well, or take the file out of `exclude`: `rules.per_path` "
                "ignores rules in a file that is read",
            )
        elif path is not None and self.kinds.get(path, kind) != kind:
            problem = Problem(
                rules.WRONG_KIND,
                value.origin,
                f"`{path}` is {_A[self.kinds[path]]}, and {_A[kind]} belongs here",
                self._another(path, kind),
            )
        if problem is not None:
            self.problems.append(problem)
            return None
        return path

    def _another(self, path: str, kind: Kind) -> str:
        """What to write instead of the path of a file of another kind."""
        if kind not in self._of_kind:
            known = [one for one, its in self.kinds.items() if its == kind]
            self._of_kind[kind] = Names(known), next(iter(known), None)
        names, first = self._of_kind[kind]
        near = names.nearest(path) or first
        if near is None:
            return f"write the path of {_A[kind]}; there is none yet"
        return f"write `{literal(near)}`, or the path of another {kind}"


_A = {"job": "a job", "asset": "an asset", "connector": "a connector"}
