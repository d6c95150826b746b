"""The configuration back as a document: what `.dativo-hooks.yaml` would say without defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dativo_hooks.model.configuration import place_of
from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.names import names_a_secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from dativo_hooks.model.configuration import AllowedValues, Condition, Configuration


def effective_yaml(configuration: Configuration) -> str:
    """YAML that fits the configuration's schema and means the same; secrets are hidden."""
    import yaml

    document = effective(configuration)
    document["variables"] = {
        # Only here may a name say that its value is a secret: `severity` has `secret`, a rule.
        name: HIDDEN if names_a_secret(name, value) else value
        for name, value in configuration.variables.items()
    }
    document = _without_secrets(document)
    text = _dumped(yaml, document, allow_unicode=True)
    if not text.replace("\n", "").isprintable():
        text = _dumped(yaml, document, allow_unicode=False)
    if re.search(r"##\w*\[|^\s*::", text, re.MULTILINE):  # see `report.safety`
        text = _quoted(yaml, document).replace("##", "\\x23#")
    return text


def _quoted(yaml: Any, document: Any) -> str:
    """The document with every text in double quotes, so that it is on one line, with escapes."""

    class Dumper(yaml.SafeDumper):  # type: ignore[misc]  # yaml is loaded late
        pass

    def quoted(dumper: Any, text: str) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')

    Dumper.add_representer(str, quoted)
    text: str = yaml.dump(document, Dumper=Dumper, sort_keys=False, width=float("inf"))
    return text


def _dumped(yaml: Any, document: Any, *, allow_unicode: bool) -> str:
    text: str = yaml.safe_dump(
        document, sort_keys=False, allow_unicode=allow_unicode, width=float("inf")
    )
    return text


def effective(configuration: Configuration) -> dict[str, Any]:
    """The document that `decode_configuration` makes the same configuration of.

    What is None or "" where nothing sets it is left out: no value says so.
    """
    return _section(configuration)


def _section(section: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in section._fields:
        value = getattr(section, field)
        place = place_of(type(section), field)
        unset = value in (None, "") and value == section._field_defaults.get(field)
        if not place or unset:
            continue
        owner = found
        for key in place[:-1]:
            owner = owner.setdefault(key, {})
        owner[place[-1]] = _WRITERS[field](value) if field in _WRITERS else _written(value)
    return found


def _written(value: Any) -> Any:
    if hasattr(value, "_fields"):
        return _section(value)
    if isinstance(value, tuple):
        return list(map(_written, value))
    return dict(value) if isinstance(value, Mapping) else value


def _allowed(values: AllowedValues) -> dict[str, Any]:
    return {key: value for key, value in _section(values).items() if value != []}


def _condition(condition: Condition) -> dict[str, Any]:
    any_value = not any(values for _, values in condition.require)
    return {
        "when": {tag: list(values) for tag, values in condition.when},
        "require": [tag for tag, _ in condition.require]
        if any_value
        else {tag: list(values) for tag, values in condition.require},
    }


_WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "prefixes": dict,
    "values": lambda values: {tag: _allowed(one) for tag, one in values.items()},
    "conditional": lambda conditions: list(map(_condition, conditions)),
}
"""The fields that aren't in the file as they are in the configuration; see `_READERS` there."""


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {redacted(key): _without_secrets(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_secrets(inner) for inner in value]
    return redacted(value) if isinstance(value, str) else value
