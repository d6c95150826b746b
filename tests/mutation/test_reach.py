"""Which tests can see a mutant."""

from __future__ import annotations

from mutation.mutants import mutants
from mutation.reach import Reach, names_in, reaching

PRODUCT = {
    "a.py": """\
LIMIT = 4
LIMITS = (LIMIT, 5)

def f(x):
    return (
        x < 6
    )
""",
    "b.py": "from a import LIMITS\n\ndef g():\n    return LIMITS\n",
    "c.py": "ODD = 7\n",
    "f.py": "ONE, LIMITS = 1, LIMIT\n",
    "e.py": "def at_import():\n    return 8\n\nLIMITS = at_import()\n",
    # Neither of the two makes `LIMITS` known to what uses `x` or `h`.
    "d.py": "def h(x: LIMITS, y=1) -> LIMITS:\n    x = ODD\n\ndef i(x):\n    return x\n",
}
TESTS = {
    "tests/test_c.py": "from c import ODD",
    "tests/test_words.py": "ODDER = 'and LIMITLESS'",
}
REACH = Reach(
    {"tests/test_a.py::f": 1, "tests/test_a.py::g": 1, "tests/test_c.py::c": 1},
    {
        "a.py": {5: frozenset({"tests/test_a.py::f"})},
        "b.py": {4: frozenset({"tests/test_a.py::g"})},
    },
)


def test_who_sees_what() -> None:
    names = names_in(PRODUCT, TESTS)
    seen = {
        (path, mutant.line): reaching(mutant, REACH, names)
        for path, text in PRODUCT.items()
        for mutant in mutants(path, text.encode())
        if mutant.kind == "number"
    }
    assert seen == {
        # By way of LIMITS, which a function of another file uses.
        ("a.py", 1): {"tests/test_a.py::g"},
        ("a.py", 2): {"tests/test_a.py::g"},
        # One statement, on three lines.
        ("a.py", 6): {"tests/test_a.py::f"},
        ("c.py", 1): {"tests/test_c.py::c"},
        ("d.py", 1): set(),
        ("f.py", 1): {"tests/test_a.py::g"},
        ("e.py", 2): {"tests/test_a.py::g"},
    }
