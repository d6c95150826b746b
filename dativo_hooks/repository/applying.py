"""Writes and deletes files of a root, as far as that can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.repository.refusals import refusal
from dativo_hooks.repository.writing import UnsafePath, delete, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Change(NamedTuple):
    """One file to write (what `data` gives) or to delete (None); `before`: what is there."""

    path: str
    data: Callable[[], bytes] | None
    before: bytes | None

    @property
    def verb(self) -> str:
        """What applying it did."""
        if self.data is None:
            return "deleted"
        return "wrote" if self.before is None else "rewrote"


class Unapplied(NamedTuple):
    """What wasn't changed: unsafe paths, with the reason; and what the disk refused, and how."""

    unsafe: dict[str, str]
    refusals: dict[str, str]

    @property
    def paths(self) -> set[str]:
        """The files that are as they were."""
        return {*self.unsafe, *self.refusals}


def applied(root: str, changes: Iterable[Change]) -> Unapplied:
    """Make the changes, as far as they can be made."""
    left = Unapplied({}, {})
    for change in changes:
        try:
            if change.data is None:
                delete(root, change.path)
            else:
                write_atomically(root, change.path, change.data())
        except UnsafePath as error:
            left.unsafe[change.path] = error.reason
        except OSError as error:
            # That says nothing about the file: it isn't a finding.
            left.refusals[change.path] = refusal(error)
    return left
