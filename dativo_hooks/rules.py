"""The table of all rules, one constant each. Codes are stable: never renumber, never reuse.

DH0xx reading a file, DH1xx schemas, DH2xx references, DH3xx tag policy, DH4xx limits of the clouds,
DH5xx runtimes and generation, DH6xx drift, DH7xx suppressions and the baseline.
"""

from __future__ import annotations

from dativo_hooks.rule import Rule

INVALID_YAML = Rule("DH001", "invalid-yaml", "error", "the file isn't valid YAML")
DUPLICATE_KEY = Rule("DH002", "duplicate-key", "error", "a mapping has the same key twice")
MULTIPLE_DOCUMENTS = Rule(
    "DH003", "multiple-documents", "error", "a file holds more than one YAML document"
)
INVALID_ENCODING = Rule("DH004", "invalid-encoding", "error", "the file isn't UTF-8 text")
TOO_MANY_ALIASES = Rule("DH005", "too-many-aliases", "error", "aliases expand without bound")
TOO_DEEP = Rule("DH006", "too-deep", "error", "the file nests deeper than any real one")
EMPTY_FILE = Rule("DH007", "empty-file", "error", "the file is empty")
UNREADABLE_FILE = Rule("DH008", "unreadable-file", "error", "the file can't be read")
UNCHECKED_FILE = Rule(
    "DH009", "unchecked-file", "warning", "what keeps a file from being checked is switched off"
)
UNNAMED_PROJECT = Rule(
    "DH010", "unnamed-project", "error", "a folder keeps its files from being checked"
)

WRONG_TYPE = Rule("DH101", "wrong-type", "error", "a value has the wrong type")
MISSING_KEY = Rule("DH102", "missing-key", "error", "a required key is missing")
UNKNOWN_KEY = Rule("DH103", "unknown-key", "error", "a key that nothing reads")
VALUE_NOT_ALLOWED = Rule("DH104", "value-not-allowed", "error", "a value isn't an allowed one")
YAML_SURPRISE = Rule(
    "DH105", "yaml-surprise", "error", "YAML 1.1 reads a value differently from how it looks"
)
VALUE_OUT_OF_RANGE = Rule(
    "DH106", "value-out-of-range", "error", "a number, text or list is too small or too large"
)
TOO_MANY_FAULTS = Rule(
    "DH107", "too-many-faults", "error", "a file has more problems than are shown"
)

MISSING_FILE = Rule("DH201", "missing-file", "error", "a path names a file that doesn't exist")
OUTSIDE_REPOSITORY = Rule(
    "DH202", "outside-repository", "error", "a path leads out of the repository"
)
UNDEFINED_VARIABLE = Rule(
    "DH203", "undefined-variable", "error", "a ${VAR} has no value at commit time"
)

WRONG_KIND = Rule("DH204", "wrong-kind", "error", "a path names a file of another kind")

MISSING_REQUIRED_TAG = Rule("DH301", "missing-required-tag", "error", "a required tag is missing")
TAG_VALUE_NOT_ALLOWED = Rule(
    "DH302", "tag-value-not-allowed", "error", "the tag policy forbids a tag's value"
)
MISSING_RECOMMENDED_TAG = Rule(
    "DH303", "missing-recommended-tag", "warning", "a recommended tag is missing"
)
MISSING_CONDITIONAL_TAG = Rule(
    "DH304",
    "missing-conditional-tag",
    "error",
    "a tag that another tag's value calls for is missing",
)
SECRET = Rule("DH305", "secret", "error", "a secret stands in plain text")

TAG_KEY_INVALID = Rule("DH401", "tag-key-invalid", "error", "the cloud refuses a tag's key")
TAG_VALUE_INVALID = Rule("DH402", "tag-value-invalid", "error", "the cloud refuses a tag's value")
TOO_MANY_TAGS = Rule("DH403", "too-many-tags", "error", "more tags than the cloud takes")
TAG_KEY_COLLISION = Rule(
    "DH404", "tag-key-collision", "error", "two tags have one key once the cloud has spelt them"
)

INVALID_NAME = Rule("DH501", "invalid-name", "error", "a name that the cloud or Terraform refuses")
COLLISION = Rule("DH502", "collision", "error", "two jobs want one file, address or cloud name")
INVALID_IMAGE = Rule("DH503", "invalid-image", "error", "an image that the runtime can't pull")
LATEST_IMAGE = Rule("DH504", "latest-image", "warning", "an image that may change at any time")
INVALID_SCHEDULE = Rule("DH505", "invalid-schedule", "error", "a schedule that the cloud refuses")
MIXED_ENVIRONMENTS = Rule(
    "DH506", "mixed-environments", "warning", "one Terraform folder holds several environments"
)
UNTRANSLATABLE = Rule(
    "DH507", "untranslatable", "error", "a job that can't be generated for another runtime"
)
MODULE_REFUSES = Rule(
    "DH508", "module-refuses", "error", "a value that the module of the `module` layout refuses"
)

TERRAFORM_MISSING = Rule("DH601", "terraform-missing", "error", "a generated file is missing")
TERRAFORM_MODIFIED = Rule(
    "DH602", "terraform-modified", "error", "a generated file isn't what its sources generate"
)
TERRAFORM_NOT_STAGED = Rule(
    "DH603", "terraform-not-staged", "error", "a generated file is right on disk but isn't staged"
)
TERRAFORM_ORPHANED = Rule(
    "DH604", "terraform-orphaned", "error", "a generated file has no source any more"
)
TERRAFORM_NOT_OURS = Rule(
    "DH605", "terraform-not-ours", "error", "a file that isn't generated stands where one would be"
)

UNUSED_SUPPRESSION = Rule(
    "DH701", "unused-suppression", "error", "a comment silences what isn't reported"
)
SUPPRESSION_WITHOUT_REASON = Rule(
    "DH702", "suppression-without-reason", "error", "a suppression doesn't say why"
)
INVALID_SUPPRESSION = Rule(
    "DH703", "invalid-suppression", "error", "a comment for dativo-hooks can't be understood"
)
LOCKED_SUPPRESSION = Rule(
    "DH704", "locked-suppression", "error", "a comment tries to silence a rule that none may"
)
STALE_BASELINE_ENTRY = Rule(
    "DH705", "stale-baseline-entry", "warning", "the baseline has a finding that is fixed"
)

RULES: tuple[Rule, ...] = tuple(
    sorted(value for value in list(globals().values()) if isinstance(value, Rule))
)
"""Every rule, by code."""

BY_KEY: dict[str, Rule] = {key: rule for rule in RULES for key in (rule.code, rule.name)}
"""Every rule by its code and by its name."""
