"""What a JSON Schema can't check of a configuration: regular expressions and names of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin, route_text
from dativo_hooks.selectors import matched, nearest
from dativo_hooks.validation.linear import MOST_TOGETHER, RefusedError, fits, translated
from dativo_hooks.validation.view import at, key_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route


def beyond_schema(document: Document) -> Iterator[Problem]:
    """The faults of a configuration that its schema lets pass."""
    yield from _patterns(document)
    route: Route
    severity = at(document.value, ("tag_policy", "severity"))
    for name in severity if isinstance(severity, dict) else ():
        route = ("tag_policy", "severity", key_step(name))
        rule = rules.BY_KEY.get(key_step(name))
        if rule is None:
            yield _unknown(document, route, key_step(name), on_key=True)
        elif not rule.code.startswith("DH3"):
            yield Problem(
                rules.UNKNOWN_KEY,
                Origin(document.path, route),
                f"`{name}` isn't a rule of the tag policy, and `tag_policy.severity` is for those",
                "remove it, and say it in `rules.severity`, which is for all rules",
                on_key=True,
            )
    for route, selector, on_key in _selectors(document):
        if not matched(selector):
            yield _unknown(document, route, selector, on_key=on_key)


def _patterns(document: Document) -> Iterator[Problem]:
    """The patterns that can't be run, or not in a bounded time."""
    values = at(document.value, ("tag_policy", "values"))
    together = 0
    for tag in values if isinstance(values, dict) else ():
        route = ("tag_policy", "values", str(tag), "pattern")
        pattern = at(document.value, route)
        if not isinstance(pattern, str):
            continue  # its schema has said so
        try:
            together += translated(pattern).positions
            if together > MOST_TOGETHER:
                says = f"and those before it are too large together, more than {MOST_TOGETHER}"
                instead = "write shorter ones, with smaller repeats, or list values in `allowed`"
                raise RefusedError(f"{says} characters with repeats written out", instead)
            fits(pattern, "")
        except RefusedError as error:
            yield Problem(
                rules.VALUE_NOT_ALLOWED,
                Origin(document.path, route),
                f"`{route_text(route)}` {error.says}",
                error.instead,
            )
            if together > MOST_TOGETHER:
                return


def _selectors(document: Document) -> Iterator[tuple[Route, str, bool]]:
    """Every selector of rules, with its route, and whether that leads to a key."""
    per_path = at(document.value, ("rules", "per_path"))
    entries = range(len(per_path)) if isinstance(per_path, list) else ()
    for owner in (("rules",), *(("rules", "per_path", index) for index in entries)):
        for key in ("select", "ignore"):
            yield from _listed(document, (*owner, key))
        severity = at(document.value, (*owner, "severity"))
        for name in severity if isinstance(severity, dict) else ():
            yield (*owner, "severity", key_step(name)), key_step(name), True
    yield from _listed(document, ("tag_policy", "locked"))


def _listed(document: Document, route: Route) -> Iterator[tuple[Route, str, bool]]:
    listed = at(document.value, route)
    for index, selector in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(selector, str):  # else its schema has said so
            yield (*route, index), selector, False


def _unknown(document: Document, route: Route, name: str, *, on_key: bool) -> Problem:
    near = nearest(name)
    return Problem(
        rules.UNKNOWN_KEY if on_key else rules.VALUE_NOT_ALLOWED,
        Origin(document.path, route),
        f"no rule is called `{name[:80]}`",
        f"did you mean `{near}`?" if near else "remove it; `dativo-hooks rules` lists all of them",
        on_key=on_key,
    )
