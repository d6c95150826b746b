"""What a run reports once comments have been heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.document import decoded
from dativo_hooks.finding import Place, Problem
from dativo_hooks.pipeline.coverage import Coverage, Judge
from dativo_hooks.position import TOP, Origin
from dativo_hooks.tree import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from dativo_hooks.document import Document
    from dativo_hooks.exemptions.suppressions import Suppression
    from dativo_hooks.finding import Finding
    from dativo_hooks.hidden import Hidden
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.pipeline.loading import Sources
    from dativo_hooks.position import Span
    from dativo_hooks.rule import Rule
    from dativo_hooks.tree import Tree

    Locate = Callable[[Iterable[Problem]], tuple[Finding, ...]]


MARKER = b"dativo-hooks:"
"""What every comment for us holds; a file without it is never looked through."""


class View(NamedTuple):
    """What a run looked at.

    Attributes:
        sources: what it read, None where it judges no comment.
        scope: see `coverage.Coverage`.
        whole: whether it looked at all files.
        about: the files that it speaks of, None for all.
    """

    sources: Sources | None = None
    scope: str = ""
    whole: bool = True
    about: Collection[str] | None = None


class Exempted(NamedTuple):
    """The findings that are reported, by path and line, and those that aren't."""

    findings: tuple[Finding, ...]
    hidden: tuple[Hidden, ...]


def exempted(
    problems: Sequence[Problem],
    locate: Locate,
    documents: Mapping[str, Document],
    tree: Tree,
    configuration: Configuration,
    view: View,
) -> Exempted:
    """Hide what comments silence, and report the comments that are wrong or silence nothing.

    Args:
        problems: all that was found.
        locate: makes findings of problems.
        documents: what was read, the configuration as well.
        tree: has the files that were read and make no document.
        configuration: what is in force.
        view: what the run looked at.
    """
    found = locate(problems)
    texts = commented(found, documents, tree)
    if not texts:
        return Exempted(found, ())
    from dativo_hooks.exemptions.suppressions import suppressed, suppressions_of, unused

    suppressions: list[Suppression] = []
    faults: list[Problem] = []
    for path, text in texts.items():
        holding, wrong = suppressions_of(path, text, configuration.tag_policy.locked)
        suppressions += holding
        faults += wrong
    heard = suppressed(found, suppressions, documents)
    revealed = _revealed(problems, heard.hidden, locate)
    if revealed:
        found = tuple(dict.fromkeys((*found, *revealed)))
        heard = suppressed(found, suppressions, documents)
    if view.sources is not None and view.about is None:

        def is_on(rule: Rule, path: str) -> bool:
            probe = locate([Problem(rule, Place(path, TOP), "", "")])
            return any(finding.rule == rule for finding in probe)

        run = Coverage(view.scope, view.sources, problems, is_on, view.whole)
        faults += unused(suppressions, heard.used, Judge(run, heard.left).could_fire)
    if view.about is not None:
        faults = [one for one in faults if one.where.path in view.about]
    left = (*heard.left, *locate(faults)) if faults else heard.left
    return Exempted(tuple(sorted(left, key=_order)), heard.hidden)


def commented(
    findings: Iterable[Finding], documents: Mapping[str, Document], tree: Tree
) -> dict[str, str]:
    """The text of each file that may have comments for us.

    These are the YAML files that were read, those too that make no document. A generated file has
    no say: what a hand writes into it must not excuse that it was edited.
    """
    texts = {
        path: decoded(document.data)
        for path, document in documents.items()
        if _is_marked(document.data)
    }
    unread = {finding.path for finding in findings if finding.rule.code.startswith("DH0")}
    for path in sorted(unread.difference(documents).intersection(tree.paths)):
        try:
            data = tree.read(path)
            if _is_marked(data):
                texts[path] = decoded(data)
        except (UnreadableFile, UnicodeDecodeError):
            continue
    return texts


def _is_marked(data: bytes) -> bool:
    return MARKER in data or data[:2] in {b"\xff\xfe", b"\xfe\xff"}


def _revealed(
    problems: Sequence[Problem], hidden: Iterable[Hidden], locate: Locate
) -> tuple[Finding, ...]:
    """What is told only now that the finding which stood for it is hidden.

    What a cloud has against a value is no news where the policy wants another; it is where the
    value may stay.
    """
    stays = {
        Origin(one.finding.path, one.finding.route)
        for one in hidden
        if one.finding.rule is rules.TAG_VALUE_NOT_ALLOWED
    }
    return locate(
        [one for one in problems if one.rule is rules.TAG_VALUE_INVALID and one.where in stays]
    )


def _order(finding: Finding) -> tuple[str, Span, str, str]:
    return finding.path, finding.span, finding.rule.code, finding.message
