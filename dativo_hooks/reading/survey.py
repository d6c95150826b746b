"""What the parser's events tell of a text before anything is built: its size, depth, documents."""

from __future__ import annotations

import contextlib
from typing import Any

import yaml
from yaml import CSafeLoader
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    ScalarEvent,
)

from dativo_hooks.reading.faults import (
    MAX_DEPTH,
    SyntaxFault,
    fault_of_error,
    second_document,
    too_deep,
)


def survey(data: bytes | str) -> tuple[int, SyntaxFault | None]:
    """How many nodes the events tell of, and the fault that forbids composing, which recurses.

    Raises:
        yaml.YAMLError: the text isn't YAML.
    """
    loader = CSafeLoader(data)
    depth = count = documents = 0
    event: Any
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, CollectionStartEvent):
                depth += 1
                count += 1
                if depth > MAX_DEPTH:
                    return count, too_deep(_start(event))
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            elif isinstance(event, (ScalarEvent, AliasEvent)):
                count += 1
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    return count, second_document(_start(event))
    finally:
        loader.dispose()
    return count, None


def first_fault(error: Exception, data: bytes, text: str) -> SyntaxFault:
    """The first fault of a text that PyYAML gives up on.

    The parser reads ahead of its events, by how much depends on its version: what nests too deep
    before the place where it gave up is told first.
    """
    fault = fault_of_error(error, data, text)
    if isinstance(error, yaml.MarkedYAMLError):
        with contextlib.suppress(yaml.YAMLError):
            return survey(text[: fault.start])[1] or fault
    return fault


def _start(event: Any) -> int:
    offset: int = event.start_mark.index
    return offset
