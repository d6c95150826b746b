"""Edits of a file: from what must be read to the text that says so, and into the file's bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.document import decoded
from dativo_hooks.finding import Edit
from dativo_hooks.position import Span
from dativo_hooks.redaction import redacted
from dativo_hooks.validation.literals import literal, yaml_quoted
from dativo_hooks.validation.view import at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.document import Document, Scalar
    from dativo_hooks.finding import Fix
    from dativo_hooks.position import Route

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte-order marks, and how the text after each is encoded (https://yaml.org/spec/1.1, 5.2)."""


def edits_of(document: Document, fix: Fix) -> tuple[Edit, ...]:
    """The edits that a fix takes in its file; none where the text there isn't what it thinks.

    Nor where a scalar has an anchor, a tag or several lines: what stands there says more than
    its value. Nor where a secret would have to be shown.
    """
    found = []
    for route in _routes(document, fix):
        scalar = document.scalar(route, on_key=fix.on_key)
        if scalar is None or scalar.content != fix.old:
            continue
        here = document.lines.text[scalar.start : scalar.end]
        text = _written(scalar, fix.new) if _is_bare(here, scalar) else None
        if text is None or text == here or not text.isprintable() or redacted(text) != text:
            return ()
        place = document.lines.position
        found.append(Edit(route, Span(place(scalar.start), place(scalar.end)), text, fix.on_key))
    return tuple(found)


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file with edits applied that don't overlap; all others are as they were."""
    from dativo_hooks.document import Lines

    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    lines = Lines(decoded(data))
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        parts += [lines.text[done : lines.offset(edit.span.start)], edit.text]
        done = lines.offset(edit.span.end)
    return mark + "".join([*parts, lines.text[done:]]).encode(encoding)


def apart(edits: Iterable[Edit]) -> bool:
    """Whether no two edits touch the same text."""
    from itertools import pairwise

    spans = sorted(edit.span for edit in edits)
    return all(first.end <= second.start for first, second in pairwise(spans))


def _routes(document: Document, fix: Fix) -> list[Route]:
    """The scalars that a fix may be about: one, or those of a list that read as its old text."""
    route = fix.where.route
    if fix.on_key:
        return [route]
    value = at(document.value, route)
    if isinstance(value, list):
        return [(*route, index) for index, item in enumerate(value) if item == fix.old]
    respells = isinstance(fix.new, str) and fix.new != fix.old
    return [] if respells and value != fix.old else [route]


def _is_bare(here: str, scalar: Scalar) -> bool:
    """Whether nothing but the scalar stands in its place, on one line."""
    if "\n" in here or "\r" in here:
        return False
    if scalar.style in {'"', "'"}:
        return len(here) > 1 and here[0] == here[-1] == scalar.style
    return not scalar.style and here == scalar.content


def _written(scalar: Scalar, new: str | int | bool) -> str | None:
    """`new` in YAML, yaml_quoted as the scalar was; None where YAML can't say it on one line."""
    if not isinstance(new, str):
        text = literal(new)
    elif scalar.style == "'":
        text = "'" + new.replace("'", "''") + "'"
    else:
        text = new if not scalar.style and _reads_as(new, new) else yaml_quoted(new)
    return text if _reads_as(text, new) else None


def _reads_as(text: str, value: str | int | bool) -> bool:
    """Whether a text is, for YAML, this value."""
    import yaml

    try:
        found = yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return False
    return type(found) is type(value) and bool(found == value)
