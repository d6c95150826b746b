"""What to write for a tag: a value that the policy takes, as YAML has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.spelling import likely
from dativo_hooks.tags.derive import OWNER
from dativo_hooks.validation.linear import fits
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.model.configuration import AllowedValues

EXAMPLES: Mapping[str, str] = {
    "finops_cost_center": "ENG-001",
    "compliance_classification": "INTERNAL",
    "compliance_retention_days": "365",
    "compliance_encryption_required": "true",
    "compliance_access_control": "role_based",
    OWNER: "data-team@company.com",
    "environment": "prod",
    "tenant_id": "acme",
    "asset_name": "contacts",
    "asset_version": "1.0",
    "finops_business_tags": "sales",
    "finops_project": "data-platform",
    "finops_environment": "production",
    "compliance_regulations": "GDPR",
    "governance_domain": "sales",
    "governance_data_product": "customer-data",
    "governance_retention_days": "365",
}
"""A value to show where one is missing."""

_NEAR = 0.6
"""How alike a value is to one that is allowed, of 1, where that may be meant."""

_EXAMPLES = ("example", "EXAMPLE", "ENG-001", "1", "001", "a", "A", "true", "v1", "1.0")
"""Values that a pattern may match, where nothing better is known."""

_NO_TEXTS = frozenset(
    {
        "compliance_retention_days",
        "governance_retention_days",
        "compliance_encryption_required",
    }
)
"""Tags whose values are numbers or booleans in YAML."""


def allows(allowed: AllowedValues, text: str) -> bool:
    """Whether the policy takes a value."""
    folded = text if allowed.case_sensitive else text.lower()
    if folded in _values(allowed):
        return True
    if not allowed.pattern:
        return not allowed.allowed
    return fits(allowed.pattern, text, ignore_case=not allowed.case_sensitive)


def _values(allowed: AllowedValues) -> frozenset[str]:
    if allowed.case_sensitive:
        return frozenset(allowed.allowed)
    return frozenset(value.lower() for value in allowed.allowed)


def suggestion(key: str, text: str, allowed: AllowedValues) -> str:
    """What to write instead of a value that the policy forbids, "" where nothing comes to mind."""
    by_folded = {value.lower(): value for value in allowed.allowed}
    near = likely(text.lower(), by_folded, _NEAR)
    if near:
        return by_folded[near]
    upper = re.sub("[_ ]", "-", text.upper())
    if allowed.pattern and allows(allowed, upper):
        return upper
    return example_of(key, allowed)


def is_case(text: str, instead: str, allowed: AllowedValues) -> bool:
    """Whether case alone is wrong with a value, so that nothing else can have been meant."""
    alike = [value for value in allowed.allowed if value.lower() == text.lower()]
    return instead.lower() == text.lower() and len(alike) <= 1 and allows(allowed, instead)


def example_of(key: str, allowed: AllowedValues | None, wanted: tuple[str, ...] = ()) -> str:
    """A value that the policy takes, "" where none comes to mind."""
    known = (EXAMPLES.get(key, "example"), *(allowed.allowed if allowed else ()), *_EXAMPLES)
    fitting = (value for value in wanted or known if allowed is None or allows(allowed, value))
    return next(fitting, "")


def written(key: str, text: str) -> str:
    """A tag's value as YAML has it: of what its schema wants as a number or boolean, as that."""
    return text if key in _NO_TEXTS else literal(text)
