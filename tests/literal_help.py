"""Does to a text what the help of a finding says, to the letter: what stands in backticks is typed.

Whoever reads a help line may do no more than this reader does, who knows no YAML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dativo_hooks.position import Position, Span

_RENAME = re.compile(r"(?:did you mean|rename (?:it|the key) to|this one to) `([^`]+)`")
_WRITE = (
    re.compile(r"\bwrite .*?\bas in `([^`]+)`"),
    re.compile(r"\bwrite `([^`]+)`"),
    re.compile(r"\bwrite .*?\bsuch as `([^`]+)`"),
    re.compile(r"\bwrite [^`]*`([^`]+)`"),
)
_ADD = re.compile(r"add `([^`]+)` (under `[^`]+`|at the top level)")
_REMOVE = re.compile(r"remove (?:one of the two|`|it\b)")
_SETTING = re.compile(r"([^\s:]+|\"[^\"]+\"):(?:\s+(.*))?\Z")


class NotLiteralError(Exception):
    """A help that leaves open what to type."""


def applied(text: str, span: Span, help_: str) -> str:
    """The text with one help line followed at the marked place.

    Raises:
        NotLiteralError: the help doesn't say what to type.
    """
    if _REMOVE.match(help_):
        return _without(text, span.start)
    if match := _RENAME.search(help_):
        return _replaced(text, span, match[1])
    if match := _ADD.search(help_):
        return _added(text, span.start, match[1], top=match[2] == "at the top level")
    if match := next((found for one in _WRITE if (found := one.search(help_))), None):
        return _written(text, span, match[1])
    raise NotLiteralError(help_)


def _written(text: str, span: Span, code: str) -> str:
    """The code in the place of the marked value; where it has the key too, of both."""
    line = text.splitlines()[span.start.line - 1]
    before, setting = line[: span.start.column - 1], _SETTING.match(code)
    if setting and re.search(rf"(?:^|[\s{{,-]){re.escape(setting[1])}:\s*\Z", before):
        return _replaced(text, span, setting[2] or "")
    if setting and setting[1] == line[span.start.column - 1 : span.end.column - 1]:
        rest = re.compile(r"[^,}]*" if "{" in before else ".*").match(line, span.end.column - 1)
        assert rest is not None
        end = span.end._replace(column=rest.end() + 1)
        return _replaced(text, span._replace(end=end), code)
    return _replaced(text, span, code)


def _replaced(text: str, span: Span, new: str) -> str:
    lines = text.splitlines(keepends=True)
    first, last = span.start.line - 1, span.end.line - 1
    before, after = lines[first][: span.start.column - 1], lines[last][span.end.column - 1 :]
    gap = " " if before.endswith(":") else ""  # nothing stood there
    return "".join([*lines[:first], before + gap + new + after, *lines[last + 1 :]])


def _added(text: str, at: Position, line: str, *, top: bool) -> str:
    lines = text.splitlines(keepends=True)
    if top:
        return "".join([*lines, "" if text.endswith("\n") else "\n", f"{line}\n"])
    here = lines[at.line - 1]
    if found := re.compile(r"[^\s{,]*:?\s*\{").match(here, at.column - 1):  # all on one line
        more = ", " if here[found.end() :].strip()[:1] != "}" else ""
        here = here[: found.end()] + line + more + here[found.end() :]
        return "".join([*lines[: at.line - 1], here, *lines[at.line :]])
    below = lines[at.line :]
    indent = at.column - 1 + 2
    if below and (found := re.match(r"( *)\S", below[0])) and len(found[1]) >= at.column:
        indent = len(found[1])
    if here[: at.column - 1].rstrip().endswith("-"):  # an item of a list: its own keys
        indent = at.column - 1
    return "".join([*lines[: at.line], f"{' ' * indent}{line}\n", *below])


def _without(text: str, at: Position) -> str:
    """The text without the line of a key, or the key and its value where others share the line."""
    lines = text.splitlines(keepends=True)
    here = lines[at.line - 1]
    before, after = here[: at.column - 1], here[at.column - 1 :]
    if re.search(r"[{[]", before):
        after = re.sub(r"\A(?:\[[^]]*\]|\{[^}]*\}|[^],}])*(?:, *)?", "", after)
        before = re.sub(r", *\Z", "", before) if after[:1] in {"}", "]"} else before
        return "".join([*lines[: at.line - 1], before + after, *lines[at.line :]])
    return "".join([*lines[: at.line - 1], *lines[at.line :]])
