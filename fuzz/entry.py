"""The one way into the product: files in, findings and generated files out, all in memory."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.configuration.loading import configuration_from
from dativo_hooks.drift.compare import HERE
from dativo_hooks.engine.evaluation import evaluated
from dativo_hooks.engine.generating import NO_OPTIONS
from dativo_hooks.engine.parallel import executor
from dativo_hooks.engine.repository import TEXTS, Repository, Shard
from dativo_hooks.filtering.baseline import InvalidBaselineError, read_baseline, written
from dativo_hooks.filtering.coverage import SCOPES, Seen
from dativo_hooks.filtering.filtered import View, adopted, exempted
from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.fixing.overlay import ChangedTree
from dativo_hooks.fixing.rounds import Rounds
from dativo_hooks.model.configuration import CONFIGURATION_FILE, Configuration
from dativo_hooks.report.formats import FORMATS, renderer
from dativo_hooks.report.report import Report
from dativo_hooks.sources.kinds import Kinds
from dativo_hooks.tree import MemoryTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.engine.evaluation import Evaluation
    from dativo_hooks.engine.generating import GenerateOptions
    from dativo_hooks.engine.merge import Merged
    from dativo_hooks.filtering.baseline import Baseline
    from dativo_hooks.finding import Finding, Problem
    from dativo_hooks.tree import Tree

Files = dict[str, bytes]
"""A repository: content by path, with `/`."""


class Outcome(NamedTuple):
    """What `check` finds, and what `generate` would write.

    `usable`: whether the configuration and the baseline could be used; else nothing was looked at.
    """

    findings: tuple[Finding, ...]
    generated: Files
    documents: Mapping[str, Document]
    usable: bool = True


class Looked(NamedTuple):
    """A repository in memory, looked at as `check` and `generate` do it."""

    repository: Repository
    evaluation: Evaluation
    seen: Seen

    @property
    def merged(self) -> Merged:
        """What follows for the repository as a whole."""
        assert self.evaluation.merged is not None
        return self.evaluation.merged

    @property
    def generated(self) -> Files:
        """The files that `generate` wants to be there."""
        repository, texts = self.repository._replace(want=TEXTS), Files()
        evaluated(repository, [Shard(tuple(repository.kinds))], executor(1), texts)
        settled = {
            claim.path
            for record in self.evaluation.records.values()
            for claim, right in zip(record.claims, record.settled, strict=True)
            if right
        }
        tree = repository.tree
        return {
            **{
                claim.path: tree.read(claim.path) if claim.path in settled else texts[claim.path]
                for claim in self.merged.claims
            },
            **{file.path: file.data for file in self.merged.shared},
        }

    def told(self, baseline: Baseline | None = None) -> tuple[Finding, ...]:
        """The findings that `check` reports."""
        tree, configuration = self.repository.tree, self.repository.configuration
        view = View(self.seen, SCOPES["check"])
        problems, documents = self.evaluation.faults.all, self.seen.documents
        return exempted(
            problems, self.locate, documents, tree, configuration, view, baseline
        ).findings

    @property
    def locate(self) -> Callable[[Iterable[Problem]], tuple[Finding, ...]]:
        """Makes findings of problems."""
        selection = Selection(self.repository.configuration)
        return partial(findings_of, documents=self.seen.documents, selection=selection)


def looked_at(
    tree: Tree,
    configuration: Configuration,
    options: GenerateOptions = NO_OPTIONS,
    working: Tree | None = None,
) -> Looked:
    """Look at everything, as one shard, in this process."""
    kinds = Kinds(tree, configuration)
    repository = Repository(tree, configuration, kinds, working, (), HERE, options=options)
    found = evaluated(repository, [Shard(tuple(kinds))], executor(1))
    read_as = {**kinds, **found.named}
    seen = Seen(read_as, found.broken, found.documents, found.marked)
    return Looked(repository, found, seen)


def look(files: Mapping[str, bytes]) -> Outcome:
    """Check a repository."""
    return _outcome(MemoryTree(files))


def _outcome(tree: Tree) -> Outcome:
    data = tree.read(CONFIGURATION_FILE) if CONFIGURATION_FILE in tree.paths else None
    configuration, document, problems = (
        (Configuration(), None, ())
        if data is None
        else configuration_from(CONFIGURATION_FILE, data)
    )
    if configuration is None:
        own = {} if document is None else {document.path: document}
        return Outcome(findings_of(problems, own), {}, own, usable=False)
    baseline = None
    if configuration.baseline in tree.paths:
        try:
            baseline = read_baseline(configuration.baseline, tree.read(configuration.baseline))
        except InvalidBaselineError:
            return Outcome((), {}, {}, usable=False)
    looked = looked_at(tree, configuration)
    return Outcome(looked.told(baseline), looked.generated, looked.seen.documents)


def fixed(files: Mapping[str, bytes]) -> Files:
    """The files as `check --fix` leaves them."""
    tree = MemoryTree(files)
    rounds = Rounds()
    while True:
        found = _outcome(ChangedTree(tree, rounds.files))
        if not rounds.next(found.findings, found.documents):
            return {**files, **rounds.files}


def baseline_of(files: Mapping[str, bytes], path: str) -> tuple[bytes, tuple[Finding, ...]]:
    """The baseline file that has all findings that one may have; and the other findings.

    The defaults are the configuration.
    """
    tree, configuration = MemoryTree(files), Configuration()
    looked = looked_at(tree, configuration)
    problems, documents = looked.evaluation.faults.all, looked.seen.documents
    entries, left = adopted(problems, looked.locate, documents, tree, configuration, path)
    return written(entries), left


def reports(outcome: Outcome, files: Mapping[str, bytes]) -> dict[str, str]:
    """What every output format writes."""

    def line_of(path: str, number: int) -> str:
        text = files.get(path, b"").decode("utf-8-sig", "replace")
        lines = text.splitlines()
        return lines[number - 1] if number <= len(lines) else ""

    report = Report(outcome.findings, line_of=line_of)
    return {name: renderer(form)(report) for name, form in FORMATS.items()}
