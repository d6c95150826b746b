"""Values of ours as plain tuples, which can be kept in a file, and back.

Only the classes of this table come back: what a file says decides on no code that runs. That is
what it is for; the plain way, `pickle`, takes as long (2026-11-29, 10,000 jobs, one asset changed).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from dativo_hooks.drift.observe import Owned
from dativo_hooks.engine.look import Record
from dativo_hooks.finding import Edit, Fix, Note, Place, Problem
from dativo_hooks.generation.claims import Claim
from dativo_hooks.generation.header import Header
from dativo_hooks.position import Origin, Position, Span
from dativo_hooks.rule import Rule
from dativo_hooks.rules import BY_KEY
from dativo_hooks.runtimes.unit import GroupPart, Names, Sized
from dativo_hooks.terraform_language.syntax import Item

if TYPE_CHECKING:
    from collections.abc import Callable

Plain: TypeAlias = Any
"""None, text, a whole number, a truth value, a `dict` of texts, or a tuple of such values. A tuple
begins with a number: that of its class in `_CLASSES`, or `_TUPLE`."""

_CLASSES: tuple[Callable[..., Any], ...] = (
    Edit,
    Fix,
    Claim,
    GroupPart,
    Header,
    Item,
    Names,
    Note,
    Origin,
    Owned,
    Place,
    Position,
    Problem,
    Record,
    Sized,
    Span,
)
_NUMBERS: dict[Any, int] = {kind: number for number, kind in enumerate(_CLASSES)}
_TUPLE, _RULE = -1, -2


def plain(value: Any) -> Plain:
    """`value`, made of this module's classes and tuples, as plain tuples.

    Raises:
        KeyError: it holds something else.
    """
    kind = type(value)
    if value is None or kind is str or kind is int or kind is bool or kind is dict:
        return value
    if kind is Rule:
        return (_RULE, value.code)
    number = _TUPLE if kind is tuple else _NUMBERS[kind]
    return (number, *map(plain, value))


def restored(value: Plain) -> Any:
    """The value that `plain` made this of."""
    if type(value) is not tuple:
        return value
    number = value[0]
    if number == _RULE:
        return BY_KEY[value[1]]
    # Most of what it holds is text: a call for each would take as long as all the rest.
    rest = [restored(inner) if type(inner) is tuple else inner for inner in value[1:]]
    return tuple(rest) if number == _TUPLE else _CLASSES[number](*rest)
