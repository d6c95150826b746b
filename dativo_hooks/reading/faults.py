"""What PyYAML refuses, in words that say what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin

if TYPE_CHECKING:
    from dativo_hooks.rule import Rule


MAX_DEPTH = 100
"""Real files nest under 15 levels; what comes after us (validators, PyYAML) recurses."""

MOST_FAULTS = 100
"""Faults of one file that are told: nobody reads more, and a dump could have millions."""


def too_many_faults(path: str) -> Problem:
    """What stands for the faults beyond `MOST_FAULTS`."""
    return Problem(
        rules.TOO_MANY_FAULTS,
        Origin(path, ()),
        f"the file has more than {MOST_FAULTS} faults; the rest isn't told",
        "fix these first, or leave the file out of the configuration's globs",
    )


class SyntaxFault(NamedTuple):
    """One fault of a file, by character offsets in its text (a byte-order mark not counted)."""

    rule: Rule
    message: str
    help: str
    start: int
    end: int = 0
    context: str = ""
    context_at: int = 0


def too_deep(offset: int) -> SyntaxFault:
    """The fault of a document that nests more than `MAX_DEPTH` levels."""
    return SyntaxFault(
        rules.TOO_DEEP,
        f"the file nests more than {MAX_DEPTH} levels deep",
        "flatten it: no job or asset needs a tenth of that",
        offset,
    )


def second_document(offset: int) -> SyntaxFault:
    """The fault of a file with a second YAML document at `offset`."""
    return SyntaxFault(
        rules.MULTIPLE_DOCUMENTS,
        "a second YAML document begins here; each file describes one thing",
        "move it to a file of its own, or remove the `---`",
        offset,
        offset + 3,
    )


_HELP = (
    # (part of libyaml's message, what to write)
    ("found a tab character", "indent with spaces, never with tabs"),
    ("cannot start any token", "quote the text if it begins with a special character"),
    ("mapping values are not allowed", "quote a value that holds `: `, or fix the indentation"),
    ("could not find expected ':'", "write `key: value`, with a space after the colon"),
    (
        "expected <block end>",
        "line this up with the lines above it, or close the bracket before it",
    ),
    ("expected ',' or", "close the bracket, or put a comma between the items"),
    ("unexpected end of stream", "close the quote or bracket that is still open"),
    ("found unexpected document indicator", "close the quote that is still open"),
    ("unknown escape character", "write `\\\\` for a backslash, or use single quotes"),
    ("control characters are not allowed", "remove the control character"),
    ("undefined alias", "define the anchor (`&name`) before its alias (`*name`)"),
    ("yaml.org,2002:value", 'write `"="`, in quotes: a lone `=` is special in YAML 1.1'),
    ("could not determine a constructor", "remove the tag: jobs and assets are plain data"),
    ("unhashable key", "a key must be a plain value; quote it if it begins with `{`, `[` or `?`"),
    ("duplicate anchor", "give each anchor a name of its own"),
)


def help_for(problem: str) -> str:
    """What to write, for a message of libyaml or PyYAML."""
    return next(
        (text for part, text in _HELP if part in problem),
        "fix the YAML here; a value with special characters wants quotes",
    )


def fault_of_error(error: Exception, data: bytes, text: str) -> SyntaxFault:
    """The fault that an exception of PyYAML tells of."""
    import yaml

    if isinstance(error, yaml.MarkedYAMLError) and error.problem:
        mark = error.problem_mark or error.context_mark
        start = mark.index if mark is not None else 0
        if _PARSERS_DEPTH in error.problem:
            return too_deep(start)
        if "\t" in text[start : start + 1]:
            return SyntaxFault(
                rules.INVALID_YAML,
                "a tab stands where YAML takes only spaces",
                "indent with spaces, never with tabs",
                start,
            )
        message = _plain(error.problem)
        context = _plain(error.context) if error.context and error.context_mark else ""
        context_at = error.context_mark.index if error.context_mark is not None else 0
        if context_at == start:
            message, context = f"{message} ({context})" if context else message, ""
        help_ = help_for(error.problem)
        for part, instead in _WANT_QUOTES:
            if part in error.problem and (line := _in_quotes(text, start)):
                help_ = f"write `{line}`, in quotes{instead}"
        return SyntaxFault(rules.INVALID_YAML, message, help_, start, 0, context, context_at)
    if isinstance(error, yaml.reader.ReaderError):
        # The position counts bytes for libyaml.
        at = len(data[: error.position].decode("utf-8", "ignore").lstrip("\ufeff"))
        shown = f" U+{error.character:04X}" if isinstance(error.character, int) else ""
        message = f"{_plain(error.reason)}{shown}"
        return SyntaxFault(rules.INVALID_YAML, message, help_for(error.reason), at)
    return SyntaxFault(rules.INVALID_YAML, f"a value can't be read: {error}", "quote the value", 0)


_PARSERS_DEPTH = "maximum nesting depth"
"""Part of the message of a libyaml (from 0.2.6 on) that has a limit of its own."""

_WANT_QUOTES = (
    ("cannot start any token", ""),
    ("mapping values are not allowed", ", or fix the indentation"),
)
"""Parts of libyaml's messages for a plain value that isn't one, and what else may be meant."""

_SETTING = r"\s*(?P<before>(?:- +)*(?:[\w.$-]+: +)?)(?P<value>\S.*?)\s*"
_LONGEST = 60
"""Characters of a line that is proposed."""


def _in_quotes(text: str, at: int) -> str:
    """The line at an offset with its value in quotes, "" where that makes no good one."""
    import json

    import yaml

    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    match = re.fullmatch(_SETTING, text[start : end if end >= 0 else len(text)])
    if match is None or len(match[0]) > _LONGEST or not match["value"].isprintable():
        return ""
    if "`" in match["value"] or " #" in match["value"]:
        return ""
    line = match["before"] + json.dumps(match["value"], ensure_ascii=False)
    try:
        yaml.compose(line, yaml.CSafeLoader)
    except yaml.YAMLError:
        return ""
    return line


def _plain(message: str) -> str:
    for odd, plain in (
        ("<block end>", "the end of the block"),
        ("<block mapping start>", "a mapping"),
        ("<block sequence start>", "a list"),
        ("<scalar>", "a value"),
        ("<stream end>", "the end of the file"),
        ("<document start>", "a new document"),
    ):
        message = message.replace(odd, plain)
    return message
