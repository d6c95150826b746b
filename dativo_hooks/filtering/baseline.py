"""The baseline: the findings that a repository had when it was adopted, in a file that shrinks.

A finding is known by its file, its rule, the route to it in the document and what it is about;
never by its line, and never by what a policy would allow instead. Several that share all of these
are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks import rules
from dativo_hooks.document import Lines
from dativo_hooks.filtering.locks import why_locked
from dativo_hooks.finding import Place, Problem
from dativo_hooks.position import Position, Span, route_text
from dativo_hooks.report.fingerprint import without_positions
from dativo_hooks.report.safety import file_path, shown_line
from dativo_hooks.suppressed import Suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dativo_hooks.finding import Finding
    from dativo_hooks.rule import Rule

VERSION = 1
"""Of the file's form."""

FILE = ".dativo-hooks-baseline.json"
"""Where it is written, unless somebody says otherwise."""

_TOOL = {"tool": "dativo-hooks baseline"}
"""What tells the file from any other."""

_DRIFT = "DH6"

_SUBJECT = re.compile(r"`([^`]+)`")

_ENTRY = re.compile(r"(?P<code>DH\d{3})(?: |:|$)")

Entries = dict[str, dict[str, int]]
"""By path, then by `key_of`: how many findings."""


class Baseline(NamedTuple):
    """A baseline as it was read."""

    path: str
    text: str
    entries: Entries


class InvalidBaselineError(Exception):
    """The file is no baseline; the message says why, and at which line."""


class Applied(NamedTuple):
    """The findings without those of the baseline; `missed`: entries that nothing matched."""

    left: tuple[Finding, ...]
    hidden: tuple[Suppressed, ...]
    missed: Entries


def why_never(rule: Rule, locked: Iterable[str]) -> str:
    """Why a baseline may not hold a rule; "" where it may."""
    if rule.code.startswith(_DRIFT):
        return "one command fixes it, and hidden it would hide every later edit"
    if rule == rules.TOO_MANY_FAULTS:
        return "it would hide faults that nobody was told"
    return why_locked(rule, locked)


def key_of(finding: Finding) -> str:
    """What a finding is in its file: `DH301 at finops: finops.cost_center`. No secrets in it."""
    # What a message begins with is what it is about: the key that is missing, the tag.
    subject = _SUBJECT.search(without_positions(shown_line(finding.message)))
    about = subject[1] if subject else ""
    route = shown_line(route_text(finding.route))
    key = finding.rule.code + (f" at {route}" if route else "")
    return f"{key}: {about}" if about and about != route else key


def entries_of(findings: Iterable[Finding], locked: Iterable[str]) -> Entries:
    """The entries of those findings that a baseline may hold."""
    found: Entries = {}
    for finding in findings:
        if not why_never(finding.rule, locked):
            entries = found.setdefault(file_path(finding.path), {})
            key = key_of(finding)
            entries[key] = entries.get(key, 0) + 1
    return found


def applied(findings: Iterable[Finding], baseline: Baseline, locked: Iterable[str]) -> Applied:
    """The findings without those that the baseline has."""
    missed = {path: dict(entries) for path, entries in baseline.entries.items()}
    left, hidden = [], []
    for finding in findings:
        entries = missed.get(file_path(finding.path), {})
        key = key_of(finding) if entries else ""
        if entries.get(key) and not why_never(finding.rule, locked):
            entries[key] -= 1
            hidden.append(Suppressed(finding, "baseline", baseline.path))
        else:
            left.append(finding)
    return Applied(
        tuple(left),
        tuple(hidden),
        {path: rest for path, some in missed.items() if (rest := _positive(some))},
    )


def _positive(entries: Mapping[str, int]) -> dict[str, int]:
    return {key: count for key, count in entries.items() if count > 0}


def stale(
    missed: Entries, locked: Iterable[str], could_fire: Callable[[str, Rule], bool]
) -> Entries:
    """Those of the entries without a match that this run would have found, had they been there.

    An entry of a rule that no baseline may hold has no use, whatever was looked at.
    """
    found: Entries = {}
    for path, entries in missed.items():
        for key, count in entries.items():
            rule = _rule_of(key)
            if rule is None or why_never(rule, locked) or could_fire(path, rule):
                found.setdefault(path, {})[key] = count
    return found


