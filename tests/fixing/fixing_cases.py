"""Fixes one file by itself, as the commands do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.fixing.rounds import Rounds
from dativo_hooks.reading.read import read
from dativo_hooks.validation.validate import problems as schema_problems

if TYPE_CHECKING:
    from dativo_hooks.document import Document
    from dativo_hooks.finding import Finding
    from dativo_hooks.validation.schema import Kind

PATH = "x.yaml"


def document_of(data: bytes) -> Document:
    """The document of a file that can be read."""
    document = read(PATH, data).document
    assert document is not None
    return document


def found(data: bytes, kind: Kind) -> tuple[Finding, ...]:
    """What reading and the schema have against a file."""
    document, problems = read(PATH, data)
    documents = {PATH: document} if document is not None else {}
    if document is not None:
        problems += schema_problems(document, kind)
    return findings_of(problems, documents)


def fixed(data: bytes, kind: Kind) -> bytes:
    """The file as `--fix` leaves it."""
    rounds = Rounds()
    while True:
        now = rounds.files.get(PATH, data)
        document = read(PATH, now).document
        if not rounds.next(found(now, kind), {PATH: document} if document else {}):
            return now
