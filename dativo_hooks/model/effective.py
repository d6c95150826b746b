"""The configuration back as a document: what `.dativo-hooks.yaml` would say without defaults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.names import names_a_secret

if TYPE_CHECKING:
    from dativo_hooks.model.configuration import (
        AllowedValues,
        Condition,
        Configuration,
        RuleChoice,
    )


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

    `format`, `layout`, `module_version` and `baseline` are left out where nothing sets them: no
    value says so.
    """
    policy, terraform = configuration.tag_policy, configuration.terraform
    chosen = {
        "format": terraform.format,
        "layout": terraform.layout,
        "module_source": terraform.module_source,
        "module_version": terraform.module_version,
    }
    return {
        "paths": {
            "jobs": list(configuration.jobs),
            "assets": list(configuration.assets),
            "connectors": list(configuration.connectors),
            "prefixes": dict(configuration.prefixes),
        },
        "variables": dict(configuration.variables),
        "tag_policy": {
            "required": list(policy.required),
            "recommended": list(policy.recommended),
            "values": {tag: _allowed(values) for tag, values in policy.values.items()},
            "conditional": [_condition(condition) for condition in policy.conditional],
            "severity": dict(policy.severity),
            "locked": list(policy.locked),
        },
        "rules": _rules(configuration.rules),
        "exclude": list(configuration.exclude),
        "projects": list(configuration.projects),
        "aws": {"list_separator": configuration.aws_list_separator},
        "gcp": {"key_separator": configuration.gcp_key_separator},
        "terraform": {
            "path": terraform.path,
            "name": terraform.name,
            **{key: value for key, value in chosen.items() if value},
            "separate_environments": terraform.separate_environments,
            "files": {
                "versions": terraform.versions,
                "variables": terraform.variables,
                "providers": terraform.providers,
            },
        },
        **({"baseline": configuration.baseline} if configuration.baseline else {}),
    }


def _rules(choice: RuleChoice) -> dict[str, Any]:
    return {
        "select": list(choice.select),
        "ignore": list(choice.ignore),
        "severity": dict(choice.severity),
        "per_path": [
            {
                "paths": list(entry.paths),
                "ignore": list(entry.ignore),
                "severity": dict(entry.severity),
            }
            for entry in choice.per_path
        ],
    }


def _allowed(values: AllowedValues) -> dict[str, Any]:
    return {
        **({"allowed": list(values.allowed)} if values.allowed else {}),
        **({"pattern": values.pattern} if values.pattern else {}),
        "case_sensitive": values.case_sensitive,
    }


def _condition(condition: Condition) -> dict[str, Any]:
    any_value = not any(values for _, values in condition.require)
    return {
        "when": {tag: list(values) for tag, values in condition.when},
        "require": [tag for tag, _ in condition.require]
        if any_value
        else {tag: list(values) for tag, values in condition.require},
    }


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {redacted(key): _without_secrets(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_secrets(inner) for inner in value]
    return redacted(value) if isinstance(value, str) else value
