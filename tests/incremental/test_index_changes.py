"""What differs between two listings, against taking both apart."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.incremental import index_changes as listing
from dativo_hooks.incremental.index_changes import index_changes
from dativo_hooks.repository.lookup import entry_at, entry_of
from tests.laws import examples

Listing = dict[str, tuple[str, str, str]]

NAMES = st.text(st.sampled_from("ab/.ü\n\t "), min_size=1, max_size=6)
ENTRIES = st.tuples(
    st.sampled_from(["100644", "100755", "120000", "160000"]),
    st.sampled_from(["a" * 40, "b" * 40, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"]),
    st.sampled_from(["0", "0", "0", "2"]),
)
LISTINGS = st.dictionaries(NAMES, ENTRIES, max_size=8)


def written(listing: Listing, prefix: str = "") -> bytes:
    return b"".join(
        f"{mode} {blob} {stage}\t{prefix}{path}\0".encode()
        for path, (mode, blob, stage) in sorted(listing.items())
    )


@examples(240)
@given(LISTINGS, LISTINGS, st.sampled_from(["", "sub/ü/"]), st.booleans(), st.integers(1, 200))
def test_differences(before: Listing, other: Listing, prefix: str, alike: bool, piece: int) -> None:
    after = {**before, **dict(list(other.items())[:1])} if alike else other
    with patch.object(listing, "_PIECE", piece):
        found = index_changes(written(before, prefix), written(after, prefix), prefix)
    differing = {path for path in {**before, **after} if before.get(path) != after.get(path)}
    assert found.paths == differing
    assert found.moved == before.keys() ^ after.keys()
    assert found.odd == {
        path
        for path in differing
        for entry in (before.get(path), after.get(path))
        if entry is not None
        if not entry[0].startswith("100") or entry[2] != "0" or entry[1].startswith("e69de29")
    }


def test_the_entry_of_a_path() -> None:
    text = written({"a": ("100644", "a" * 40, "0"), "b/a": ("100755", "b" * 40, "0")})
    assert entry_of(text, "a") == b"100644 " + b"a" * 40 + b" 0"
    assert entry_of(text, "b/a") == b"100755 " + b"b" * 40 + b" 0"
    assert entry_of(text, "b") == b""


@examples(120)
@given(LISTINGS, NAMES)
def test_a_look_up_finds_what_is_there(there: Listing, other: str) -> None:
    for path in (*there, other):
        found = entry_at(written(there), path)
        assert found == (there[path][1] if path in there else None)
