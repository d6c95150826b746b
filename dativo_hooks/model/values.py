"""Values that remember where they stand, and the `${VAR}` in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.model.configuration import CONFIGURATION_FILE, text_of
from dativo_hooks.position import Origin
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dativo_hooks.position import Route

VARIABLE = re.compile(r"\$\{([^}]*)\}")


class Value(NamedTuple):
    """A scalar as text, or a list as several texts, and where it is written.

    `parts`: the index in the list of each item, empty for a scalar.
    """

    items: tuple[str, ...]
    origin: Origin
    parts: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The value as one text; a list is joined with `,`, as the guide does."""
        items = self.items
        return items[0] if len(items) == 1 else ",".join(items)

    def part(self, item: int) -> Origin:
        """Where an item is written."""
        if not self.parts:
            return self.origin
        return self.origin._replace(route=(*self.origin.route, self.parts[item]))


def value_at(top: Any, path: str, route: Route) -> Value | None:
    """The value at `route`; None where it is absent, null, empty, or no scalar or list of them."""
    for step in route:
        if isinstance(top, dict):
            top = top.get(step)
        elif isinstance(top, list) and isinstance(step, int) and step < len(top):
            top = top[step]
        else:
            return None
    texts = _texts_of(top)
    return Value(texts, Origin(path, route), _parts_of(top)) if texts else None


def value_of(value: Any, origin: Origin) -> Value | None:
    """`value` as a `Value`; None where it is blank."""
    texts = _texts_of(value)
    return Value(texts, origin, _parts_of(value)) if texts else None


_EXAMPLES: dict[str | int, str] = {
    "tenant_id": "acme",
    "environment": "prod",
    "asset_path": "assets/contacts.yaml",
    "source_connector_path": "connectors/hubspot.yaml",
    "target_connector_path": "connectors/iceberg.yaml",
    "cost_center": "ENG-001",
    "owner": "data-team@company.com",
    "region": "us-east-1",
    "image_uri": "dativo/dativo-ingest:1.4.0",
}
"""A whole value by its key, to show what a variable might be."""


def _definition(name: str, value: Value, variables: Mapping[str, str]) -> str:
    """How a variable is given a value, which is the user's to choose."""
    whole = value.text == f"${{{name}}}"
    example = _EXAMPLES.get(value.origin.route[-1], "example") if whole else "example"
    setting = f"{literal(name)}: {literal(example)}"
    return f"`{setting}` under `variables`" if variables else f"`variables: {{{setting}}}`"


def _parts_of(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list):
        return ()
    return tuple([at for at, item in enumerate(value) if _texts_of([item])])


def _texts_of(value: Any) -> tuple[str, ...]:
    # Short ways for what nearly every value is.
    if value is None:
        return ()
    if type(value) is str:
        text = value.strip()
        return (text,) if text else ()
    items = value if isinstance(value, list) else (value,)
    texts = [text_of(item).strip() for item in items if isinstance(item, (str, int))]
    return tuple([text for text in texts if text])


MOST_EXPANDED = 100_000
"""Characters of a value with its variables put in: few lines could else make gigabytes."""


def _end_of_variables(item: str) -> int:
    """After the last `}` each `${` would be read to the end for nothing."""
    return item.rfind("}") + 1


def _variables_in(item: str) -> Iterator[re.Match[str]]:
    return VARIABLE.finditer(item, 0, _end_of_variables(item))


class Expansion(NamedTuple):
    """A value with the variables of the configuration put in, and those that have no value."""

    value: Value
    problems: tuple[Problem, ...] = ()


def expanded(value: Value, variables: Mapping[str, str]) -> Expansion:
    """`value` with each `${NAME}` replaced by what the configuration gives it."""
    if "${" not in value.text:
        return Expansion(value)
    length = sum(map(len, value.items)) + sum(
        len(variables.get(match[1], "")) for item in value.items for match in _variables_in(item)
    )
    if length > MOST_EXPANDED:
        return Expansion(
            value,
            (
                Problem(
                    rules.VALUE_OUT_OF_RANGE,
                    value.origin,
                    f"with its variables put in, the value has {length:,} characters, more than "
                    f"{MOST_EXPANDED:,}",
                    f"write a shorter value, or shorter `variables` in {CONFIGURATION_FILE}",
                ),
            ),
        )
    unknown: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        name = match[1]
        if name not in variables:
            unknown.append(name)
            return match[0]
        return variables[name]

    def filled(item: str) -> str:
        end = _end_of_variables(item)
        return VARIABLE.sub(replaced, item[:end]) + item[end:]

    items = tuple(map(filled, value.items))
    problems = tuple(
        Problem(
            rules.UNDEFINED_VARIABLE,
            value.origin,
            f"`${{{name}}}` has no value at commit time, and what is generated here depends on it",
            f"write the value itself, or add {_definition(name, value, variables)} in "
            f"{CONFIGURATION_FILE}",
        )
        for name in dict.fromkeys(unknown)
    )
    return Expansion(value._replace(items=items), problems)
