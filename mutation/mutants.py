"""The small faults (mutants) that a source file can have, each as a change of its text.

What makes no difference to a user is no mutant: docstrings, annotations, assertions, what is there
for type checkers only, and arguments of decorators (the sizes of caches).
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from mutation import operators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Mutant(NamedTuple):
    """One change of one file.

    `start` and `end` are offsets in the file's UTF-8 bytes; `line` counts from 1; `kind` says what
    sort of change it is. `function` is where it stands (`Class.method`). `owner` is what the
    statement of the module defines, where the change runs when the module is imported (names, with
    a comma between two), and "" where it runs in a function. `lines` are the first and the last one
    of the statement, or of its head where it has a body.
    """

    path: str
    line: int
    start: int
    end: int
    text: str
    kind: str
    function: str
    owner: str
    lines: tuple[int, int]

    def applied(self, source: bytes) -> bytes:
        """The file with the change."""
        return source[: self.start] + self.text.encode() + source[self.end :]


class Change(NamedTuple):
    """A mutant as people read it, and as it is known again when lines have moved.

    `before` and `after` are its line, without indentation; `number` counts from 1 what is alike in
    one function.
    """

    path: str
    function: str
    before: str
    after: str
    number: int = 1


def changes(found: Iterable[Mutant], source: bytes) -> dict[Change, Mutant]:
    """All mutants of one file by their changes."""
    named: dict[Change, Mutant] = {}
    for mutant in found:
        begin = source.rfind(b"\n", 0, mutant.start) + 1
        before, after = _line(source, begin), _line(mutant.applied(source), begin)
        change = Change(mutant.path, mutant.function, before, after)
        while change in named:
            change = change._replace(number=change.number + 1)
        named[change] = mutant
    return named


def _line(source: bytes, begin: int) -> str:
    return source[begin:].partition(b"\n")[0].decode().strip()


def mutants(path: str, source: bytes) -> list[Mutant]:
    """All mutants of a file, by place."""
    return sorted(set(_Walk(path, source).module(ast.parse(source))))


class _Walk:
    """The way through a file's syntax tree."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source
        self.begins = [0]
        for line in source.splitlines(keepends=True):
            self.begins.append(self.begins[-1] + len(line))

    def module(self, tree: ast.Module) -> Iterator[Mutant]:
        """The mutants of a file."""
        for statement in tree.body:
            yield from self.node(statement, _Where(owner=_defined(statement)))

    def node(self, node: ast.AST, where: _Where) -> Iterator[Mutant]:
        """The mutants in a node and below it."""
        if _says_nothing(node):
            return
        if isinstance(node, ast.stmt):
            where = where._replace(lines=_head(node))
        for edit in operators.edits(node, top=bool(where.owner)):
            yield self.mutant(edit, where)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            where = where._replace(function=f"{where.function}.{node.name}".lstrip("."))
        for child in _children(node):
            runs_later = isinstance(node, ast.Lambda) or _is_body(node, child)
            yield from self.node(child, where._replace(owner="") if runs_later else where)

    def mutant(self, edit: operators.Edit, where: _Where) -> Mutant:
        """What an edit makes of the file."""
        start, end = (self.begins[line - 1] + column for line, column in edit.place)
        if edit.token:
            at = self.source.find(edit.token.encode(), start, end)
            start, end = at, at + len(edit.token.encode())
        text = edit.text.replace(operators.SAME, self.source[start:end].decode())
        return Mutant(self.path, edit.place[0][0], start, end, text, edit.kind, *where)


_NAMELESS = "-"
"""Owner of what runs at import and defines nothing."""


class _Where(NamedTuple):
    """What a mutant says of its place; see there."""

    function: str = ""
    owner: str = ""
    lines: tuple[int, int] = (0, 0)


def _head(statement: ast.stmt) -> tuple[int, int]:
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno
    return statement.lineno, max(statement.lineno, last or 0)


def _defined(statement: ast.stmt) -> str:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign() | ast.AnnAssign():
            names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            return ",".join(node.id for node in names if isinstance(node.ctx, ast.Store))
    return _NAMELESS


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What is below a node, without annotations and decorators."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_comment", "ctx"}:
            continue
        if isinstance(node, ast.JoinedStr):
            # Before Python 3.12, what is in an f-string has no place of its own.
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child


def _is_body(node: ast.AST, child: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and child in node.body


def _says_nothing(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.Import() | ast.ImportFrom():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case ast.Call(func=ast.Name(id="cast" | "TypeVar" | "ParamSpec")):
            return True
    return False
