"""The configuration, `.dativo-hooks.yaml`, with the defaults that make it optional."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.document import Document

CONFIGURATION_FILE = ".dativo-hooks.yaml"

Level: TypeAlias = Literal["error", "warning", "off"]
"""How severe a rule is, or that it isn't looked at."""


class AllowedValues(NamedTuple):
    """What the policy takes as a tag's value: one of `allowed`, or what `pattern` matches whole.

    Where both are given, either will do. `hint` is how a good value looks, for help lines.
    """

    allowed: tuple[str, ...] = ()
    pattern: str = ""
    case_sensitive: bool = True


class Condition(NamedTuple):
    """`when` (tag → values, any of them) holds: then `require` (tag → values, or any value)."""

    when: tuple[tuple[str, tuple[str, ...]], ...]
    require: tuple[tuple[str, tuple[str, ...]], ...]


CLASSIFICATIONS = (
    "PUBLIC",
    "INTERNAL",
    "CONFIDENTIAL",
    "RESTRICTED",
    "SENSITIVE",
    "PII",
    "HIGH_PII",
    "PHI",
    "PCI",
    "FINANCIAL",
)

COST_CENTER_PATTERN = r"[A-Z][A-Z0-9]*(-[A-Z][A-Z0-9]*)*-[0-9]{3,}"
"""Like `ENG-001` or `HR-PROD-001`."""


class TagPolicy(NamedTuple):
    """Which tags must be there, and which values they may have.

    `severity` is of single rules of the policy; `locked` are selectors (see `selectors.py`) of
    rules that nothing may switch off or lower.
    """

    required: tuple[str, ...] = ("finops_cost_center", "compliance_classification")
    recommended: tuple[str, ...] = ("governance_owner", "environment")
    values: Mapping[str, AllowedValues] = {
        "finops_cost_center": AllowedValues(pattern=COST_CENTER_PATTERN),
        "compliance_classification": AllowedValues(allowed=CLASSIFICATIONS, case_sensitive=False),
    }
    conditional: tuple[Condition, ...] = ()
    severity: Mapping[str, Level] = {}
    locked: tuple[str, ...] = ()


