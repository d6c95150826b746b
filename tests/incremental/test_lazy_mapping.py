"""A mapping that is loaded when somebody asks for something of it."""

from __future__ import annotations

from dativo_hooks.incremental.lazy_mapping import LazyMapping


def test_it_is_loaded_once_and_then_is_a_mapping_like_any_other() -> None:
    loads = []

    def load() -> dict[str, int]:
        loads.append(1)
        return {"a": 1, "b": 2}

    late = LazyMapping(load)
    assert loads == []
    assert late == {"a": 1, "b": 2}
    late["c"] = 3
    del late["a"]
    assert (list(late), len(late), late["c"], late.get("a")) == (["b", "c"], 2, 3, None)
    assert loads == [1]
