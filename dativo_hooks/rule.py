"""What a rule is. The table of all rules is in `dativo_hooks/rules.py`."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]


class Rule(NamedTuple):
    """One thing that can be wrong.

    `code` (`DH301`) and `name` (`missing-required-tag`) never change once released.
    """

    code: str
    name: str
    severity: Severity
    summary: str

    @property
    def page(self) -> str:
        """The file of its page in `docs/rules`: `DH301-missing-required-tag.md`."""
        return f"{self.code}-{self.name}.md"
