"""`dativo-hooks explain`: what a rule is, why it matters, and how to fix what it reports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dativo_hooks.errors import UsageError
from dativo_hooks.rules import BY_KEY

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.rule import Rule


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation of a rule."""
    from dativo_hooks.explanations.table import explanation_of
    from dativo_hooks.explanations.text import explanation_text

    sys.stdout.write(explanation_text(explanation_of(_rule(arguments.rule))))
    return 0


def _rule(name: str) -> Rule:
    known = {key.lower(): rule for key, rule in BY_KEY.items()}
    rule = known.get(name.strip().lower())
    if rule is not None:
        return rule
    import difflib

    near = difflib.get_close_matches(name.strip().lower(), known, 3)
    # A code and its name are one rule.
    found = dict.fromkeys(f"{known[key].code} {known[key].name}" for key in near)
    hint = f"did you mean {' or '.join(found)}? " if found else ""
    raise UsageError(f"no rule is called {name!r}: {hint}`dativo-hooks rules` lists all of them")
