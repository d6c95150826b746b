"""The repository that an example stands for, and the line that it marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.explanations.base import FILES
from dativo_hooks.explanations.explanation import MARK
from tests.engine.repositories import checked, with_terraform

if TYPE_CHECKING:
    from dativo_hooks.explanations.explanation import Example, Part
    from dativo_hooks.finding import Finding
    from tests.engine.repositories import Files

_MARK = re.compile(rf"[ \t]*{re.escape(MARK)}")


class Built(NamedTuple):
    """Files without marks; `working`: what is on disk where `files` are the index."""

    files: Files
    working: Files | None
    marks: tuple[tuple[str, int], ...]


def built(example: Example) -> Built:
    """Put an example's parts into the good repository, and its generated files beside them."""
    texts = dict(FILES)
    for part in example.parts:
        if part.text is None:
            texts.pop(part.path, None)
        else:
            texts[part.path] = _inserted(part, texts)
    marks = [mark for path, text in texts.items() for mark in _marks(path, text, 0)]
    sources = {path: _bytes(_MARK.sub("", text)) for path, text in texts.items()}
    good = {path: _bytes(text) for path, text in FILES.items()}
    fresh = {**with_terraform(sources), **sources}
    stale = {**with_terraform(good), **sources}
    files = {"fresh": fresh, "stale": stale, "unstaged": stale, "missing": sources}[
        example.terraform
    ]
    for part in example.excerpts:
        marks += _excerpt_marks(part, files)
    return Built(files, fresh if example.terraform == "unstaged" else None, tuple(marks))


def findings(example: Example) -> tuple[Finding, ...]:
    """What the whole pipeline says of an example."""
    found = built(example)
    return checked(found.files, found.working)


def _inserted(part: Part, texts: dict[str, str]) -> str:
    assert part.text is not None
    if not part.instead_of:
        return part.text
    text = FILES[part.like] if part.like else texts[part.path]
    assert text.count(part.instead_of) == 1, part
    return text.replace(part.instead_of, part.text)


def _excerpt_marks(part: Part, files: Files) -> list[tuple[str, int]]:
    assert part.text is not None
    assert not part.instead_of, part
    text, plain = files[part.path].decode(), _MARK.sub("", part.text)
    assert f"\n{text}".count(f"\n{plain}") == 1, part
    before = f"\n{text}".index(f"\n{plain}")
    return _marks(part.path, part.text, text[:before].count("\n"))


def _marks(path: str, text: str, lines_before: int) -> list[tuple[str, int]]:
    return [
        (path, lines_before + number)
        for number, line in enumerate(text.split("\n"), 1)
        if MARK in line
    ]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
