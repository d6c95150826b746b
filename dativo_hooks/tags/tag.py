"""A tag: one key, one value, and where it came from."""

from __future__ import annotations

from typing import NamedTuple

from dativo_hooks.model.values import Value
from dativo_hooks.position import Origin


class Tag(NamedTuple):
    """A cloud-neutral tag. `overrode` are the values that it stands before, nearest first."""

    key: str
    value: Value
    overrode: tuple[Value, ...] = ()

    @property
    def text(self) -> str:
        """The value; a list is joined with `,`."""
        return self.value.text

    @property
    def origin(self) -> Origin:
        """Where the value is written."""
        return self.value.origin
