"""Where files are excluded, all ways of looking still agree, whatever is edited."""

from __future__ import annotations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from tests.incremental.test_changed import EDITS, Memory, edited, first, looked, regenerated
from tests.laws import examples

FILE = ".dativo-hooks.yaml"
CONFIGURATIONS = {
    "a folder": b"exclude: [jobs/n]\n",
    "a job beside others": b"exclude: ['jobs/*.yml', jobs/b.yaml]\nrules: {ignore: [DH5]}\n",
    "what a job names": b"exclude: [assets/a2.yaml, jobs/n]\ntag_policy: {locked: [DH3]}\n",
}


@pytest.mark.parametrize("configuration", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
@examples(7)
@given(generated=st.booleans(), edits=st.lists(EDITS, min_size=1, max_size=6))
def test_any_sequence_of_edits(
    configuration: bytes, edits: list[tuple[object, ...]], *, generated: bool
) -> None:
    files = {**first(), FILE: configuration}
    if not generated:  # so that nothing is there of the excluded jobs
        files = {path: data for path, data in files.items() if not path.startswith("terraform/")}
        files = regenerated(files)
    memory: Memory | None
    memory, _ = looked(files, None)
    event("kept" if memory is None else "settled")
    assert (memory is None) == generated
    for edit in edits:
        files = {**edited(files, edit), FILE: configuration}
        memory, how = looked(files, memory)
        event(how)
