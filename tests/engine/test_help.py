"""Help of every rule, followed to the letter, fixes what it stands at and spoils nothing."""

from __future__ import annotations

import pytest

from dativo_hooks.explanations.table import explanations
from dativo_hooks.finding import Finding
from tests.engine.repositories import Files, checked, files_below
from tests.engine.test_cases import CASES
from tests.explanations.built import built
from tests.literal_help import applied

OPEN = (
    # What is done elsewhere than at the place: in a shell, another file, a secret store.
    *(
        "run `",
        "set `",
        "separate them by",
        "give each",
        "give that folder",
        "move ",
        "rename the file",
    ),
    *(
        "make it readable",
        "save the file",
        "take out of",
        "generate it for",
        "leave the job out",
        "add the member",
        "delete the file; or",
    ),
    # What only the author knows.
    *("shorten ", "flatten it", "fill it in", "fix ", "close the bracket", "write the "),
    *("remove 1 of", "remove 3 of"),
)
"""Beginnings of help that the reader of `literal_help.py` can't follow."""

REPOSITORIES: dict[str, Files] = {
    **{
        path.name: {name: data for name, data in files_below(path).items() if name[0] != "e"}
        for path in sorted(CASES.iterdir())
        if not (path / "working_tree").exists()
    },
    **{
        one.rule.code: built(one.bad).files
        for one in explanations()
        if built(one.bad).working is None
    },
}


def said(files: Files) -> dict[tuple[str, str, str], Finding]:
    """The findings of a repository, drift apart: it follows from every change."""
    return {
        (one.path, one.rule.code, one.message): one
        for one in checked(files)
        if one.rule.code < "DH6"
    }


@pytest.mark.parametrize("name", REPOSITORIES)
def test_each_help_fixes_its_own(name: str) -> None:
    files = REPOSITORIES[name]
    before = said(files)
    # Of a hundred alike, ten will do.
    for key, finding in [*before.items()][:: max(1, len(before) // 10)]:
        if finding.help.startswith(OPEN) or not finding.path.endswith(".yaml"):
            continue
        fixed = applied(files[finding.path].decode(), finding.span, finding.help)
        after = said({**files, finding.path: fixed.encode()})
        assert key not in after, finding.help
        new = {(path, code) for path, code, _ in after} - {(path, code) for path, code, _ in before}
        assert new <= EXCUSED.get(name, set()), finding.help


EXCUSED = {
    # A job without a runtime has nothing to be tagged, and the policy wants its tags all the same.
    "missing_conditional_tag": {("jobs/contacts.yaml", "DH102")},
    "missing_required_tag": {("jobs/contacts.yaml", "DH102"), ("jobs/deals.yaml", "DH102")},
}
"""What fixing one thing brings to light."""


def test_no_help_has_a_gap_to_fill() -> None:
    for files in REPOSITORIES.values():
        for finding in checked(files):
            assert "…" not in finding.help
            assert "<" not in finding.help
