"""Which tests reach which lines, so that a mutant meets only the tests that can see it."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mutation.mutants import Mutant

_T = TypeVar("_T")


class Reach(NamedTuple):
    """What one run of the tests told.

    `seconds`: what each test (its id) took. `lines`: by file and line, the tests that ran it.
    """

    seconds: Mapping[str, float]
    lines: Mapping[str, Mapping[int, frozenset[str]]]


class Names(NamedTuple):
    """Where names of modules are used, by name.

    `lines`: of functions (file and line). `defined`: the names that other statements of modules
    define with it. `tests`: the files of tests that have the word.
    """

    lines: Mapping[str, frozenset[tuple[str, int]]]
    defined: Mapping[str, frozenset[str]]
    tests: Mapping[str, frozenset[str]]


def load(file: Path) -> Reach:
    """What `mutation.recording` has written."""
    read = json.loads(file.read_text(encoding="utf-8"))
    tests = list(read["seconds"])
    lines = {
        path: {int(line): frozenset(tests[index] for index in found) for line, found in of.items()}
        for path, of in read["lines"].items()
    }
    return Reach(read["seconds"], lines)


def reaching(mutant: Mutant, reach: Reach, names: Names) -> set[str]:
    """The tests that can see a mutant.

    What runs when a module is imported belongs to no test: there, they are those that reach a line
    of a function that uses what the statement defines, be it by way of other such statements, and
    those of a file that has the name.
    """
    found: set[str] = set()
    if not mutant.owner:
        of = reach.lines.get(mutant.path, {})
        first, last = mutant.lines
        found = set().union(*(of.get(line, ()) for line in range(first, last + 1)))
        if found:
            return found
    files: set[str] = set()
    # A function that no test calls may be called when a module is imported.
    for name in _using((mutant.owner or mutant.function.partition(".")[0]).split(","), names):
        files |= names.tests.get(name, frozenset())
        for path, line in names.lines.get(name, ()):
            found |= reach.lines.get(path, {}).get(line, frozenset())
    return found | {test for test in reach.seconds if test.partition("::")[0] in files}


def _using(owners: Sequence[str], names: Names) -> set[str]:
    known, new = set(owners), list(owners)
    while new:
        for name in names.defined.get(new.pop(), ()):
            if name not in known:
                known.add(name)
                new.append(name)
    return known


def names_in(product: Mapping[str, str], tests: Mapping[str, str]) -> Names:
    """Where the names of modules are used, of sources by path."""
    lines: dict[str, set[tuple[str, int]]] = {}
    defined: dict[str, set[str]] = {}
    for path, text in product.items():
        for statement in ast.parse(text).body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                continue
            within = _lines_of_functions(statement)
            for name, line in _named(statement):
                if line in within:
                    lines.setdefault(name, set()).add((path, line))
                else:
                    defined.setdefault(name, set()).update(_defines(statement))
    words: dict[str, set[str]] = {}
    for path, text in tests.items():
        for word in set(re.findall(r"\w+", text)) & {*lines, *defined}:
            words.setdefault(word, set()).add(path)
    return Names(_frozen(lines), _frozen(defined), _frozen(words))


def _frozen(table: Mapping[str, Iterable[_T]]) -> dict[str, frozenset[_T]]:
    return {key: frozenset(value) for key, value in table.items()}


def _named(statement: ast.stmt) -> Iterable[tuple[str, int]]:
    """The names in a statement, and their lines; annotations run nowhere."""
    left: list[ast.AST] = [statement]
    while left:
        node = left.pop()
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        for field, value in ast.iter_fields(node):
            if field not in {"annotation", "returns"}:
                children = value if isinstance(value, list) else [value]
                left += [child for child in children if isinstance(child, ast.AST)]


def _lines_of_functions(statement: ast.stmt) -> set[int]:
    return {
        line
        for node in ast.walk(statement)
        if isinstance(node, ast.FunctionDef)
        for line in range(node.body[0].lineno, (node.end_lineno or 0) + 1)
    }


def _defines(statement: ast.stmt) -> Iterable[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
    else:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
