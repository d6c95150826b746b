"""What survived: in a run's report, and those that are known, with the reason for each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from mutation.mutants import Change
from mutation.outcome import FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mutation.report import Tried

KNOWN = Path(__file__).parent / "survivors.json"
"""By reason, the mutants that no test can find, or that none is to find."""


def known() -> dict[Change, str]:
    """The known survivors with their reasons."""
    read = json.loads(KNOWN.read_text(encoding="utf-8"))
    return {Change(*change): reason for reason, changes in read.items() for change in changes}


def read(file: Path) -> set[Change]:
    """What a run's report names."""
    return {Change(*change) for change in json.loads(file.read_text(encoding="utf-8"))}


def write(file: Path, results: Iterable[Tried]) -> None:
    """Write what survived of a run."""
    found = [tried.change for tried in results if tried.outcome.ended not in FOUND]
    file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
