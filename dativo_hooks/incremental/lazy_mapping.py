"""A mapping that is loaded when somebody asks for something of it."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

K = TypeVar("K")
V = TypeVar("V")


class LazyMapping(MutableMapping[K, V]):
    """What `load` gives, which is called at most once."""

    def __init__(self, load: Callable[[], dict[K, V]]) -> None:
        self._load = load

    @cached_property
    def _loaded(self) -> dict[K, V]:
        return self._load()

    def __getitem__(self, key: K) -> V:
        return self._loaded[key]

    def __setitem__(self, key: K, value: V) -> None:
        self._loaded[key] = value

    def __delitem__(self, key: K) -> None:
        del self._loaded[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)
