"""What a mutant changes: comparisons, numbers, texts, conditions, returns and statements."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME = "\0"
"""Stands in an edit's text for what is replaced."""

MARK = "XX"
"""What a text begins with that has been changed."""

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}

ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "//"),
    ast.FloorDiv: ("//", "*"),
    ast.Div: ("/", "*"),
    ast.Mod: ("%", "//"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
    ast.LShift: ("<<", ">>"),
    ast.RShift: (">>", "<<"),
}

FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}

METHODS = {
    "startswith": "endswith",
    "endswith": "startswith",
    "lower": "upper",
    "upper": "lower",
    "strip": "lstrip",
    "lstrip": "rstrip",
    "rstrip": "lstrip",
    "removeprefix": "removesuffix",
    "removesuffix": "removeprefix",
    "partition": "rpartition",
    "rpartition": "partition",
    "find": "rfind",
    "rfind": "find",
    "fullmatch": "match",
    "match": "search",
    "search": "match",
}

Place = tuple[tuple[int, int], tuple[int, int]]


class Edit(NamedTuple):
    """A change: the place (begin and end: line from 1, column in bytes from 0), and the text.

    Where `token` is given, only its first occurrence in the place is replaced.
    """

    place: Place
    text: str
    kind: str
    token: str = ""


def edits(node: ast.AST, *, top: bool) -> Iterator[Edit]:
    """The changes of a node itself; `top`: it runs when its module is imported."""
    if isinstance(node, ast.expr):
        yield from _of_expression(node)
    elif isinstance(node, ast.stmt):
        yield from _of_statement(node, top=top)
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield from _negated(node.test)
    if isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield from _negated(test)


def _of_expression(node: ast.expr) -> Iterator[Edit]:
    match node:
        case ast.Compare():
            terms = [node.left, *node.comparators]
            for operation, (one, other) in zip(node.ops, pairwise(terms), strict=True):
                old, new = COMPARISONS[type(operation)]
                yield Edit(_between(one, other), new, "comparison", old)
        case ast.BoolOp():
            old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            for one, other in pairwise(node.values):
                yield Edit(_between(one, other), new, "and, or", old)
        case ast.UnaryOp(op=ast.Not()):
            yield Edit(_place(node), "", "not", "not ")
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            old, new = ARITHMETIC[type(node.op)]
            yield Edit(_between(node.left, node.right), new, "arithmetic", old)
        case ast.Constant(value=value):
            yield from _of_constant(node, value)
        case ast.JoinedStr():
            yield Edit(_place(node), f'"{MARK}" {SAME}', "text")
        case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
            if name != "sorted" or not node.keywords:
                yield Edit(_place(node.func), FUNCTIONS[name], "function")
        case ast.Call(func=ast.Attribute(attr=name) as function) if name in METHODS:
            end = _place(function)[1]
            begin = (end[0], end[1] - len(name))
            yield Edit((begin, end), METHODS[name], "function")


def _of_constant(node: ast.Constant, value: object) -> Iterator[Edit]:
    place = _place(node)
    if isinstance(value, bool):
        yield Edit(place, str(not value), "true, false")
    elif isinstance(value, int):
        yield Edit(place, str(value + 1), "number")
        yield Edit(place, str(value - 1), "number")
    elif isinstance(value, str):
        yield Edit(place, f'"{MARK}" {SAME}', "text")
    elif isinstance(value, bytes):
        yield Edit(place, f'b"{MARK}" {SAME}', "text")


def _of_statement(node: ast.stmt, *, top: bool) -> Iterator[Edit]:
    place = _place(node)
    match node:
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield Edit(_place(value), "None", "return")
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) if not top:
            yield Edit(place, "pass", "removed")
        case ast.AugAssign() | ast.Raise() | ast.Delete():
            yield Edit(place, "pass", "removed")
        case ast.Continue():
            yield Edit(place, "break", "loop")
        case ast.Break():
            yield Edit(place, "continue", "loop")
        case ast.Assign(value=value) if not (top or isinstance(value, ast.Constant)):
            yield Edit(_place(value), "None", "assigned")


def _negated(test: ast.expr) -> Iterator[Edit]:
    """A condition turned round, where no change of the condition itself does that."""
    turned = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    compared = isinstance(test, ast.Compare) and len(test.ops) == 1
    if not (turned or compared or isinstance(test, ast.Constant)):
        yield Edit(_place(test), f"not ({SAME})", "condition")


def _place(node: ast.expr | ast.stmt) -> Place:
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)


def _between(one: ast.expr, other: ast.expr) -> Place:
    return _place(one)[1], _place(other)[0]
