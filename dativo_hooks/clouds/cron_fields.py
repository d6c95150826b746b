"""One field of a cron expression: values, ranges, lists and steps, the same in every dialect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NUMBER = re.compile(r"[0-9]{1,4}")

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")

_SHORT = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
"""Days of the months that never have 31."""


class Field(NamedTuple):
    """A field of a dialect; `names` may stand for numbers.

    `opens` says that `a/n` means from `a` to the end, every `n`; `any_case` that names may be in
    small letters.
    """

    name: str
    least: int
    most: int
    names: Mapping[str, int]
    wanted: str
    opens: bool = False
    any_case: bool = False


class Item(NamedTuple):
    """One item of a field's list: every `step`-th value from `first` to `last`.

    `start` and `end` are the two as written, but without leading zeros and in capitals; `*` is a
    `start` of its own, for AWS's `0/5` as well.
    """

    first: int
    last: int
    step: int
    start: str
    end: str

    @property
    def values(self) -> range:
        """What it stands for, in the numbers of its dialect."""
        return range(self.first, self.last + 1, self.step)

    @property
    def everything(self) -> bool:
        """Whether it restricts nothing."""
        return self.start == "*" and self.step == 1


class FieldRead(NamedTuple):
    """A field's items, or what is wrong with it; neither for what only its dialect knows (`L`)."""

    text: str
    items: tuple[Item, ...] = ()
    fault: str = ""

    @property
    def everything(self) -> bool:
        """Whether it restricts nothing."""
        return any(item.everything for item in self.items)

    @property
    def values(self) -> frozenset[int]:
        """What it stands for, in the numbers of its dialect."""
        return frozenset(value for item in self.items for value in item.values)


def read_field(field: Field, text: str) -> FieldRead:
    """Read a field: `*`, `5`, `1-5`, `MON-FRI`, `*/15`, `0-30/10`, and lists of these."""
    items = []
    for part in text.split(","):
        found = _item(field, part)
        if isinstance(found, str):
            return FieldRead(text, fault=f"{field.name} `{text}`: {found}")
        items.append(found)
    return FieldRead(text, tuple(items))


def spelt(item: Item) -> str:
    """An item as both dialects write it."""
    text = item.start if item.start in {"*", item.end} else f"{item.start}-{item.end}"
    return text if item.step == 1 else f"{text}/{item.step}"


def never_comes(days: Iterable[int], months: Iterable[int], years: Iterable[int] = ()) -> bool:
    """Whether no such day of the month exists, as 30 February; `years` empty: in any year."""
    first, known = min(days), tuple(years)
    leap = not known or any(_is_leap(year) for year in known)
    return all(first > (_SHORT.get(m, 31) if m != 2 or leap else 28) for m in months)


def _is_leap(year: int) -> bool:
    """Whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _item(field: Field, part: str) -> Item | str:
    """An item, or what is wrong with it."""
    if not part:
        return "an item is missing; write values with one comma between two"
    base, slash, step_text = part.partition("/")
    start, dash, end = base.partition("-")
    if base == "*":
        first, last = field.least, field.most
    else:
        fault = _fault(field, start) or (_fault(field, end) if dash else "")
        if fault:
            return fault
        start = _normal(start)
        end = _normal(end) if dash else start
        first, last = _value(field, start), _value(field, end)
        if slash and not dash:
            if not field.opens:
                return (
                    f"a step stands after `*` or a range; write `{start}-{field.most}/{step_text}`"
                )
            last, end = field.most, str(field.most)
            if first == field.least:
                start = "*"
    if not slash:
        step = 1
    elif _NUMBER.fullmatch(step_text) and int(step_text) > 0:
        step = int(step_text)
    else:
        return f"`{step_text}` is no step; write a number from 1 after `/`"
    if step > field.most - field.least:
        return f"the step {step} is longer than the field; write `{_name(field, first, start)}`"
    if first > last:
        return f"the range runs backwards; write `{_wrapped(field, first, last, step, start)}`"
    # A step through one value is none: `5-5/2` shortened to `5/2` would mean something else.
    return Item(first, last, step if last > first else 1, start, end)


def _fault(field: Field, token: str) -> str:
    if token in field.names:
        return ""
    if token.upper() in field.names:
        return "" if field.any_case else f"names are written in capitals; write `{token.upper()}`"
    if token[:3].upper() in field.names:
        return f"names have three letters; write `{token[:3].upper()}`"
    if _NUMBER.fullmatch(token) and field.least <= int(token) <= field.most:
        return ""
    return f"`{token}` is out of range; write {field.wanted}"


def _normal(token: str) -> str:
    return str(int(token)) if token.isdigit() else token.upper()


def _value(field: Field, token: str) -> int:
    return field.names[token] if token in field.names else int(token)


def _name(field: Field, value: int, like: str) -> str:
    """A value as a name where `like` is one."""
    if like in field.names:
        return next(name for name, number in field.names.items() if number == value)
    return str(value)


def _wrapped(field: Field, first: int, last: int, step: int, like: str) -> str:
    """A range over the end of its field, as a list that doesn't run over it."""
    # Unix has two numbers for Sunday: counted as the days that they are.
    most = max(field.names.values(), default=field.most)
    values = [*range(first, most + 1), *range(field.least, last + 1)][::step]
    if step > 1:
        return ",".join(_name(field, value, like) for value in values)
    ends = ((first, most), (field.least, last))
    return ",".join(
        _name(field, low, like)
        if low == high
        else f"{_name(field, low, like)}-{_name(field, high, like)}"
        for low, high in ends
        if low <= high
    )