def stale_problems(
    baseline: Baseline, outdated: Entries, locked: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each stale entry, at its line of the baseline."""
    places = _places(baseline) if outdated else {}
    for path, entries in outdated.items():
        for key, count in entries.items():
            rule = _rule_of(key)
            had = baseline.entries[path][key]
            if rule is None:
                said = "is no finding of any rule"
            elif why := why_never(rule, locked):
                said = f"can't be hidden: {why}"
            elif count < had:
                said = f"is found {_times(had - count)} now, not {_times(had)}"
            else:
                said = "isn't found any more"
            yield Problem(
                rules.STALE_BASELINE_ENTRY,
                places.get((path, key), Place(baseline.path, _line(1, 1, 1))),
                f"`{key}` of {path} {said}",
                "run `dativo-hooks baseline --prune`, which takes it out",
            )


def pruned(entries: Entries, outdated: Entries) -> Entries:
    """The entries without the stale ones."""
    kept = {}
    for path, some in entries.items():
        gone = outdated.get(path, {})
        rest = _positive({key: count - gone.get(key, 0) for key, count in some.items()})
        if rest:
            kept[path] = rest
    return kept


def written(entries: Entries) -> bytes:
    """The file: JSON with one line an entry, in one order, so that it differs where they do."""
    lines = ["{", f'  "tool": {_quoted(_TOOL["tool"])},', f'  "version": {VERSION},']
    files = []
    for path in sorted(entries):
        some = ",\n".join(
            f"      {_quoted(key)}: {count}" for key, count in sorted(entries[path].items())
        )
        files.append(f"    {_quoted(path)}: {{\n{some}\n    }}")
    listed = ",\n".join(files)
    lines.append(f'  "files": {{\n{listed}\n  }}' if files else '  "files": {}')
    return ("\n".join([*lines, "}"]) + "\n").encode()


def read_baseline(path: str, data: bytes) -> Baseline:
    """The baseline that a file holds.

    Raises:
        InvalidBaselineError: it holds none.
    """
    import json

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidBaselineError("it isn't UTF-8 text") from None
    try:
        document = json.loads(text, object_pairs_hook=_no_doubles)
    except json.JSONDecodeError as error:
        conflict = text[: error.pos].rpartition("\n")[2] + text[error.pos : error.pos + 7]
        hint = ": a merge left both sides" if conflict.startswith(("<<<<", "====", ">>>>")) else ""
        raise InvalidBaselineError(f"line {error.lineno} isn't JSON{hint}") from None
    except RecursionError:
        raise InvalidBaselineError("it nests too deep") from None
    except ValueError as error:
        raise InvalidBaselineError(str(error)) from None
    if not isinstance(document, dict) or document.get("tool") != _TOOL["tool"]:
        raise InvalidBaselineError("it wasn't written by `dativo-hooks baseline`")
    if document.get("version") != VERSION or isinstance(document["version"], bool):
        raise InvalidBaselineError(f"its version isn't {VERSION}: another release wrote it")
    return Baseline(path, text, _entries(document.get("files"), text))


def _entries(files: Any, text: str) -> Entries:
    if not isinstance(files, dict):
        raise InvalidBaselineError("`files` isn't a mapping")
    for path, entries in files.items():
        if not isinstance(entries, dict):
            raise InvalidBaselineError(f"line {_line_of(text, path)}: entries aren't a mapping")
        for key, count in entries.items():
            if type(count) is not int or count < 1:
                at = _line_of(text, path, key)
                raise InvalidBaselineError(f"line {at}: a count is a whole number from 1")
    return files


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"{_quoted(twice)} stands in it twice: a merge left both sides")
    return found


def _rule_of(key: str) -> Rule | None:
    match = _ENTRY.match(key)
    return rules.BY_KEY.get(match["code"]) if match else None


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=not text.isprintable())


def _places(baseline: Baseline) -> dict[tuple[str, str], Place]:
    """Where each entry stands, as `written` writes them; elsewhere they aren't looked for."""
    import json

    found = {}
    lines = Lines(baseline.text)
    path = ""
    for number in range(1, len(lines) + 1):
        match = _LINE.fullmatch(lines.line(number))
        if match is None:
            continue
        try:
            key = json.loads(match["key"])
        except ValueError:
            continue
        if match["opens"]:
            path = key
        else:
            start, end = match.start("key") + 1, match.end("key") + 1
            found[path, key] = Place(baseline.path, _line(number, start, end))
    return found


_LINE = re.compile(r'[ \t]*(?P<key>"(?:[^"\\]|\\.)*"): *(?:(?P<opens>\{)|\d+,?)[ \t]*')


def _line_of(text: str, path: str, key: str | None = None) -> int:
    """The line of an entry, or of its file; the first where it isn't written as we write it."""
    at = max(0, text.find(_quoted(path)))
    if key is not None:
        at = max(at, text.find(_quoted(key), at))
    return text.count("\n", 0, at) + 1


def _line(number: int, start: int, end: int) -> Span:
    return Span(Position(number, start), Position(number, end))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
