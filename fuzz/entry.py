"""The one way into the product: files in, findings and generated files out, all in memory."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.configuration.loading import configuration_from
from dativo_hooks.engine.check import (
    drift_faults,
    generation_faults,
    policy_faults,
    state_of,
)
from dativo_hooks.filtering.baseline import InvalidBaselineError, read_baseline, written
from dativo_hooks.filtering.coverage import SCOPES, seen_of
from dativo_hooks.filtering.filtered import View, adopted, exempted
from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.fixing.overlay import ChangedTree
from dativo_hooks.fixing.rounds import Rounds
from dativo_hooks.model.configuration import CONFIGURATION_FILE, Configuration
from dativo_hooks.report.formats import FORMATS, renderer
from dativo_hooks.report.report import Report
from dativo_hooks.tree import MemoryTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.engine.check import State
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


class _Looked(NamedTuple):
    tree: Tree
    configuration: Configuration
    state: State

    @property
    def problems(self) -> list[Problem]:
        return [
            *policy_faults(self.state.sources, self.state.tagged, self.configuration),
            *generation_faults(self.state),
            *drift_faults(self.state, self.tree, None),
        ]

    @property
    def locate(self) -> Callable[[Iterable[Problem]], tuple[Finding, ...]]:
        selection = Selection(self.configuration)
        return partial(findings_of, documents=self.state.sources.documents, selection=selection)


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
    looked = _Looked(tree, configuration, state_of(tree, configuration))
    sources = looked.state.sources
    told = exempted(
        looked.problems,
        looked.locate,
        sources.documents,
        tree,
        configuration,
        View(seen_of(sources), SCOPES["check"]),
        baseline,
    )
    generated = {path: file.data for path, file in looked.state.generated.files.items()}
    return Outcome(told.findings, generated, sources.documents)


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
    looked = _Looked(tree, configuration, state_of(tree, configuration))
    documents = looked.state.sources.documents
    entries, left = adopted(looked.problems, looked.locate, documents, tree, configuration, path)
    return written(entries), left


def reports(outcome: Outcome, files: Mapping[str, bytes]) -> dict[str, str]:
    """What every output format writes."""

    def line_of(path: str, number: int) -> str:
        text = files.get(path, b"").decode("utf-8-sig", "replace")
        lines = text.splitlines()
        return lines[number - 1] if number <= len(lines) else ""

    report = Report(outcome.findings, line_of=line_of)
    return {name: renderer(form)(report) for name, form in FORMATS.items()}
