"""The changes that a file can have."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mutation import product
from mutation.mutants import Change, changes, mutants

ROOT = Path(__file__).resolve().parents[2]


def after(source: str) -> list[str]:
    """The line of each mutant, as it is then."""
    data = source.encode()
    return [change.after for change in changes(mutants("x.py", data), data)]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("x = a < b", ["x = a <= b"]),
        ("x = a not in b", ["x = a in b"]),
        ("x = a is None", ["x = a is not None"]),
        (
            "x = 1 < a <= b",
            ["x = 0 < a <= b", "x = 2 < a <= b", "x = 1 <= a <= b", "x = 1 < a < b"],
        ),
        ("x = a and b or c", ["x = a or b or c", "x = a and b and c"]),
        ("x = not a", ["x = a"]),
        ("x = 'é' + a", ["x = \"XX\" 'é' + a", "x = 'é' - a"]),
        ("x = f'{a}'", ["x = \"XX\" f'{a}'"]),
        ("x = b'a'", ["x = b\"XX\" b'a'"]),
        ("x = 30", ["x = 29", "x = 31"]),
        ("x = True", ["x = False"]),
        ("x = min(a, b)", ["x = max(a, b)"]),
        ("x = sorted(a)", ["x = list(a)"]),
        ("x = sorted(a, key=b)", []),
        ("x = a.startswith(b)", ["x = a.endswith(b)"]),
        ("x = a.b(c)", []),
        ("x = a if b else c", ["x = a if not (b) else c"]),
        ("x = [a for a in b if a]", ["x = [a for a in b if not (a)]"]),
        ("x: Literal['a'] = b", []),
        ("X: TypeAlias = 'int'", []),
        ("'''What it is.'''", []),
        ("x = cast('int', a)", []),
        ("assert a < 1", []),
        ("__all__ = ['a']", []),
        ("import a", []),
        ("if TYPE_CHECKING:\n    x = 1", []),
    ],
)
def test_what_can_be_changed(source: str, wanted: list[str]) -> None:
    assert sorted(after(source)) == sorted(wanted)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("return a", ["return None"]),
        ("return None", []),
        ("a.append(b)", ["pass"]),
        ("yield a", ["pass"]),
        ("a += b", ["pass"]),
        ("raise a", ["pass"]),
        ("x = a", ["x = None"]),
        ("x: int = a", []),
        ("for a in b: continue", ["for a in b: break"]),
        ("while a: break", ["while not (a): break", "while a: continue"]),
        ("while True: a", ["while False: a"]),
        ("'''What it does.'''", []),
    ],
)
def test_what_can_be_changed_in_a_function(body: str, wanted: list[str]) -> None:
    assert sorted(after(f"def f():\n    {body}")) == sorted(wanted)


def test_the_size_of_a_cache_is_nobodys_business() -> None:
    assert after("@lru_cache(8)\ndef f(): return a") == ["def f(): return None"]


SOURCE = """\
LIMIT = 4

class A:
    most: int = LIMIT + 1

    def f(self, x=2):
        if x and \\
            self:
            return [
                3,
            ]
"""


def test_a_mutant_knows_its_place() -> None:
    data = SOURCE.encode()
    found = [
        (change.function, change.before, mutant.owner, mutant.lines)
        for change, mutant in changes(mutants("x.py", data), data).items()
        if mutant.kind in {"number", "and, or"} and not change.after.endswith("+ 0")
    ]
    assert found == [
        ("", "LIMIT = 4", "LIMIT", (1, 1)),
        ("", "LIMIT = 4", "LIMIT", (1, 1)),
        ("A", "most: int = LIMIT + 1", "A", (4, 4)),
        ("A.f", "def f(self, x=2):", "A", (6, 6)),
        ("A.f", "def f(self, x=2):", "A", (6, 6)),
        ("A.f", "if x and \\", "", (7, 8)),
        ("A.f", "3,", "", (9, 11)),
        ("A.f", "3,", "", (9, 11)),
    ]


def test_what_is_alike_is_counted() -> None:
    data = b"def f():\n    g()\n    g()\n"
    assert list(changes(mutants("x.py", data), data)) == [
        Change("x.py", "f", "g()", "pass", 1),
        Change("x.py", "f", "g()", "pass", 2),
    ]


@pytest.mark.parametrize("part", product.PARTS)
def test_every_mutant_is_another_program(part: str) -> None:
    for path in product.files(ROOT, part):
        data = (ROOT / path).read_bytes()
        own = ast.dump(ast.parse(data))
        for mutant in mutants(path, data)[::50]:
            assert ast.dump(ast.parse(mutant.applied(data))) != own, mutant
