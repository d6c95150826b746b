"""Terraform in HCL, to the byte as `terraform fmt` leaves it.

The rules of `terraform fmt` that matter here, from
https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go:

- Brackets that open on one line indent what follows once, by two spaces, however many they are.
- Lines in a row whose `=` is followed by as many closing as opening brackets align their `=`.
  Any other line ends such a group: a blank one, and one that opens or closes brackets.
- Widths count grapheme clusters, whose rules change with every version of Unicode. A key whose
  width isn't beyond doubt therefore gets a group of its own, between blank lines.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dativo_hooks.terraform_language.escaping import comment_line
from dativo_hooks.terraform_language.hcl_shape import WORD, parts_of
from dativo_hooks.terraform_language.syntax import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dativo_hooks.terraform_language.hcl_shape import Parts, Shape
    from dativo_hooks.terraform_language.syntax import Body

# Scripts in which every character is a grapheme cluster, in all versions of Unicode: printable
# ASCII, Latin, Greek, Cyrillic, kana, Han, Hangul syllables. Combining marks lie between them.
_CERTAIN_WIDTH = (
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u3041-\u3096\u30a1-\u30fa"
    "\u4e00-\u9fff\uac00-\ud7a3]*"
)

_GAP = "\0"
"""Stands for a word in a layout. No text has it: it is escaped."""


class Layout(NamedTuple):
    """How bodies of one shape are written.

    `pieces`: what stands before, between and after the words. `origins`: of each line the number of
    what it came from, counted as in `Parts.origins`; -1 for blank lines.
    """

    pieces: tuple[str, ...]
    origins: tuple[int, ...]


def hcl_text(body: Body, header: tuple[str, ...]) -> Text:
    """`body` as an HCL file, below `header` as comments.

    Lists of plain values stay on one line where they fit in `hcl_shape.WIDTH` columns.

    Args:
        body: the blocks of the file; blank lines part them.
        header: lines without `#`; what could end a line or hide is escaped.

    Returns:
        The text with the origin of each line: that of its argument or item, or else of the nearest
        one around it; for the first and last line of a block, the block's.
    """
    return hcl_of(parts_of(body), header)


def hcl_of(parts: Parts, header: tuple[str, ...]) -> Text:
    """As `hcl_text`, of a body that was taken apart."""
    pieces, numbers = layout(parts.shape)
    written: list[str] = [""] * (len(pieces) + len(parts.words))
    written[::2] = pieces
    written[1::2] = parts.words
    comments = [f"# {comment_line(line)}".rstrip() for line in header]
    if comments and parts.shape:
        comments.append("")
    before = "".join([f"{comment}\n" for comment in comments])
    origins = [*parts.origins, None]  # the last: of blank lines
    return Text(
        before + "".join(written),
        (*[None] * len(comments), *[origins[number] for number in numbers]),
    )


_Line: TypeAlias = "tuple[str, int]"
_BLANK: _Line = ("", -1)


@lru_cache(1024)  # of long-lived text, a few KiB each
def layout(shape: tuple[Shape, ...]) -> Layout:
    """How bodies of a shape are written."""
    lines: list[_Line] = []
    numbers = count()
    for block in shape:
        if lines:
            lines.append(_BLANK)
        _add_block(lines, block, "", numbers)
    text = "".join([f"{line}\n" for line, _ in lines])
    return Layout(tuple(text.split(_GAP)), tuple([number for _, number in lines]))


def _add_block(lines: list[_Line], block: Shape, indent: str, numbers: Iterator[int]) -> None:
    type_, labels, children = block
    number = next(numbers)
    opening = f"{indent}{' '.join((type_, *_GAP * labels))} {{"
    if not children:
        lines.append((f"{opening}}}", number))
        return
    lines.append((opening, number))
    first, inner = len(lines), indent + "  "
    arguments: list[Shape] = []
    for child in children:
        if not _is_block(child):
            arguments.append(child)
            continue
        if arguments:
            _add_arguments(lines, arguments, inner, first, numbers)
            arguments = []
        if len(lines) > first:
            lines.append(_BLANK)
        _add_block(lines, child, inner, numbers)
    if arguments:
        _add_arguments(lines, arguments, inner, first, numbers)
    lines.append((indent + "}", number))


def _is_block(child: Shape) -> bool:
    return isinstance(child, tuple) and len(child) == 3


def _add_arguments(
    lines: list[_Line], arguments: list[Shape], indent: str, first: int, numbers: Iterator[int]
) -> None:
    """Arguments of a block whose body begins at line `first`: after a blank line unless there."""
    if len(lines) > first:
        lines.append(_BLANK)
    lines += _entries(arguments, indent, numbers)


def _entries(entries: Iterable[Shape], indent: str, numbers: Iterator[int]) -> list[_Line]:
    """`key = value` of each argument of a block or item of an object, aligned."""
    lines: list[_Line] = []
    group: list[tuple[str, str, int]] = []
    alone = False
    for entry in entries:
        key, shape = entry if isinstance(entry, tuple) else (entry, WORD)
        number = next(numbers)
        (text, _), *rest = _value(shape, indent, number, numbers)
        certain = key is None or bool(re.fullmatch(_CERTAIN_WIDTH, key))
        if rest or not certain or alone:
            _add_aligned(lines, group, indent)
            group = []
            if not rest and lines:
                lines.append(_BLANK)
        group.append((key or _GAP, text, number))
        if rest:
            _add_aligned(lines, group, indent)
            group = []
            lines += rest
        alone = not rest and not certain
    _add_aligned(lines, group, indent)
    return lines


def _add_aligned(lines: list[_Line], group: list[tuple[str, str, int]], indent: str) -> None:
    width = max([len(key) for key, _, _ in group], default=0)
    lines += [(f"{indent}{key.ljust(width)} = {text}", number) for key, text, number in group]


def _value(shape: Shape, indent: str, number: int, numbers: Iterator[int]) -> list[_Line]:
    """The lines of a value; the first is to follow what comes before it on its line."""
    if shape is WORD:
        return [(_GAP, number)]
    kind = shape[0]
    if kind == "{":
        return _enclosed("{", _entries(shape[1], indent + "  ", numbers), "}", indent, number)
    if kind == "[":
        return _wrapped("[", _value(shape[1], indent, number, numbers), "]")
    if kind == "[]":
        return _enclosed("[", _listed(shape[1], indent, number, numbers), "]", indent, number)
    if kind == "(":
        _, function, words, last = shape
        start = f"{function}({f'{_GAP}, ' * words}"
        return _wrapped(start, _value(last, indent, number, numbers), ")")
    listed = _listed(shape[2], indent, number, numbers)
    return _enclosed(f"{shape[1]}(", listed, ")", indent, number)


def _listed(
    items: Iterable[Shape], indent: str, number: int, numbers: Iterator[int]
) -> list[_Line]:
    """Every item on lines of its own."""
    lines: list[_Line] = []
    for item in items:
        lines += _wrapped(indent + "  ", _value(item, indent + "  ", number, numbers), ",")
    return lines


def _enclosed(start: str, inner: list[_Line], end: str, indent: str, number: int) -> list[_Line]:
    return [(start, number), *inner, (indent + end, number)]


def _wrapped(start: str, lines: list[_Line], end: str) -> list[_Line]:
    """`lines` with something before the first and after the last, in place."""
    text, number = lines[0]
    lines[0] = (start + text, number)
    text, number = lines[-1]
    lines[-1] = (text + end, number)
    return lines
