"""Where a document holds secrets: in any value and any key of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks.secrets.names import is_secret_name, names_a_secret
from dativo_hooks.secrets.recognition import found_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dativo_hooks.position import Route
    from dativo_hooks.secrets.recognition import Found

BY_NAME = "secret, by its name"
"""The kind of what nothing but its name gives away."""

_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_OPTION = re.compile(r"--?[A-Za-z][\w-]*")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")


class Part(NamedTuple):
    """What must not be shown of a text, and the stretch around it that gives it away."""

    secret: str
    before: str
    after: str


class Secret(NamedTuple):
    """A secret in a document: its place, its kind, what of it must not be shown.

    `on_key`: it is the key at `route`, not the value.
    """

    route: Route
    kind: str
    parts: tuple[Part, ...]
    on_key: bool = False


class _Innocent:
    """Texts that hold nothing: documents have most of theirs in common.

    The plain way is to look at every text of every document. Measured on 2026-11-29, two cores, in
    turns: that way a cold check takes 27 % more CPU time (201 ms beside 754 ms, 1,000 jobs).
    """

    def __init__(self) -> None:
        self._known: set[str] = set()

    def suspects(self, texts: Sequence[str]) -> bool:
        """Whether one of the texts holds a secret by its form."""
        new = [text for text in texts if text not in self._known]
        if not new:
            return False
        if any(True for _ in found_in("\n".join(new))):
            return True
        if len(self._known) > 20_000:
            self._known.clear()
        self._known.update([text for text in new if len(text) < 200])
        return False


_INNOCENT = _Innocent()

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


class Comment(NamedTuple):
    """A comment with secrets: the kind of the first, where they stand in the file, what to hide."""

    kind: str
    start: int
    end: int
    parts: tuple[Part, ...]


def secrets_in_comments(text: str, known: Sequence[Secret]) -> Iterator[Comment]:
    """The comments of a file that hold secrets, by their form; `known` are those of its values.

    What looks like a comment within a value is none, and was found there.
    """
    comments = _COMMENT.findall(text)
    if not comments or not _INNOCENT.suspects(comments):
        return
    values = [part.secret for secret in known for part in secret.parts]
    for comment in _COMMENT.finditer(text):
        found = list(found_in(comment[0]))
        if found and not any(value in comment[0] for value in values):
            yield Comment(
                found[0].kind.kind,
                comment.start() + min(one.start for one in found),
                comment.start() + max(one.end for one in found),
                tuple(_part(comment[0], one) for one in found),
            )


def _part(text: str, found: Found) -> Part:
    start, end = found.start, found.end
    return Part(text[start:end], text[max(0, start - 12) : start], text[end : end + 12])


def secrets_in(
    value: Any, variables: Mapping[str, str], is_named: Callable[[Route], bool]
) -> tuple[Secret, ...]:
    """The secrets of a document.

    Args:
        value: what YAML makes of it.
        variables: what the configuration puts in for `${NAME}`.
        is_named: whether a name may give away the secret at a route; elsewhere `password` may be
            the name of a column.
    """
    texts: list[str] = []
    named = _gather(value, texts)
    expands = bool(variables) and any("${" in text for text in texts)
    if not (named or expands or _INNOCENT.suspects(texts)):
        return ()
    return tuple(_Search(variables, is_named).secrets(value, (), ""))


def _gather(value: Any, texts: list[str], name: str = "") -> bool:
    """Put all texts of a value into a list; whether a name gives one away."""
    named = False
    if isinstance(value, dict):
        for key, item in value.items():
            text = key if type(key) is str else str(key)
            texts.append(text)
            owner = name if text == "value" else text
            if type(item) is str:
                texts.append(item)
                named = named or (is_secret_name(owner) and names_a_secret(owner, item))
            elif item is not None and text != "secrets":
                named = _gather(item, texts, owner) or named
            elif item is not None:
                _gather(item, texts)
        return named
    if isinstance(value, list):
        for item in value:
            named = _gather(item, texts, name) or named
            named = named or (type(item) is str and item.startswith("-"))
        return named
    text = str(value)
    texts.append(text)
    return names_a_secret(name, text) if is_secret_name(name) else False


class _Search:
    """The thorough search, for the few documents that may hold something."""

    def __init__(self, variables: Mapping[str, str], is_named: Callable[[Route], bool]) -> None:
        self.variables = variables
        self.is_named = is_named

    def secrets(self, value: Any, route: Route, name: str) -> Iterator[Secret]:
        """The secrets at a route and below; `name` is the nearest key above."""
        if isinstance(value, dict):
            for key, item in value.items():
                step = key if isinstance(key, str) else str(key)
                yield from self.by_form(step, (*route, step), on_key=True)
                # `password: {value: …}`
                yield from self.secrets(item, (*route, step), name if step == "value" else step)
        elif isinstance(value, list):
            before = name
            for index, item in enumerate(value):
                # `[--password, …]`
                option = isinstance(item, str) and _OPTION.fullmatch(item)
                yield from self.secrets(item, (*route, index), name if option else before)
                before = item.lstrip("-") if option else name
        elif value is not None:
            text = "true" if value is True else "false" if value is False else str(value)
            found = list(self.by_form(text, route))
            yield from found
            if not found and self.by_name(name, text) and self.is_named(route):
                yield Secret(route, BY_NAME, (Part(text.strip(), "", ""),))

    def by_name(self, name: str, text: str) -> bool:
        """Whether a name says that a text is a secret."""
        # The name of a set of credentials is none of them.
        if name.lower() in {"credentials", "credential"} and _WORD.fullmatch(text):
            return False
        return names_a_secret(name, text.strip())

    def by_form(self, text: str, route: Route, *, on_key: bool = False) -> Iterator[Secret]:
        """The secret that a text holds, with all that must be hidden of it."""
        if "${" in text and self.variables:
            text = _VARIABLE.sub(lambda match: self.variables.get(match[1], match[0]), text)
        found = list(found_in(text))
        if found:
            parts = tuple(_part(text, one) for one in found)
            yield Secret(route, found[0].kind.kind, parts, on_key)
