"""What a run reports once comments and the baseline have been heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.document import decoded
from dativo_hooks.filtering.coverage import Coverage, Judge, is_marked
from dativo_hooks.filtering.findings import SAY_MORE
from dativo_hooks.finding import Place, Problem, around, telling_order
from dativo_hooks.position import TOP, Origin
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence

    from dativo_hooks.document import Document
    from dativo_hooks.filtering.baseline import Baseline, Entries
    from dativo_hooks.filtering.coverage import Seen
    from dativo_hooks.filtering.suppressions import Key, Suppression
    from dativo_hooks.finding import Finding
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.rule import Rule
    from dativo_hooks.suppressed import Suppressed
    from dativo_hooks.tree import Tree

    Locate = Callable[[Iterable[Problem]], tuple[Finding, ...]]


class View(NamedTuple):
    """What a run looked at.

    Attributes:
        seen: what it read, None where it judges no comment.
        scope: see `coverage.Coverage`.
        whole: whether it looked at all files.
        about: the files that it speaks of, None for all.
    """

    seen: Seen | None = None
    scope: str = ""
    whole: bool = True
    about: Collection[str] | None = None


class Exempted(NamedTuple):
    """The findings that are reported, by path and line, and those that aren't.

    `outdated`: the entries of the baseline that have no use any more.
    """

    findings: tuple[Finding, ...]
    hidden: tuple[Suppressed, ...]
    outdated: Entries


def exempted(
    problems: Sequence[Problem],
    locate: Locate,
    documents: Mapping[str, Document],
    tree: Tree,
    configuration: Configuration,
    view: View,
    baseline: Baseline | None = None,
) -> Exempted:
    """Hide what comments silence and the baseline has, and report where either is wrong or idle.

    Args:
        problems: all that was found.
        locate: makes findings of problems.
        documents: what was read, the configuration as well.
        tree: has the files that were read and make no document.
        configuration: what is in force.
        view: what the run looked at.
        baseline: the findings that aren't reported.
    """
    found = locate(problems)
    marked = documents if view.seen is None else view.seen.marked
    texts = commented(found, documents, tree, marked)
    if not texts and baseline is None:
        return Exempted(found, (), {})
    from dativo_hooks.filtering.suppressions import suppressed, suppressions_of, unused

    locked = configuration.locked
    suppressions: list[Suppression] = []
    faults: list[Problem] = []
    for path, text in texts.items():
        holding, wrong = suppressions_of(path, text, locked)
        suppressions += holding
        faults += wrong

    def hide(findings: tuple[Finding, ...]) -> _Heard:
        heard = suppressed(findings, suppressions, documents)
        if baseline is None:
            return _Heard(heard.left, heard.hidden, heard.used, {})
        had = applied(heard.left, baseline, locked)
        return _Heard(had.left, heard.hidden + had.hidden, heard.used, had.missed)

    if baseline is not None:
        from dativo_hooks.filtering.baseline import applied, stale, stale_problems

    heard = hide(found)
    # What is revealed may be hidden as well, and have stood for something itself.
    while more := set(_revealed(problems, heard, locate)).difference(found):
        found = tuple(sorted({*found, *more}, key=telling_order))
        heard = hide(found)
    if view.seen is not None and view.about is None:
        run = Coverage(view.scope, view.seen, problems, _is_on(locate), view.whole)
        judge = Judge(run, heard.left)
        faults += unused(suppressions, heard.used, judge.could_fire)
        if baseline is not None:

            def could_fire(path: str, rule: Rule) -> bool:
                if path not in tree.paths and path not in tree.outside:
                    return judge.looks_for(path, rule)
                return path in run.seen.read_as and judge.could_fire(path, rule)

            outdated = stale(heard.missed, locked, could_fire)
            faults += stale_problems(baseline, outdated, locked)
            return _told(heard, locate(faults), outdated)
    if view.about is not None:
        faults = [one for one in faults if one.where.path in view.about]
    return _told(heard, locate(faults))


def adopted(
    problems: Sequence[Problem],
    locate: Locate,
    documents: Mapping[str, Document],
    tree: Tree,
    configuration: Configuration,
    path: str,
) -> tuple[Entries, tuple[Finding, ...]]:
    """The entries of a new baseline that hides all it may, and the findings that it can't hide."""
    from dativo_hooks.filtering.baseline import Baseline, entries_of

    locked = configuration.locked
    every: list[Finding] = []
    while True:
        baseline = Baseline(path, "", entries_of(every, locked))
        told = exempted(problems, locate, documents, tree, configuration, View(), baseline)
        # What one finding stood for is told once that is hidden.
        more = entries_of(told.findings, locked)
        if not more:
            return baseline.entries, told.findings
        every += told.findings


class _Heard(NamedTuple):
    left: tuple[Finding, ...]
    hidden: tuple[Suppressed, ...]
    used: frozenset[Key]
    missed: Entries


def _told(heard: _Heard, faults: tuple[Finding, ...], outdated: Entries | None = None) -> Exempted:
    left = tuple(sorted((*heard.left, *faults), key=telling_order))
    return Exempted(left, heard.hidden, outdated or {})


def _is_on(locate: Locate) -> Callable[[Rule, str], bool]:
    """Whether a rule is reported in a file, as it is with one made for the purpose."""

    def is_on(rule: Rule, path: str) -> bool:
        probe = locate([Problem(rule, Place(path, TOP), "", "")])
        return any(finding.rule == rule for finding in probe)

    return is_on


def commented(
    findings: Iterable[Finding],
    documents: Mapping[str, Document],
    tree: Tree,
    marked: Iterable[str],
) -> dict[str, str]:
    """The text of each file that may have comments for us; `marked` are those of documents.

    These are the YAML files that were read, those too that make no document. A generated file has
    no say: what a hand writes into it must not excuse that it was edited.
    """
    texts = {
        path: decoded(document.data)
        for path in marked
        if (document := documents.get(path)) is not None and is_marked(document.data)
    }
    unread = {finding.path for finding in findings if finding.rule.code.startswith("DH0")}
    for path in sorted(unread):
        if path in documents or path not in tree.paths:
            continue
        try:
            data = tree.read(path)
            if is_marked(data):
                texts[path] = decoded(data)
        except (UnreadableFile, UnicodeDecodeError):
            continue
    return texts


def _revealed(problems: Sequence[Problem], heard: _Heard, locate: Locate) -> tuple[Finding, ...]:
    """What is told only now that the finding which stood for it is hidden.

    What a cloud has against a value is no news where the policy wants another; it is where the
    value may stay.
    """
    stays = _places(one.finding for one in heard.hidden)
    goes = _places(one for one in heard.left if one.severity == "error")

    def stood_for(problem: Problem, places: Container[tuple[Rule, Origin | Place]]) -> bool:
        return any((rule, problem.where) in places for rule in SAY_MORE.get(problem.rule, ()))

    return locate(
        [
            one
            for one in problems
            if stood_for(one, stays)
            and not stood_for(one, goes)
            and (one.rule, one.where) not in stays  # told and hidden: it stands for nothing now
        ]
    )


def _places(findings: Iterable[Finding]) -> set[tuple[Rule, Origin | Place]]:
    return {
        (finding.rule, where)
        for finding in findings
        for where in around(Origin(finding.path, finding.route))
    }
