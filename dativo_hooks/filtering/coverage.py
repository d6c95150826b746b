"""What a run could have found, had it been there: what it judges a comment or a baseline by.

`policy` never looks at images, so it can't say that a comment about one is unused. Nor can any
command while something else keeps the finding from being made: a file that can't be read, a job
that stands still before it is generated. In doubt, nothing is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.finding import Finding, Problem
    from dativo_hooks.rule import Rule
    from dativo_hooks.sources.loading import Sources

SCOPES: Mapping[str, str] = {
    "validate": "012",
    "policy": "01234",
    "generate": "0125",
    "generate --check": "01256",
    "check": "0123456",
}
"""By command, the families of rules that it looks for: the first digits of their codes."""

_OF_TAGS = frozenset({rules.UNDEFINED_VARIABLE})
_OF_GENERATION = frozenset({rules.VALUE_NOT_ALLOWED})
"""Rules of an early family that are also found later: of what makes tags, and of what generates."""

_OF_ALL_FILES = frozenset({rules.WRONG_KIND})
"""Rules of an early family that want all files."""

_OF_SEVERAL_JOBS = frozenset({rules.COLLISION, rules.MIXED_ENVIRONMENTS})
"""Rules about jobs that have something in common: one that is missing may be the other one."""

_TOLD_INSTEAD: Mapping[Rule, Rule] = {
    rules.TAG_VALUE_NOT_ALLOWED: rules.SECRET,
    rules.TAG_VALUE_INVALID: rules.TAG_VALUE_NOT_ALLOWED,
    rules.MISSING_RECOMMENDED_TAG: rules.MISSING_CONDITIONAL_TAG,
}
"""A rule, and the one whose finding stands for its own."""


class Seen(NamedTuple):
    """What a run looked at.

    Attributes:
        read_as: what each file that it read, or couldn't read, should describe.
        broken: the jobs that nothing can be generated from.
        documents: those of the files that could be read.
        marked: those of them whose text may have comments for us.
        made_of: by job, and by generated file as far as it is known, the job and what it names.
    """

    read_as: Mapping[str, str]
    broken: Collection[str]
    documents: Mapping[str, Document]
    marked: Collection[str]
    made_of: Mapping[str, Collection[str]] = {}


MARKER = b"dativo-hooks:"
"""What every comment for us holds; a file without it is never looked through."""


def is_marked(data: bytes) -> bool:
    """Whether a file may have comments for us."""
    return MARKER in data or data[:2] in {b"\xff\xfe", b"\xfe\xff"}


def seen_of(sources: Sources) -> Seen:
    """What was seen where the sources were kept."""
    marked = [path for path, document in sources.documents.items() if is_marked(document.data)]
    jobs = (*sources.jobs, *sources.partial_jobs)
    made_of = {loaded.job.path: (loaded.job.path, *loaded.names) for loaded in jobs}
    return Seen(sources.read_as, sources.broken, sources.documents, marked, made_of)


class Coverage(NamedTuple):
    """A run.

    Attributes:
        scope: the families of rules that it looks for.
        seen: what it read.
        problems: what it found, before anything is switched off or hidden.
        is_on: whether a rule is reported in a file at all.
        whole: whether it looked at all files.
    """

    scope: str
    seen: Seen
    problems: Iterable[Problem]
    is_on: Callable[[Rule, str], bool]
    whole: bool = True


class Judge:
    """Says of a rule and a file whether a run could have found it there."""

    def __init__(self, run: Coverage, shown: Iterable[Finding]) -> None:
        """Look through a run.

        Args:
            run: the run.
            shown: the findings that no comment hides.
        """
        self._run = run
        self._by_path: dict[str, set[Rule]] = {}
        for problem in run.problems:
            self._by_path.setdefault(problem.where.path, set()).add(problem.rule)
        self._faulty = {finding.path for finding in shown if _family(finding.rule) in "012"}
        faulty = (path for path in self._by_path if run.seen.read_as.get(path) == "job")
        jobs = {*faulty, *run.seen.broken}
        self._unread = {path for path in jobs if path in run.seen.broken or self._has(path, "012")}
        self._stopped = self._unread | {path for path in jobs if self._has(path, "5")}
        self._words: dict[bool, frozenset[bytes] | None] = {}

    def could_fire(self, path: str, rule: Rule) -> bool:
        """Whether the run would have found this here."""
        family = _family(rule)
        if not self.looks_for(path, rule):
            return False
        found = self._by_path.get(path, set())
        if path in self._faulty or self._has(path, "0"):
            return False
        if _TOLD_INSTEAD.get(rule) in found:
            return False
        late = family in "56" or rule in _OF_GENERATION
        if late or family in "34" or rule in _OF_TAGS:
            if rule in _OF_SEVERAL_JOBS and self._stopped:
                return False
            return not self._has(path, "012") and not self._waits(path, late=late)
        return not (family == "2" and self._has(path, "1"))

    def looks_for(self, path: str, rule: Rule) -> bool:
        """Whether the run looks for this here at all."""
        run = self._run
        if _family(rule) not in run.scope or not run.is_on(rule, path):
            return False
        if not run.whole and (path not in run.seen.read_as or rule in _OF_ALL_FILES):
            return False
        if rule in _OF_GENERATION and "5" not in run.scope:
            return False
        return rule not in _OF_TAGS or bool(set("345") & set(run.scope))

    def _has(self, path: str, families: str) -> bool:
        """Whether an error of these families was found in a file, hidden or not."""
        return any(
            _family(rule) in families and rule.severity == "error"
            for rule in self._by_path.get(path, ())
        )

    def _waits(self, path: str, *, late: bool) -> bool:
        """Whether a job that got no further is this file, or may name it."""
        if path in (self._stopped if late else self._unread):
            return True
        if self._run.seen.read_as.get(path) == "job":
            return False
        words = self._words_of_stopped(late=late)
        # By its last part, whatever leads there.
        name = path.rpartition("/")[2].encode("utf-8", "surrogateescape")
        return words is None or name in words or _WORD.fullmatch(name) is None

    def _words_of_stopped(self, *, late: bool) -> frozenset[bytes] | None:
        """All that these jobs may call another file; None where it may be anything."""
        if late not in self._words:
            words: set[bytes] = set()
            self._words[late] = frozenset()
            for job in self._stopped if late else self._unread:
                document = self._run.seen.documents.get(job)
                if document is None or b"${" in document.data or b"\\" in document.data:
                    self._words[late] = None
                    break
                words.update(_WORD.findall(document.data))
            else:
                self._words[late] = frozenset(words)
        return self._words[late]


_WORD = re.compile(rb"[^\s/\"',:\[\]{}]+")
"""A part of a path, as YAML has it; one that holds more takes the careful way."""


def _family(rule: Rule) -> str:
    return rule.code[2]
