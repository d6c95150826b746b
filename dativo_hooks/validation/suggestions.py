"""What somebody who wrote an unknown key or value may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dativo_hooks.position import route_text
from dativo_hooks.validation.literals import described
from dativo_hooks.validation.schema import resolved, tree
from dativo_hooks.validation.view import at, key_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route
    from dativo_hooks.validation.schema import Kind


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` is most likely a slip of, if any."""
    import difflib

    plain = {_plain(candidate): candidate for candidate in candidates}
    found = difflib.get_close_matches(_plain(word), plain, n=1, cutoff=0.7)
    return plain[found[0]] if found else None


def _plain(word: str) -> str:
    return word.lower().replace("-", "").replace("_", "").replace(" ", "")


def elsewhere(kind: Kind, key: str, route: Route) -> tuple[str, ...]:
    """The mappings, other than the one at `route`, that a schema gives the key `key`."""
    found: list[str] = []
    _collect(kind, tree(kind), key, (), found)
    here = route_text(route)
    homes = dict.fromkeys(owner for owner in found if owner != here)
    # `runtime` is a key of `infrastructure`, and one of `infrastructure.runtime`: say the first.
    return tuple(home for home in homes if not any(home == f"{other}.{key}" for other in homes))


def key_read_as(document: Document, route: Route) -> str:
    """What YAML made of a key that isn't text (`on:` is the boolean true); empty for text."""
    owner = at(document.value, route[:-1])
    if route[-1] in owner:
        return ""
    odd = (key for key in owner if not isinstance(key, str) and key_step(key) == route[-1])
    return next(("no value" if key is None else described(key) for key in odd), "")


def _collect(kind: Kind, schema: Any, key: str, route: Route, found: list[str]) -> None:
    schema = resolved(kind, schema)
    properties = schema.get("properties", {})
    if key in properties and route:
        found.append(route_text(route))
    for name, inner in properties.items():
        _collect(kind, inner, key, (*route, name), found)
    for branch in (*schema.get("allOf", ()), schema.get("then"), schema.get("else")):
        if branch is not None:
            _collect(kind, branch, key, route, found)
