"""What a release needs: `python -m scripts.release --help`; CONTRIBUTING.md says when."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.changelog import ChangelogError, notes, released
from scripts.told_versions import package_version, places, rewrite

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]

_VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}")


class ReleaseError(ValueError):
    """What stands in a release's way."""


def prepare(root: Path, version: str, date: str) -> str:
    """Make the working tree that of a version; what was done, in words.

    Raises:
        ReleaseError: it is no version, or not newer than the last.
        ChangelogError: the changelog has nothing for it.
    """
    current = package_version(root)
    if not _VERSION.fullmatch(version):
        raise ReleaseError(f"{version!r} is no version: it takes the form 1.2.3")
    if _numbers(version) < _numbers(current):
        raise ReleaseError(f"{version} is older than {current}, which the package has")
    changelog = released(_changelog(root).read_text(encoding="utf-8"), version, date)
    _changelog(root).write_text(changelog, encoding="utf-8", newline="\n")
    if version == current:
        return f"{version} is in the changelog, with its date\n"
    changed = rewrite(root, current, version)
    files = "".join(f"{place.path}:{place.line}\n" for place in changed)
    return f"{files}{current} -> {version} in {len(changed)} places, the package, the changelog\n"


def check(root: Path, tag: str) -> str:
    """Hold a tag against the package, the changelog and all that users are told; its version.

    Raises:
        ReleaseError: they don't agree.
        ChangelogError: the changelog has nothing for it.
    """
    version = package_version(root)
    if tag != f"v{version}":
        raise ReleaseError(f"the tag is {tag}, the package is {version}")
    notes(_changelog(root).read_text(encoding="utf-8"), version)
    wrong = [place for place in places(root) if place.version != version]
    if wrong:
        listed = ", ".join(f"{one.path}:{one.line} tells {one.version}" for one in wrong)
        raise ReleaseError(f"the tag is {tag}, but {listed}")
    return version


def main(words: Sequence[str], root: Path = ROOT) -> int:
    """Run one of the commands; 0, or 1 where something stands in its way."""
    parser = argparse.ArgumentParser(prog="python -m scripts.release")
    commands = parser.add_subparsers(dest="command", required=True)
    preparing = commands.add_parser("prepare", help="write a version wherever it is told")
    preparing.add_argument("version", help="X.Y.Z")
    today = dt.datetime.now(dt.timezone.utc).date().isoformat()
    preparing.add_argument("--date", default=today, help="of the release (default: today)")
    checking = commands.add_parser("check", help="hold a tag against all that tells a version")
    noting = commands.add_parser("notes", help="print the changelog's section of a tag")
    for command in (checking, noting):
        command.add_argument("tag", help="vX.Y.Z")
    given = parser.parse_args(words)
    try:
        if given.command == "prepare":
            said = prepare(root, given.version, given.date)
        elif given.command == "check":
            said = f"{check(root, given.tag)}\n"
        else:
            changelog = _changelog(root).read_text(encoding="utf-8")
            said = notes(changelog, given.tag.removeprefix("v"))
    except (ReleaseError, ChangelogError) as error:
        sys.stderr.write(f"release: {error}\n")
        return 1
    sys.stdout.write(said)
    return 0


def _changelog(root: Path) -> Path:
    return root / "CHANGELOG.md"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
