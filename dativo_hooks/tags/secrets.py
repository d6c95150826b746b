"""What is said of a secret that a file holds: for a tag and a variable, what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Place, Problem
from dativo_hooks.model.job import METADATA, RUNTIME
from dativo_hooks.position import Origin, Span, route_text
from dativo_hooks.secrets.search import BY_NAME, secrets_in
from dativo_hooks.tags.derive import INFRASTRUCTURE_PREFIX, TAGS
from dativo_hooks.validation.literals import literal
from dativo_hooks.validation.view import at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route
    from dativo_hooks.secrets.search import Comment, Secret
    from dativo_hooks.secrets.veil import Veil

_ENVIRONMENT = (*RUNTIME, "environment")

_NAMELESS: tuple[Route, ...] = ((*RUNTIME, "secrets"), ("classification_overrides",))
"""Parts of a job where a name tells nothing: names of secrets, and classes of columns."""

_SETTINGS = frozenset({"source", "target", "connection", "credentials"})
"""Parts of an asset where one does: elsewhere `password` is a column."""


def secrets_of(document: Document, kind: str, variables: Mapping[str, str]) -> tuple[Secret, ...]:
    """The secrets in a file of a kind; `variables` are those of the configuration."""
    return secrets_in(document.value, variables, _NAMED[kind])


def _is_named_in_job(route: Route) -> bool:
    return not any(route[: len(part)] == part for part in _NAMELESS)


def _is_named_in_asset(route: Route) -> bool:
    return not _SETTINGS.isdisjoint(route)


_NAMED: Mapping[str, Callable[[Route], bool]] = {
    "job": _is_named_in_job,
    "asset": _is_named_in_asset,
    "connector": lambda _: True,
    "configuration": lambda route: route[:1] == ("variables",),
}


def secret_problems(
    document: Document,
    kind: str,
    secrets: Iterable[Secret],
    veil: Veil,
    stored: Callable[[str], str],
) -> Iterator[Problem]:
    """A problem for each secret of a document.

    `veil` hides all of them; `stored` gives the form `{}` of a name in a secret store, for a type
    of runtime.
    """
    for secret in secrets:
        message, fix = _said(document, kind, secret, veil, stored)
        yield Problem(
            rules.SECRET,
            Origin(document.path, secret.route),
            message,
            fix,
            on_key=secret.on_key,
            secret=True,
        )


def comment_problems(document: Document, comments: Iterable[Comment]) -> Iterator[Problem]:
    """A problem for each secret of a document's comments."""
    for one in comments:
        place = Span(document.lines.position(one.start), document.lines.position(one.end))
        yield Problem(
            rules.SECRET,
            Place(document.path, place),
            f"a comment holds {a(one.kind)} in plain text",
            f"take it out; {_REPLACE}",
            secret=True,
        )


_REPLACE = "it was committed: replace it"


def _said(
    document: Document, kind: str, secret: Secret, veil: Veil, stored: Callable[[str], str]
) -> tuple[str, str]:
    """What is wrong, and what to do."""
    route = secret.route
    holds = f"holds {a(secret.kind)}"
    if secret.on_key:
        owner = veil.over(route_text(route[:-1]))
        where = f"of `{owner}` " if owner else ""
        return f"a key {where}{holds} in plain text", f"rename the key; {_REPLACE}"
    comma = "," if secret.kind == BY_NAME else ""
    if kind == "job" and route[:-1] == _ENVIRONMENT:
        name = veil.over(str(route[-1]))
        form = stored(str(at(document.value, (*RUNTIME, "type"))))
        there = literal(form.format(name.lower().replace("_", "-")))
        fix = (
            f"move it to a secret store and add `{literal(name)}: {there}` "
            f"with its name there under `{route_text(RUNTIME)}.secrets`; {_REPLACE}"
        )
        return f"the variable `{name}` {holds}{comma} in plain text", fix
    tag = veil.over(_tag(document, kind, route))
    if tag:
        return (
            f"the tag `{tag}` {holds}; everybody who may list resources can read tags",
            "remove it, and replace it: it was committed",
        )
    where = veil.over(route_text(route))
    instead = "keep it in a secret store or an environment variable, and name that here instead"
    return f"`{where}` {holds}{comma} in plain text", f"{instead}; {_REPLACE}"


def a(kind: str) -> str:
    """A kind of secret with its article."""
    return f"{'an' if kind[0] in 'AEIO' or kind.startswith(('X ', 'npm ', 'xAI ')) else 'a'} {kind}"


def _tag(document: Document, kind: str, route: Route) -> str:
    """The tag that a value becomes, "" where it becomes none."""
    while route and isinstance(route[-1], int):
        route = route[:-1]
    if kind == "asset" and route[:1] == ("asset",) and isinstance(document.value["asset"], dict):
        route = route[1:]
    if kind == "connector":
        if route[:1] != ("metadata",):
            return ""
        route = route[1:]
    key = _tags(kind).get(route, "")
    if not key and kind == "job" and route[:-1] == METADATA:
        key = f"{INFRASTRUCTURE_PREFIX}{route[-1]}"
    return key


def _tags(kind: str) -> Mapping[Route, str]:
    """The tag of each route that gives one."""
    found: dict[Route, str] = {}
    for key, sources in TAGS.items():
        routes = {"job": sources.job, "asset": sources.asset, "connector": sources.connector}
        for route in routes[kind]:
            found.setdefault(route, key)
    return found
