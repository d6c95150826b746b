"""Every place in tracked files that tells a version of dativo-hooks, such as `rev: vX.Y.Z`."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A tag, or what `dativo-hooks --version` and pip write without the "v".
_TOLD = re.compile(r"(?:\bv|\bdativo-hooks(?: |==))(\d+\.\d+\.\d+)\b(?!\.\d)")

# What stands before a version that isn't ours: the commit of an action, ODCS, SARIF, the module of
# an example.
_OTHERS = re.compile(
    r"@[0-9a-f]{40} # $"
    r"|apiVersion: $"
    r"|Version of ODCS.*Such as `$|a version of ODCS.*, such as `$|\"examples\": \[\"$"
    r"|sarif/$"
    r"|modules\.git//\{module\}\?ref=$"
)

# Tests invent versions, and a changelog has old ones.
_UNREAD = ("tests/", "CHANGELOG.md")

_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


class Place(NamedTuple):
    """A file, a line of it (from 1), and the version that it tells, without the "v"."""

    path: str
    line: int
    version: str


def package_version(root: Path) -> str:
    """`__version__`, where every version comes from."""
    (version,) = _VERSION.findall(_source(root).read_text(encoding="utf-8"))
    return str(version)


def places(root: Path) -> list[Place]:
    """Where the tracked files of a repository tell a version."""
    return [
        Place(path, _line(text, match), match[1])
        for path, text in _texts(root)
        for match in _told(text)
    ]


def rewrite(root: Path, old: str, new: str) -> list[Place]:
    """Write `new` wherever `old` is told, and into the package; the places, as they were."""
    changed: list[Place] = []
    for path, text in _texts(root):
        matches = [match for match in _told(text) if match[1] == old]
        if not matches:
            continue
        changed += [Place(path, _line(text, match), old) for match in matches]
        pieces, end = [], 0
        for match in matches:
            pieces += [text[end : match.start(1)], new]
            end = match.end(1)
        _write(root / path, "".join([*pieces, text[end:]]))
    source = _source(root).read_text(encoding="utf-8")
    _write(_source(root), _VERSION.sub(f'__version__ = "{new}"', source))
    return changed


def told(text: str) -> list[str]:
    """The versions of ours that a text tells, in order."""
    return [match[1] for match in _told(text)]


def _told(text: str) -> list[re.Match[str]]:
    return [match for match in _TOLD.finditer(text) if not _OTHERS.search(_before(text, match))]


def _before(text: str, match: re.Match[str]) -> str:
    """What stands before a match in its line."""
    return text[text.rfind("\n", 0, match.start()) + 1 : match.start()]


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    """The tracked files that are text, and those that will be tracked."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=root, check=True, stdout=subprocess.PIPE).stdout
    for path in sorted(filter(None, listed.decode("utf-8").split("\0"))):
        if path.startswith(_UNREAD) or not (root / path).is_file():
            continue
        try:
            yield path, (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _source(root: Path) -> Path:
    return root / "dativo_hooks" / "__init__.py"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
