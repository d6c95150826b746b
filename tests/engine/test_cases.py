"""Each folder of `tests/cases/check` is a repository, and what `check` says of it.

`expected.txt` holds the findings as `--output-format concise` writes them. Where there is a folder
`working_tree`, the rest is the index, and what lies there is on disk instead (`--staged`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dativo_hooks.rules import RULES
from tests.engine.repositories import checked, files_below
from tests.report.made import rendered

CASES = Path(__file__).parent.parent / "cases" / "check"
_ON_DISK = "working_tree/"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_check_says_what_is_expected(case: str) -> None:
    found = files_below(CASES / case)
    expected = found.pop("expected.txt").decode()
    files = {path: data for path, data in found.items() if not path.startswith(_ON_DISK)}
    changed = {
        path.removeprefix(_ON_DISK): data
        for path, data in found.items()
        if path.startswith(_ON_DISK)
    }
    assert (
        rendered("concise", checked(files, {**files, **changed} if changed else None)) == expected
    )


def test_cases_show_every_rule_of_references_tags_clouds_generation_and_drift() -> None:
    said = "".join(path.read_text("utf-8") for path in CASES.glob("*/expected.txt"))
    wanted = {rule.code for rule in RULES if "DH200" < rule.code < "DH700"}
    assert {code for code in wanted if f" {code} " not in said} == set()


def test_some_cases_are_silent() -> None:
    silent = [path for path in CASES.glob("*/expected.txt") if not path.read_bytes()]
    assert len(silent) >= 10
