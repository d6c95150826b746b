"""What is kept in a file comes back as it was."""

from __future__ import annotations

import marshal

import pytest

from dativo_hooks.incremental.encoding import plain, restored
from tests.engine.looking import wholly
from tests.incremental.test_changed import first


def test_everything_that_a_look_finds_comes_back() -> None:
    files = first()
    files["assets/a0.yaml"] = files["assets/a0.yaml"].replace(b"ENG-001", b"wrong")
    found = wholly(files)
    assert found is not None
    for value in (tuple(found.records.values()), found.faults.policy, found.faults.drift):
        assert value
        assert restored(marshal.loads(marshal.dumps(plain(value)))) == value


@pytest.mark.parametrize("value", [1.5, [1], object(), frozenset({1})])
def test_nothing_else_is_taken(value: object) -> None:
    with pytest.raises(KeyError):
        plain(value)
