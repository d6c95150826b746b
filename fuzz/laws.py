"""What must hold whatever the files are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from dativo_hooks.report.formats import FORMATS
from dativo_hooks.secrets.kind import HIDDEN
from fuzz import entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.position import Position
    from fuzz.entry import Files, Outcome

_LINE_END = re.compile(r"\r\n|\n|\r")
_DRIFT = "DH6"


class BrokenLaw(AssertionError):  # noqa: N818 - the name says what is wrong
    """A law doesn't hold; the text says which, and of what."""


def positions_are_inside(outcome: Outcome, files: Mapping[str, bytes]) -> None:
    """Every place of a finding is a place of its file, and ends where it begins or later."""
    lines: dict[str, list[str]] = {}

    def check(path: str, position: Position) -> None:
        if HIDDEN in path and path.endswith((".tf", ".tf.json")):
            return  # the name of a generated file, which has a secret
        if path not in lines:
            lines[path] = _LINE_END.split(_text(files.get(path, b"")))
        number, column = position
        inside = 1 <= number <= len(lines[path]) and 1 <= column <= len(lines[path][number - 1]) + 1
        if not inside:
            raise BrokenLaw(f"{path}:{number}:{column} is no place of the file")

    for finding in outcome.findings:
        check(finding.path, finding.span.start)
        check(finding.path, finding.span.end)
        if finding.span.end < finding.span.start:
            raise BrokenLaw(f"{finding.path}: {finding.span} ends before it begins")
        for related in finding.related:
            check(related.path, related.span.start)


def _text(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def what_is_generated_does_not_drift(outcome: Outcome, files: Files) -> None:
    """Where all that is generated lies beside its sources, nothing of it drifts."""
    if not outcome.usable:
        return
    again = entry.look({**files, **outcome.generated})
    if again.generated != outcome.generated:
        raise BrokenLaw("what is generated depends on what was generated before")
    drifting = [one for one in again.findings if one.rule.code.startswith(_DRIFT)]
    ours = [one for one in drifting if one.path in outcome.generated]
    if ours:
        raise BrokenLaw(f"generated files drift from their own sources: {ours[0].message}")


def reports_are_whole(outcome: Outcome, files: Files) -> None:
    """Documents are JSON or XML; formats for people control no terminal."""
    for form, text in entry.reports(outcome, files).items():
        if FORMATS[form].shape == "document":
            read = ET.fromstring if text.startswith("<") else json.loads
            read(text)
        if (
            FORMATS[form].readers == "people"
            and not text.translate({9: None, 10: None}).isprintable()
        ):
            raise BrokenLaw(f"{form} prints what isn't printable")


def fixing_is_done_at_once(files: Files) -> None:
    """What was fixed needs no fixing, and every file is still there."""
    once = entry.fixed(files)
    if entry.fixed(once) != once:
        raise BrokenLaw("fixing twice isn't fixing once")
    if once.keys() != files.keys():
        raise BrokenLaw("fixing made or deleted a file")


def a_baseline_hides_what_it_has(files: Files, configuration: str, path: str) -> None:
    """A baseline of all findings leaves those that no baseline may have, and no others.

    `path` is that of the baseline, `configuration` of the file that is to name it.
    """
    data, left = entry.baseline_of(files, path)
    named = {configuration: f"baseline: {path}\n".encode(), path: data}
    after = entry.look({**files, **named})
    if after.findings != left:
        raise BrokenLaw("a baseline doesn't hide what it has, or hides more")
