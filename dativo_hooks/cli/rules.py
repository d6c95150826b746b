"""`dativo-hooks rules`: the table of all rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dativo_hooks.rules import RULES

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print the table."""
    sys.stdout.write(_json() if arguments.output_format == "json" else _table())
    return 0


def _table() -> str:
    from dativo_hooks.explanations.fixes import FIXES
    from dativo_hooks.explanations.text import wrapped

    names = max(len(rule.name) for rule in RULES)
    severities = max(len(rule.severity) for rule in RULES)
    lines: list[str] = []
    for rule in RULES:
        left = f"{rule.code} {rule.name:<{names}} {rule.severity:<{severities}} "
        fixable = " [fixable]" if rule in FIXES else ""
        lines += wrapped(f"{rule.summary}{fixable}", indent=left, hang=" " * len(left))
    return "".join(f"{line}\n" for line in lines)


def _json() -> str:
    import json

    from dativo_hooks.explanations.fixes import FIXES
    from dativo_hooks.explanations.table import explanations

    document = {
        "version": 1,
        "rules": [
            {
                **one.rule._asdict(),
                "fix": FIXES.get(one.rule),
                "what": one.what,
                "why": one.why,
                "sources": one.sources,
                "how_to_fix": one.fix,
            }
            for one in explanations()
        ],
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"
