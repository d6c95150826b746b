"""The configuration, `.dativo-hooks.yaml`, with the defaults that make it optional.

A key is a field with its default, here, and a property of `schemas/configuration.schema.json`. What
reads the file and what writes it back (`effective.py`) go by the fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
    layout: Literal["resources", "module"] | None = None
    module_source: str = "terraform/modules"
    module_version: str = ""
    separate_environments: bool = False
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
    rules: RuleChoice = RuleChoice()
    exclude: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    aws_list_separator: str = ":"
    gcp_key_separator: Literal["-", "_"] = "-"
    terraform: Terraform = Terraform()
    baseline: str = ""
    floors: Mapping[str, Literal["error", "warning"]] = {}

    @property
    def locked(self) -> tuple[str, ...]:
        """Selectors of the rules that nothing may switch off or lower, here or above."""
        return (*self.tag_policy.locked, *self.floors)


PLACES: Mapping[type, Mapping[str, tuple[str, ...]]] = {
    Configuration: {
        "jobs": ("paths", "jobs"),
        "assets": ("paths", "assets"),
        "connectors": ("paths", "connectors"),
        "prefixes": ("paths", "prefixes"),
        "aws_list_separator": ("aws", "list_separator"),
        "gcp_key_separator": ("gcp", "key_separator"),
        "floors": (),
    },
    Terraform: {
        "versions": ("files", "versions"),
        "variables": ("files", "variables"),
        "providers": ("files", "providers"),
    },
}
"""Where the fields stand in the file whose key isn't their name; `()`: nowhere."""


def place_of(section: type, field: str) -> tuple[str, ...]:
    """The keys that lead to a field, from where its section begins; `()` for none."""
    return PLACES.get(section, {}).get(field, (field,))


def decode_configuration(document: Document) -> Configuration:
    """The configuration that a valid document gives, the defaults where it is silent."""
    read: Configuration = _section(Configuration(), document.value)
    return read


def _section(default: Any, value: Any) -> Any:
    """A section with what a mapping says of its fields."""
    found = {}
    for field in default._fields:
        place = place_of(type(default), field)
        said = value if place else _ABSENT
        for key in place:
            said = said.get(key, _ABSENT) if isinstance(said, dict) else _ABSENT
        if said is not _ABSENT:
            found[field] = _field(field, getattr(default, field), said)
    return default._replace(**found)


_ABSENT = object()

_BLANK_IS_EMPTY = frozenset({"required", "recommended"})
"""Fields of which a blank value asks for none; a blank one of others is as if it were absent."""


def _field(name: str, default: Any, said: Any) -> Any:
    """The value of a field that the file has."""
    if said is None or (said == [] and name not in _BLANK_IS_EMPTY):
        return () if name in _BLANK_IS_EMPTY else default
    if name in _READERS:
        return _READERS[name](said)
    if hasattr(default, "_fields"):
        return _section(default, said)
    return tuple(said) if isinstance(default, tuple) else said


def _prefixes(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The longest prefix is tried first."""
    folders = ((_folder(prefix), _folder(folder)) for prefix, folder in said.items())
    return tuple(sorted(folders, key=lambda item: (-len(item[0]), item[0])))


def _folder(path: str) -> str:
    """A folder with `/` at its end, "" for the root: `/app` means what `/app/` means."""
    return f"{path.rstrip('/')}/" if path.strip("./") else ("/" if path.startswith("/") else "")


def _values(said: Mapping[str, Any]) -> Mapping[str, AllowedValues]:
    """What is said of tags, over the defaults."""
    values = dict(TagPolicy().values)
    for tag, rule in said.items():
        # Where it says neither, what is allowed by default stays: else anything were allowed.
        anew = tag not in values or {"allowed", "pattern"} & set(rule)
        values[tag] = _section(AllowedValues() if anew else values[tag], rule)
    return values


def _conditions(said: Iterable[Mapping[str, Any]]) -> tuple[Condition, ...]:
    return tuple(Condition(_wanted(one["when"]), _wanted(one["require"])) for one in said)


def _wanted(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Tags and the values wanted of them: a list of tags wants any value."""
    if isinstance(value, list):
        return tuple((tag, ()) for tag in value)
    return tuple(
        (tag, tuple(map(text_of, wanted if isinstance(wanted, list) else [wanted])))
        for tag, wanted in value.items()
    )


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "prefixes": _prefixes,
    "projects": lambda said: tuple(folder.rstrip("/") for folder in said),
    "values": _values,
    "conditional": _conditions,
    "per_path": lambda said: tuple(_section(PathRules(()), one) for one in said),
}
"""The fields that aren't in the file as they are here."""


def text_of(value: object) -> str:
    """A scalar as a tag's text: `true`, `365`, or the text itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
