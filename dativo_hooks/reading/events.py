"""The fast way from bytes to a value: straight from the events of the C parser."""

from __future__ import annotations

from typing import Any, NamedTuple

from yaml import CSafeLoader
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from dativo_hooks import rules
from dativo_hooks.reading.faults import MAX_DEPTH, SyntaxFault, second_document, too_deep
from dativo_hooks.reading.scalars import ImpossibleScalarError, NeedsPyYAMLError, scalar


class StoppedError(Exception):
    """The document can't be read."""

    def __init__(self, fault: SyntaxFault) -> None:
        self.fault = fault
        super().__init__(fault.message)


class Key(NamedTuple):
    """A key of a mapping and its character offsets."""

    text: str
    start: int
    end: int


class Built(NamedTuple):
    """A document's value, the pairs of its duplicate keys, and whether odd scalars are in it."""

    value: Any
    duplicates: tuple[tuple[Key, Key], ...]
    odd: bool


_NO_KEY: Any = object()


def build(data: bytes) -> Built:
    """The value of the only document in `data` (None where it holds none).

    Raises:
        NeedsPyYAMLError: an alias, anchor, tag or merge key; nesting is known to be within
            bounds only up to there.
        StoppedError: two documents, or nested too deep, or an impossible scalar.
        yaml.YAMLError: the text isn't YAML.
    """
    loader = CSafeLoader(data)
    try:
        return _build(loader)
    finally:
        loader.dispose()


def _build(loader: CSafeLoader) -> Built:
    duplicates: list[tuple[Key, Key]] = []
    odd = False
    get = loader.get_event
    # Of each open collection: the container, its pending key, and the marks of its keys.
    stack: list[tuple[Any, Any, Any]] = []
    container: Any = None
    key: Any = _NO_KEY
    keys: Any = None
    root: Any = None
    documents = 0
    while True:
        event: Any = get()
        kind = type(event)
        if kind is ScalarEvent:
            if event.tag is not None or event.anchor is not None:
                raise NeedsPyYAMLError
            if event.implicit[0]:
                try:
                    value, is_odd = scalar(event.value)
                except ImpossibleScalarError as error:
                    raise StoppedError(_impossible(event, error)) from None
                odd = odd or is_odd
            else:
                value = event.value
            if keys is not None and key is _NO_KEY:
                here = (event.start_mark, event.end_mark)
                if value in container:
                    duplicates.append((_key(value, keys[value]), _key(value, here)))
                else:
                    keys[value] = here
                key = value
                continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None or event.anchor is not None:
                raise NeedsPyYAMLError
            if keys is not None and key is _NO_KEY:
                raise NeedsPyYAMLError  # a collection as a key: PyYAML says why not
            stack.append((container, key, keys))
            if len(stack) > MAX_DEPTH:
                raise StoppedError(too_deep(event.start_mark.index))
            key = _NO_KEY
            if kind is MappingStartEvent:
                container, keys = {}, {}
            else:
                container, keys = [], None
            continue
        elif kind is AliasEvent:
            raise NeedsPyYAMLError
        elif kind is StreamStartEvent or kind is DocumentEndEvent:
            continue
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise StoppedError(second_document(event.start_mark.index))
            continue
        elif kind is StreamEndEvent:
            return Built(root, tuple(duplicates), odd)
        else:  # the end of a collection
            value = container
            container, key, keys = stack.pop()
        if container is None:
            root = value
        elif keys is not None:
            container[key] = value
            key = _NO_KEY
        else:
            container.append(value)


def _impossible(event: Any, error: ImpossibleScalarError) -> SyntaxFault:
    return SyntaxFault(
        rules.INVALID_YAML,
        str(error),
        "quote it if it is meant as text",
        event.start_mark.index,
        event.end_mark.index,
    )


def _key(value: Any, marks: tuple[Any, Any]) -> Key:
    return Key(str(value), marks[0].index, marks[1].index)
