"""What a JSON Schema can't check of a configuration: regular expressions and names of rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin, route_text
from dativo_hooks.validation.suggestions import closest
from dativo_hooks.validation.view import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.document import Document


def beyond_schema(document: Document) -> Iterator[Problem]:
    """The faults of a configuration that its schema lets pass."""
    values = at(document.value, ("tag_policy", "values"))
    for tag in values if isinstance(values, dict) else ():
        route = ("tag_policy", "values", str(tag), "pattern")
        pattern = at(document.value, route)
        if isinstance(pattern, str):
            try:
                re.compile(pattern)
            except (re.error, OverflowError, RecursionError) as error:
                yield Problem(
                    rules.VALUE_NOT_ALLOWED,
                    Origin(document.path, route),
                    f"`{route_text(route)}` isn't a regular expression: {error}",
                    "write one that Python knows, in single quotes: `pattern: '[A-Z]+-[0-9]{3,}'`, "
                    "for instance",
                )
    severity = at(document.value, ("tag_policy", "severity"))
    for name in severity if isinstance(severity, dict) else ():
        if str(name) not in rules.BY_KEY:
            near = closest(str(name), rules.BY_KEY)
            yield Problem(
                rules.UNKNOWN_KEY,
                Origin(document.path, ("tag_policy", "severity", str(name))),
                f"no rule is called `{name}`",
                f"did you mean `{near}`?"
                if near
                else "remove it; `dativo-hooks rules` lists all that there are",
                on_key=True,
            )
