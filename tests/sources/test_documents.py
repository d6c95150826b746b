"""Documents that are read when asked; where things are may be known without."""

from __future__ import annotations

from dativo_hooks.position import Origin, Position, Span
from dativo_hooks.sources.documents import Documents, spans_of
from dativo_hooks.sources.kinds import Kind
from dativo_hooks.tree import MemoryTree

TEXT = b"name: contacts\nfinops: {cost_center: ENG-001}\n"
KINDS: dict[str, Kind] = {"a.yaml": "asset", "b.yaml": "asset"}


class Counting(MemoryTree):
    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(files)
        self.reads: list[str] = []

    def read(self, path: str) -> bytes:
        self.reads.append(path)
        return super().read(path)


def test_places_come_back_without_reading() -> None:
    tree = Counting({"a.yaml": TEXT, "b.yaml": b"a: [\n"})
    center = Origin("a.yaml", ("finops", "cost_center"))
    places = [(center, False), (center, True), (Origin("b.yaml", ("a",)), False)]
    spans = spans_of(places, Documents(tree, KINDS))
    assert spans.keys() == {"a.yaml"}  # the other can't be read
    tree.reads.clear()
    documents = Documents(tree, KINDS, spans)
    assert documents.span(center, on_key=False) == Span(Position(2, 23), Position(2, 30))
    assert documents.span(center, on_key=True) == Span(Position(2, 10), Position(2, 21))
    assert documents.span(Origin("a.yaml", ("name",)), on_key=False) is None
    assert tree.reads == []


def test_documents_are_read_once() -> None:
    tree = Counting({"a.yaml": TEXT, "b.yaml": b"a: [\n"})
    documents = Documents(tree, KINDS)
    assert documents["a.yaml"] is documents["a.yaml"]
    assert documents.get("b.yaml") is None
    assert documents.get("c.yaml") is None
    assert tree.reads == ["a.yaml", "b.yaml"]
    assert list(documents) == ["a.yaml"]
    assert len(documents) == 1
