"""Contents that don't stay in memory: the last one of a name, as it was, whatever the size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.repository import spool as module
from dativo_hooks.repository.spool import spool
from tests.laws import examples

CONTENTS = st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=40)), max_size=12)


@pytest.mark.parametrize("in_memory", [1, 1 << 20], ids=["on disk", "in memory"])
@examples(40)
@given(contents=CONTENTS)
def test_the_last_content_of_a_name(in_memory: int, contents: list[tuple[str, bytes]]) -> None:
    before, module._IN_MEMORY = module._IN_MEMORY, in_memory
    try:
        with spool() as kept:
            for name, data in contents:
                kept[name] = data
            for name, data in dict(contents).items():
                assert kept[name] == data
            with pytest.raises(KeyError):
                kept["z"]
    finally:
        module._IN_MEMORY = before
