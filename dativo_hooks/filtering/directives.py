"""What a comment for dativo-hooks says: `# dativo-hooks: ignore[DH301] reason`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.rules import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.filtering.comments import Comment
    from dativo_hooks.rule import Rule

# At the comment's beginning, or after another tool's: `# yamllint disable # dativo-hooks: …`.
_DIRECTIVE = re.compile(r"(?<![^\s#])#[ \t]*dativo-hooks:[ \t]*")
_IGNORE = re.compile(
    r"ignore\b[ \t]*(?:(?P<open>\[)(?P<rules>[^\[\]]*)(?P<close>\])?)?(?P<rest>.*)"
)
_WORD = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_SAYS_SOMETHING = re.compile(r"[^\W_]")

_KNOWN = {key.lower(): rule for key, rule in BY_KEY.items()}


class Named(NamedTuple):
    """A rule as a directive names it, and its columns; None where no rule is called that."""

    word: str
    rule: Rule | None
    column: int
    end: int


class Directive(NamedTuple):
    """One directive of a comment, and its columns.

    Attributes:
        line: of the comment.
        alone: whether the comment is alone on its line.
        column: of its `#`.
        end: the column after its last character.
        named: the rules that it silences.
        reason: why, "" where it gives no reason.
        fault: what can't be understood about it, "" for nothing.
    """

    line: int
    alone: bool
    column: int
    end: int
    named: tuple[Named, ...] = ()
    reason: str = ""
    fault: str = ""


def directives(comment: Comment) -> Iterator[Directive]:
    """The directives of a comment, which other comments may stand before and between."""
    found = list(_DIRECTIVE.finditer(comment.text))
    for number, match in enumerate(found):
        last = number + 1 == len(found)
        end = len(comment.text) if last else found[number + 1].start()
        body = comment.text[match.end() : end].rstrip()
        start = match.end() + comment.column
        yield _directive(comment, match.start() + comment.column, start, body)


def _directive(comment: Comment, column: int, start: int, body: str) -> Directive:
    """The directive that begins at a column, and whose body begins at `start`."""
    directive = Directive(comment.line, comment.alone, column, start + len(body))
    match = _IGNORE.match(body)
    if match is None:
        said = f"`{body[:40]}`" if body else "nothing"
        return directive._replace(fault=f"it says {said}, and only `ignore[…]` is known")
    if not match["open"]:
        return directive._replace(fault="it names no rule in brackets")
    if not match["close"]:
        return directive._replace(fault="its bracket isn't closed")
    named = tuple(
        Named(word[0], _KNOWN.get(word[0].lower()), start + word.start(), start + word.end())
        for word in _WORD.finditer(body, match.start("rules"), match.end("rules"))
    )
    if not named:
        return directive._replace(fault="its brackets are empty")
    reason = match["rest"].strip(" \t:-–—")
    said = reason if _SAYS_SOMETHING.search(reason) else ""
    return directive._replace(named=named, reason=said)