class PathRules(NamedTuple):
    """What rules are for the files that the globs `paths` match."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Level] = {}


class RuleChoice(NamedTuple):
    """Which rules are looked at, and how severe they are, by selectors (see `selectors.py`).

    Of `per_path`, all entries whose globs match a file hold, a later one over an earlier.
    """

    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Level] = {}
    per_path: tuple[PathRules, ...] = ()


class Terraform(NamedTuple):
    """How Terraform is generated. `path` and `name` are templates (see `generation/naming.py`).

    `format` and `layout` None: what a file already has; HCL and resources for a new one.
    `module_source`: see `generation/modules.py`.
    """

    path: str = "terraform/generated/{tenant}-{asset}"
    name: str = "{tenant}-{asset}"
    format: Literal["hcl", "json"] | None = None
    separate_environments: bool = False
    layout: Literal["resources", "module"] | None = None
    module_source: str = "terraform/modules"
    module_version: str = ""
    versions: bool = True
    variables: bool = True
    providers: bool = True


class Configuration(NamedTuple):
    """Everything that can be configured.

    `exclude`: globs of files that aren't read. `projects`: folders that are projects of their own.
    `floors`: how severe rules are at least, by their codes, since a project above locks them.
    """

    jobs: tuple[str, ...] = ("jobs/**/*.yaml", "jobs/**/*.yml")
    assets: tuple[str, ...] = ("assets/**/*.yaml", "assets/**/*.yml")
    connectors: tuple[str, ...] = ("connectors/**/*.yaml", "connectors/**/*.yml")
    prefixes: tuple[tuple[str, str], ...] = (("/app/", ""),)
    variables: Mapping[str, str] = {}
    tag_policy: TagPolicy = TagPolicy()
    aws_list_separator: str = ":"
    gcp_key_separator: Literal["-", "_"] = "-"
    terraform: Terraform = Terraform()
    exclude: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    rules: RuleChoice = RuleChoice()
    baseline: str = ""
    floors: Mapping[str, Literal["error", "warning"]] = {}

    @property
    def locked(self) -> tuple[str, ...]:
        """Selectors of the rules that nothing may switch off or lower, here or above."""
        return (*self.tag_policy.locked, *self.floors)


def decode_configuration(document: Document) -> Configuration:
    """The configuration that a valid document gives, the defaults where it is silent."""
    value: dict[str, Any] = document.value
    paths = value.get("paths") or {}
    default = Configuration()
    prefixes = paths.get("prefixes")
    return Configuration(
        jobs=tuple(paths.get("jobs") or default.jobs),
        assets=tuple(paths.get("assets") or default.assets),
        connectors=tuple(paths.get("connectors") or default.connectors),
        # The longest prefix is tried first.
        prefixes=default.prefixes
        if prefixes is None
        else tuple(
            sorted(
                ((_folder(prefix), _folder(folder)) for prefix, folder in prefixes.items()),
                key=lambda item: (-len(item[0]), item[0]),
            )
        ),
        variables=value.get("variables") or {},
        tag_policy=_tag_policy(value.get("tag_policy") or {}),
        aws_list_separator=(value.get("aws") or {}).get("list_separator", ":"),
        gcp_key_separator=(value.get("gcp") or {}).get("key_separator", "-"),
        terraform=_terraform(value.get("terraform") or {}),
        exclude=tuple(value.get("exclude") or ()),
        projects=tuple(folder.rstrip("/") for folder in value.get("projects") or ()),
        rules=_rule_choice(value.get("rules") or {}),
        baseline=value.get("baseline") or "",
    )


def _folder(path: str) -> str:
    """A folder with `/` at its end, "" for the root: `/app` means what `/app/` means."""
    return f"{path.rstrip('/')}/" if path.strip("./") else ("/" if path.startswith("/") else "")


def _tag_policy(value: dict[str, Any]) -> TagPolicy:
    default = TagPolicy()
    values = dict(default.values)
    for tag, rule in (value.get("values") or {}).items():
        if tag in values and not {"allowed", "pattern"} & set(rule):  # else anything were allowed
            values[tag] = values[tag]._replace(**rule)
            continue
        values[tag] = AllowedValues(
            tuple(rule.get("allowed") or ()),
            rule.get("pattern", ""),
            rule.get("case_sensitive", True),
        )
    return TagPolicy(
        required=tuple(value.get("required", default.required) or ()),
        recommended=tuple(value.get("recommended", default.recommended) or ()),
        values=values,
        conditional=tuple(
            Condition(_wanted(entry["when"]), _wanted(entry["require"]))
            for entry in value.get("conditional") or ()
        ),
        severity=value.get("severity") or {},
        locked=tuple(value.get("locked") or ()),
    )


def _rule_choice(value: dict[str, Any]) -> RuleChoice:
    return RuleChoice(
        select=tuple(value.get("select") or RuleChoice().select),
        ignore=tuple(value.get("ignore") or ()),
        severity=value.get("severity") or {},
        per_path=tuple(
            PathRules(
                tuple(entry["paths"]),
                tuple(entry.get("ignore") or ()),
                entry.get("severity") or {},
            )
            for entry in value.get("per_path") or ()
        ),
    )


def _wanted(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Tags and the values wanted of them: a list of tags wants any value."""
    if isinstance(value, list):
        return tuple((tag, ()) for tag in value)
    return tuple(
        (tag, tuple(map(text_of, wanted if isinstance(wanted, list) else [wanted])))
        for tag, wanted in value.items()
    )


def _terraform(value: dict[str, Any]) -> Terraform:
    default = Terraform()
    files = value.get("files") or {}
    return Terraform(
        path=value.get("path", default.path),
        name=value.get("name", default.name),
        format=value.get("format", default.format),
        separate_environments=value.get("separate_environments", False),
        layout=value.get("layout", default.layout),
        module_source=value.get("module_source", default.module_source),
        module_version=value.get("module_version", default.module_version),
        versions=files.get("versions", True),
        variables=files.get("variables", True),
        providers=files.get("providers", True),
    )


def text_of(value: object) -> str:
    """A scalar as a tag's text: `true`, `365`, or the text itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
