"""Laws of the baseline, over random repositories with random faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.filtering.baseline import FILE, read_baseline, why_never, written
from dativo_hooks.model.configuration import CONFIGURATION_FILE
from tests.engine.repositories import checked, with_terraform
from tests.filtering.adopting import adopted_entries, entry_count
from tests.filtering.test_laws import faulty
from tests.incremental.random_repositories import shuffled
from tests.incremental.random_repositories import written as sources
from tests.laws import examples

if TYPE_CHECKING:
    from tests.engine.repositories import Files
    from tests.incremental.random_repositories import Data

CONFIGURED = f"baseline: {FILE}\n".encode()
EMPTY = written({})


def with_baseline(files: Files) -> Files:
    """The files with a baseline of all that is wrong with them."""
    base = {**files, CONFIGURATION_FILE: CONFIGURED}
    return {**base, FILE: written(adopted_entries(base))}


@examples(10)
@given(faulty())
def test_it_hides_exactly_the_run_that_it_was_written_from(documents: dict[str, Data]) -> None:
    files = with_baseline(with_terraform(sources(documents)))
    assert [one for one in checked(files) if not why_never(one.rule, ())] == []
    # As many as were there, and those that they had stood for.
    before = checked({**files, FILE: EMPTY})
    entries = read_baseline(FILE, files[FILE]).entries
    assert entry_count(entries) >= sum(not why_never(one.rule, ()) for one in before)


@examples(10)
@given(faulty(), st.data())
def test_lines_above_are_no_matter(documents: dict[str, Data], data: st.DataObject) -> None:
    files = with_baseline(with_terraform(sources(documents)))
    before = [(one.path, one.rule) for one in checked(files)]
    for path in data.draw(st.sets(st.sampled_from(sorted(documents)))):
        files[path] = b"# one\n\n# more\n" + files[path]
    assert [(one.path, one.rule) for one in checked(files)] == before


@examples(10)
@given(faulty(), st.data())
def test_the_order_of_keys_and_files_is_no_matter(
    documents: dict[str, Data], data: st.DataObject
) -> None:
    files = with_terraform(sources(documents))
    other = data.draw(shuffled(sources(data.draw(shuffled(documents)))))
    assert with_baseline(with_terraform(other))[FILE] == with_baseline(files)[FILE]


@examples(10)
@given(faulty(), faulty())
def test_a_baseline_of_another_repository_hides_no_more_than_it_has(
    documents: dict[str, Data], others: dict[str, Data]
) -> None:
    files = with_terraform(sources(documents))
    baseline = with_baseline(with_terraform(sources(others)))[FILE]
    alone = checked(files)
    base = {**files, CONFIGURATION_FILE: CONFIGURED}
    told = [one for one in checked({**base, FILE: baseline}) if one.rule.code != "DH705"]
    entries = read_baseline(FILE, baseline).entries
    assert len(alone) - len(told) <= entry_count(entries)
    for path in documents.keys() - entries.keys():
        assert [one for one in told if one.path == path] == [
            one for one in alone if one.path == path
        ]
