"""What exactly is wrong with a value that its schema refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin, route_text
from dativo_hooks.reading.faults import MOST_FAULTS, too_many_faults
from dativo_hooks.validation.broken_keyword import BrokenKeyword
from dativo_hooks.validation.schema import fast, slow
from dativo_hooks.validation.secrecy import is_secret
from dativo_hooks.validation.suggestions import closest
from dativo_hooks.validation.view import at
from dativo_hooks.validation.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route
    from dativo_hooks.validation.schema import Kind


def schema_problems_of(document: Document, kind: Kind, value: Any) -> list[Problem]:
    """One problem for each fault of `value`, the JSON view of an invalid document."""
    faults: dict[tuple[Route, bool, str], BrokenKeyword] = {}
    every = (f for error in slow(kind).iter_errors(value) for f in _faults(document, kind, error))
    for fault in every:
        # Of several at one place the first counts: a schema says the type of a value before
        # its limits, and those before what depends on its neighbours.
        faults.setdefault((fault.route, fault.on_key, fault.key), fault)
        if len(faults) > MOST_FAULTS:
            break
    meant = {
        (fault.route[:-1], closest(str(fault.route[-1]), fault.schema.get("properties", ())))
        for fault in faults.values()
        if fault.keyword == "additionalProperties"
    }
    found = [
        worded(fault)
        for fault in faults.values()
        if not (fault.keyword == "required" and _is_misspelt(fault, meant))
    ]
    if len(faults) > MOST_FAULTS:
        found[MOST_FAULTS:] = [too_many_faults(document.path)]
    return found or list(_unexplained(document, kind, value))


def _faults(document: Document, kind: Kind, error: Any) -> Iterator[BrokenKeyword]:
    """The faults that one error of jsonschema stands for, each at its own place."""
    route: Route = tuple(error.absolute_path)
    keyword, limit, schema = error.validator, error.validator_value, error.schema
    if "propertyNames" in error.absolute_schema_path:
        name = error.instance
        yield BrokenKeyword(
            document, kind, (*route, name), keyword, limit, schema, name, on_key=True
        )
    elif keyword == "required":
        for key in limit:
            if key not in error.instance:
                yield BrokenKeyword(
                    document, kind, route, keyword, limit, schema, None, on_key=True, key=key
                )
    elif keyword == "additionalProperties":
        for key in error.instance:
            if key not in schema.get("properties", ()):
                yield BrokenKeyword(
                    document, kind, (*route, key), keyword, limit, schema, key, on_key=True
                )
    else:
        yield BrokenKeyword(
            document, kind, route, keyword, limit, schema, at(document.value, route)
        )


def _is_misspelt(fault: BrokenKeyword, meant: set[tuple[Route, str | None]]) -> bool:
    """Whether a missing key is there under a wrong name, which is a fault of its own already."""
    instead = fault.schema.get("x-dativo", {}).get("instead", {}).get(fault.key)
    return (fault.route, fault.key) in meant or (fault.route, instead or fault.key) in meant


def _unexplained(document: Document, kind: Kind, value: Any) -> Iterator[Problem]:
    """The fast validator's own words, should the slow one ever be content with what it refuses."""
    for error in fast(kind).iter_errors(value):
        route: Route = tuple(error.instance_path)
        secret = is_secret(route)
        name = f"`{route_text(route)}`" if route else "the file"
        yield Problem(
            rules.VALUE_NOT_ALLOWED,
            Origin(document.path, route),
            f"{name} breaks the schema" + ("" if secret else f": {error.message[:200]}"),
            f"`dativo-hooks schema {kind}` shows what is allowed",
            secret=secret,
        )
