"""The rules of which `--fix` fixes some findings, and how. A test holds them to what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.rule import Rule

FIXES: Mapping[Rule, str] = {
    rules.WRONG_TYPE: "Takes the quotes off a whole number or boolean that is one in letters "
    '(`"1024"`, `"true"`), and the `.0` off a whole number.',
    rules.UNKNOWN_KEY: "Renames a key that is one letter, or only case, `-` and `_`, away from "
    "one known key, unless that is there already or the key belongs elsewhere.",
    rules.VALUE_NOT_ALLOWED: "Writes the allowed value that differs only in case, `-`, `_` or "
    "spaces.",
    rules.YAML_SURPRISE: "Puts a value or key that was meant as text in quotes, letter for letter; "
    "takes the `_` out of `1_024`. Leaves `012` where a number is wanted: nobody knows whether "
    "ten was meant, or twelve.",
    rules.TAG_VALUE_NOT_ALLOWED: "Writes the allowed value that differs only in case, or the value "
    "in capitals where the pattern takes them.",
}
"""By rule: what `--fix` does, in sentences. What isn't here, a person must fix."""

LIMITS = (
    "Not where more would change: no secret, nothing that an alias or a merge key uses elsewhere, "
    "and nothing of which another finding would come."
)
"""What holds for all of them."""
