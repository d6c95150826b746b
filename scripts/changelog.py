"""CHANGELOG.md by its sections: `## 0.2.0 (2026-12-01)`, above it what isn't released yet."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
_FORM = re.compile(
    r"Unreleased|(?P<version>\d+\.\d+\.\d+) \((?P<date>unreleased|\d{4}-\d\d-\d\d)\)"
)


class ChangelogError(ValueError):
    """A changelog that can't be used; the text says why."""


class Section(NamedTuple):
    """What changed in a version. `version` is "" for `## Unreleased`, `date` until it is released.

    The text begins after the heading; `start` and `end` are the heading's place in the changelog.
    """

    version: str
    date: str
    text: str
    start: int
    end: int


def sections(changelog: str) -> list[Section]:
    """The sections, newest first.

    Raises:
        ChangelogError: a heading has another form, or a section isn't the first and has no date.
    """
    headings = list(_HEADING.finditer(changelog))
    ends = [*(heading.start() for heading in headings), len(changelog)][1:]
    found: list[Section] = []
    for heading, end in zip(headings, ends, strict=True):
        form = _FORM.fullmatch(heading[1])
        if form is None:
            raise ChangelogError(f"{heading[0]!r} is no version with its date")
        date = (form["date"] or "").removeprefix("unreleased")
        if found and not date:
            raise ChangelogError(f"{heading[0]!r} has no date, and isn't the first section")
        text = changelog[heading.end() : end].strip()
        found.append(Section(form["version"] or "", date, text, heading.start(), heading.end()))
    return found


def newest(changelog: str) -> Section:
    """The newest section that has a version.

    Raises:
        ChangelogError: there is none, or a heading has another form.
    """
    for section in sections(changelog):
        if section.version:
            return section
    raise ChangelogError("no section has a version")


def notes(changelog: str, version: str) -> str:
    """What a released version changed.

    Raises:
        ChangelogError: it has no section, its section is empty or has no date.
    """
    for section in sections(changelog):
        if section.version == version:
            if not section.date:
                raise ChangelogError(f"the section of {version} has no date")
            if not section.text:
                raise ChangelogError(f"the section of {version} is empty")
            return f"{section.text}\n"
    raise ChangelogError(f"no section of {version}")


def released(changelog: str, version: str, date: str) -> str:
    """The changelog with its first section, which isn't released yet, as that of a version.

    Raises:
        ChangelogError: there is no such section, or it is empty, or it names another version.
    """
    first = next(iter(sections(changelog)), None)
    if first is None or first.date or not first.text:
        raise ChangelogError("nothing is in a section that isn't released yet")
    if first.version not in {"", version}:
        raise ChangelogError(f"what isn't released yet is in the section of {first.version}")
    return f"{changelog[: first.start]}## {version} ({date}){changelog[first.end :]}"
