"""Laws of fixing, on random files."""

from __future__ import annotations

import re

from hypothesis import event, given

from dativo_hooks.document import Lines, decoded
from dativo_hooks.finding import Edit
from dativo_hooks.fixing.changed_routes import changed_routes
from dativo_hooks.fixing.edits import apart, edited
from dativo_hooks.reading.read import read
from tests.fixing.fixing_cases import PATH, document_of, fixed, found
from tests.fixing.random_files import jobs
from tests.laws import examples

_COMMENT = re.compile(r"(?:^|\s)(#.*)")


def _edits(data: bytes) -> list[Edit]:
    return list(dict.fromkeys(edit for one in found(data, "job") for edit in one.edits))


@examples(25)
@given(jobs())
def test_fixing_twice_is_fixing_once(data: bytes) -> None:
    once = fixed(data, "job")
    assert fixed(once, "job") == once
    event("fixed" if once != data else "as it was")


@examples(25)
@given(jobs())
def test_nothing_but_the_edited_places_changes(data: bytes) -> None:
    edits = sorted(_edits(data), key=lambda edit: edit.span)
    if not apart(edits):
        return
    before, after = Lines(decoded(data)), decoded(edited(data, edits))
    done = 0
    for edit in edits:
        kept = before.text[done : before.offset(edit.span.start)]
        assert after.startswith(kept + edit.text)
        after = after[len(kept) + len(edit.text) :]
        done = before.offset(edit.span.end)
    assert after == before.text[done:]
    assert edited(data, []) == data


@examples(25)
@given(jobs())
def test_lines_comments_and_line_ends_stay(data: bytes) -> None:
    before, after = (decoded(one) for one in (data, fixed(data, "job")))
    assert re.findall(r"\r\n|\n|\r", after) == re.findall(r"\r\n|\n|\r", before)
    assert _COMMENT.findall(after) == _COMMENT.findall(before)
    assert data[:2] in {b"te", b"--", b"# ", fixed(data, "job")[:2]}


@examples(25)
@given(jobs())
def test_the_value_changes_where_a_finding_said_so_and_nowhere_else(data: bytes) -> None:
    """Each edit by itself, and all of a file."""
    document, _ = read(PATH, data)
    if document is None:
        return
    edits = _edits(data)
    for some in (*([edit] for edit in edits), edits):
        if apart(some):
            after = document_of(edited(data, some))
            changed = set(changed_routes(document.value, after.value))
            assert changed <= {(edit.route, edit.on_key) for edit in some}
    # A renamed key gives what is below it another route: only what changed at all is compared.
    if not edits:
        assert fixed(data, "job") == data


@examples(25)
@given(jobs())
def test_findings_go_and_none_comes(data: bytes) -> None:
    def told(text: bytes) -> set[tuple[str, object, str]]:
        return {(one.rule.code, one.route, one.message) for one in found(text, "job")}

    before = found(data, "job")
    after = told(fixed(data, "job"))
    assert after <= told(data)
    fixable = {(one.rule.code, one.route, one.message) for one in before if one.edits}
    assert not after & fixable


@examples(25)
@given(jobs())
def test_no_secret_is_edited(data: bytes) -> None:
    for one in found(data, "job"):
        assert not (one.secret and one.edits)
