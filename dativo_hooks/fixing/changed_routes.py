"""Where two values of YAML differ, exactly: `1`, `1.0` and `true` are three values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dativo_hooks.validation.view import key_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.position import Route


def changed_routes(old: Any, new: Any, route: Route = ()) -> Iterator[tuple[Route, bool]]:
    """The routes, in `old`, of all that `new` has otherwise; True for one whose key differs.

    Keys are compared in their order, so that a renamed key is one difference.
    """
    if type(old) is not type(new):
        yield route, False
    elif isinstance(old, dict):
        if len(old) != len(new):
            yield route, False
            return
        for key, other in zip(old, new, strict=True):
            step = (*route, key_step(key))
            if type(key) is not type(other) or key != other:
                yield step, True
            yield from changed_routes(old[key], new[other], step)
    elif isinstance(old, list):
        if len(old) != len(new):
            yield route, False
            return
        for index, (item, other) in enumerate(zip(old, new, strict=True)):
            yield from changed_routes(item, other, (*route, index))
    elif old != new and repr(old) != repr(new):  # not-a-number differs from itself
        yield route, False
