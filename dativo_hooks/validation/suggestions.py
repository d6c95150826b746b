"""What somebody who wrote an unknown key or value may have meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dativo_hooks.position import route_text
from dativo_hooks.spelling import LONGEST, likely
from dativo_hooks.validation.literals import described
from dativo_hooks.validation.schema import resolved, tree
from dativo_hooks.validation.view import at, key_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route
    from dativo_hooks.validation.schema import Kind


_NEAR = 0.7
"""How alike two words are, of 1, that one of them may be meant by the other."""


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` is most likely a slip of, if any."""
    if len(word) > LONGEST:
        return None
    plain = {folded(candidate): candidate for candidate in candidates}
    found = likely(folded(word), plain, _NEAR)
    return None if found is None else plain[found]


def slip(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` is a slip of the finger of, and of no other.

    Only case, `-`, `_` and spaces differ, or one letter is wrong, missing, doubled or in its
    neighbour's place. `project_id` is no slip of `project`, nor `gpu` of `cpu`.
    """
    known = tuple(candidates)
    wanted = folded(word)
    found = [one for one in known if folded(one) == wanted]
    if not found:
        found = [one for one in known if _one_slip(wanted, folded(one))]
        alike = all(part(word) == part(one) for one in found for part in (_digits, _words))
        if not alike or closest(word, known) not in found:
            return None
    return found[0] if len(found) == 1 else None


def folded(word: str) -> str:
    """A word without what people spell in several ways: case, `-`, `_` and spaces."""
    return word.lower().replace("-", "").replace("_", "").replace(" ", "")


def _digits(word: str) -> list[str]:
    return [character for character in word if character.isdigit()]


def _words(word: str) -> int:
    """How many words a key is made of: 2 for `image_uri` and for `imageUri`."""
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word)
    return len(re.findall(r"[^_\s-]+", parts))


def _one_slip(word: str, other: str) -> bool:
    """Whether one letter more, less, another, or two neighbours swapped make the other word."""
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    left, right = word[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


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
