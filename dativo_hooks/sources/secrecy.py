"""The secrets of what was read, and what is said without them.

Whatever is made of a value (a label, a name, a path, a proposal) may spell a secret so that nobody
knows it for one. So what its file gives away is looked for in all that is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.clouds.registry import cloud_meant
from dativo_hooks.document import Lines, decoded
from dativo_hooks.drift.observe import TERRAFORM
from dativo_hooks.finding import Place, around
from dativo_hooks.position import Origin
from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.search import BY_NAME, secrets_in_comments
from dativo_hooks.secrets.veil import NO_VEIL, Veil, veil_of
from dativo_hooks.sources.kinds import kind_of
from dativo_hooks.tags.secrets import comment_problems, secret_problems, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.finding import Note, Problem
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.position import Route
    from dativo_hooks.secrets.search import Comment, Secret
    from dativo_hooks.sources.kinds import Kind


class Secrets(NamedTuple):
    """What was found: by file; what hides it; where the values are."""

    problems: tuple[Problem, ...] = ()
    veil: Veil = NO_VEIL
    places: frozenset[tuple[str, Route]] = frozenset()

    def hold(self, where: Origin | Place) -> bool:
        """Whether a value, or an item of it, is a secret."""
        return isinstance(where, Origin) and (where.path, where.route) in self.places

    def hidden(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems as they may be told."""
        if not self.veil and not self.places:
            return tuple(problems)
        return tuple(self._hidden(problem) for problem in problems)

    def _hidden(self, problem: Problem) -> Problem:
        over, fix = self.veil.over, problem.fix
        secret = problem.secret or (not problem.on_key and self.hold(problem.where))
        if fix is not None and (secret or any(map(self.veil.hides, (fix.old, str(fix.new))))):
            fix = None
        return problem._replace(
            where=self._place(problem.where),
            message=over(problem.message),
            help=over(problem.help),
            notes=tuple(self._note(note) for note in problem.notes),
            secret=secret,
            diff="\n".join(map(over, problem.diff.split("\n"))),
            fix=fix,
        )

    def _note(self, note: Note) -> Note:
        return note._replace(where=self._place(note.where), message=self.veil.over(note.message))

    def _place(self, where: Origin | Place) -> Origin | Place:
        # Of what is generated the path is made of values; what was read has the path that it has.
        if isinstance(where, Origin) or not where.path.endswith(TERRAFORM):
            return where
        return where._replace(path=self.veil.over(where.path))


def _form_in_store(runtime_type: str) -> str:
    return cloud_meant(runtime_type).stored_as


NO_SECRETS = Secrets()


def lines_without_secrets(document: Document, configuration: Configuration | None) -> Lines:
    """The lines of a file, with `•` for each character of what only YAML makes a secret.

    What shows it as it is written stays: whatever is shown is looked through for that again.
    """
    described = None if configuration is None else kind_of(document.path, configuration)
    kind = described or "configuration"
    variables = {} if configuration is None else configuration.variables
    lines = document.lines
    text, done = lines.text, 0
    parts: list[str] = []
    for start, end in sorted(set(_written(document, secrets_of(document, kind, variables)))):
        if start >= done:  # an alias leads to one place twice
            parts += [text[done:start], re.sub(r"\S", "•", text[start:end])]
            done = end
    return Lines("".join([*parts, text[done:]])) if parts else lines


def _written(document: Document, secrets: Iterable[Secret]) -> Iterator[tuple[int, int]]:
    """Where secrets stand that nobody would know as they are written."""
    lines = document.lines
    for secret in secrets:
        find = document.key_span if secret.on_key else document.value_span
        start, end = map(lines.offset, find(secret.route))
        written = lines.text[start:end]
        shown = redacted(written)
        left = any(part.secret in shown for part in secret.parts)
        if secret.kind == BY_NAME or shown == written or left or "\n" in written:
            yield start, end


def secrets_among(
    documents: Mapping[str, Document], kinds: Mapping[str, Kind], variables: Mapping[str, str]
) -> Secrets:
    """The secrets of documents; `variables` are those of the configuration."""
    found: dict[str, tuple[Secret, ...]] = {}
    commented: dict[str, tuple[Comment, ...]] = {}
    for path, document in documents.items():
        secrets = secrets_of(document, kinds[path], variables)
        if secrets:
            found[path] = secrets
        if b"#" in document.data:
            comments = tuple(secrets_in_comments(decoded(document.data), secrets))
            if comments:
                commented[path] = comments
    if not found and not commented:
        return NO_SECRETS
    every = [(path, secret) for path, secrets in found.items() for secret in secrets]
    made = Secrets(
        (),
        veil_of(
            (
                *(part for _, secret in every for part in secret.parts),
                *(part for some in commented.values() for one in some for part in one.parts),
            )
        ),
        frozenset(
            (path, place.route)
            for path, secret in every
            if not secret.on_key
            for place in around(Origin(path, secret.route))
            if isinstance(place, Origin)
        ),
    )
    told = [
        *(
            problem
            for path, secrets in found.items()
            for problem in secret_problems(
                documents[path], kinds[path], secrets, made.veil, _form_in_store
            )
        ),
        *(
            problem
            for path, comments in commented.items()
            for problem in comment_problems(documents[path], comments)
        ),
    ]
    return made._replace(problems=tuple(told))
