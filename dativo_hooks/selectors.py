"""How people name rules: a code (`DH301`), a name (`secret`), a code's beginning (`DH3`), `ALL`.

Upper and lower case are one. The longer a selector is, the more it weighs against another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.rules import BY_KEY, RULES
from dativo_hooks.spelling import likely

if TYPE_CHECKING:
    from dativo_hooks.rule import Rule

ALL = "ALL"
_FAMILY = "DH"
_CODE = len("DH301")


def matched(selector: str) -> tuple[Rule, ...]:
    """The rules that a selector means, by code; none where it is no selector."""
    word = selector.strip()
    if word.upper() == ALL:
        return RULES
    rule = BY_KEY.get(word.upper()) or BY_KEY.get(word.lower())
    if rule is not None:
        return (rule,)
    if not word.upper().startswith(_FAMILY):
        return ()
    return tuple(rule for rule in RULES if rule.code.startswith(word.upper()))


def weight(selector: str) -> int:
    """How narrow a selector is: 0 for `ALL`, then its letters; a name weighs as much as a code."""
    word = selector.strip()
    if word.upper() == ALL:
        return 0
    return min(len(word), _CODE)


def nearest(word: str) -> str | None:
    """The selector that `word` is most likely a slip of."""
    families = sorted({rule.code[:3] for rule in RULES})
    known = {key.lower(): key for key in (*BY_KEY, *families, ALL)}
    found = likely(word.strip().lower().replace("_", "-"), known, 0.7)
    return None if found is None else known[found]


def canonical(selector: str) -> str:
    """A selector in the spelling of the table of rules: `dh3` is `DH3`, `Secret` is `secret`."""
    word = selector.strip()
    code = word.upper()
    return code if code == ALL or code.startswith(_FAMILY) else word.lower()
